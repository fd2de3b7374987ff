// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import dev.asyncloop.clock.VirtualClock;
import dev.asyncloop.internal.EventLoop;
import dev.asyncloop.internal.Settings;
import dev.asyncloop.schedule.ChoiceSource;
import dev.asyncloop.schedule.Points;
import dev.asyncloop.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;

/**
 * Builds a {@link Loop}. Not thread-safe; may be used for several loops, unless it was given a clock.
 *
 * @since 0.1
 */
public final class LoopBuilder {

    private final Settings settings = new Settings();

    LoopBuilder() {}

    /**
     * Sets the order by its text: {@code fifo}, a seed such as {@code 0x5eed} or {@code 42}, or a replay token.
     *
     * @param seed the text, as printed by a failure
     * @return this builder
     * @throws IllegalArgumentException if the text is neither
     */
    public LoopBuilder seed(String seed) {
        settings.schedule = Schedule.parse(seed);
        return this;
    }

    /**
     * Sets a seeded order.
     *
     * @param seed the seed
     * @return this builder
     */
    public LoopBuilder seed(long seed) {
        settings.schedule = Schedule.random(seed);
        return this;
    }

    /**
     * Sets the order.
     *
     * @param schedule the order
     * @return this builder
     */
    public LoopBuilder schedule(Schedule schedule) {
        settings.schedule = Objects.requireNonNull(schedule, "schedule");
        return this;
    }

    /**
     * Sets where choices come from; {@link Loop#seed()} is then the replay token of the choices made so far.
     *
     * @param source decides what runs next
     * @return this builder
     */
    public LoopBuilder choices(ChoiceSource source) {
        settings.choices = Objects.requireNonNull(source, "source");
        return this;
    }

    /**
     * Sets the clock, of which the loop takes control until it is closed.
     *
     * @param clock the clock
     * @return this builder
     */
    public LoopBuilder clock(VirtualClock clock) {
        settings.clock = Objects.requireNonNull(clock, "clock");
        return this;
    }

    /**
     * Sets the first reading of the clock; {@link VirtualClock#DEFAULT_START} by default, and the present with {@link
     * #realTime()}. Ignored if a clock is given.
     *
     * @param start the instant
     * @return this builder
     */
    public LoopBuilder start(Instant start) {
        settings.start = Objects.requireNonNull(start, "start");
        return this;
    }

    /**
     * Sets the time zone of the clock; UTC by default. Ignored if a clock is given.
     *
     * @param zone the zone
     * @return this builder
     */
    public LoopBuilder zone(ZoneId zone) {
        settings.zone = Objects.requireNonNull(zone, "zone");
        return this;
    }

    /**
     * Sets the name for reports.
     *
     * @param name the name
     * @return this builder
     */
    public LoopBuilder name(String name) {
        settings.name = Objects.requireNonNull(name, "name");
        return this;
    }

    /**
     * Lets time pass as it does: timers wait for real. The clock reads the time at which the current step began.
     *
     * <p>With nothing to run and no timer, such a loop waits for {@link Loop#callSoonThreadSafe} and for what other threads
     * complete, as a server does, without an {@link #externalGrace}. Only tasks that wait for one another in a circle, with no
     * other task waiting for a foreign thread, are reported as a deadlock.
     *
     * @return this builder
     */
    public LoopBuilder realTime() {
        settings.realTime = true;
        return this;
    }

    /**
     * Sets how tasks are suspended; {@link FibreBackend#AUTO} by default.
     *
     * @param backend the backend
     * @return this builder
     */
    public LoopBuilder fibres(FibreBackend backend) {
        settings.backend = Objects.requireNonNull(backend, "backend");
        return this;
    }

    /**
     * Sets what is done with failures of callbacks.
     *
     * @param handler the handler
     * @return this builder
     */
    public LoopBuilder exceptionHandler(ExceptionHandler handler) {
        settings.exceptionHandler = Objects.requireNonNull(handler, "handler");
        return this;
    }

    /**
     * Sets how many steps may run without the clock moving; 10,000,000 by default, and no limit in real time.
     * More is taken for a livelock.
     *
     * @param steps the budget
     * @return this builder
     * @throws IllegalArgumentException if less than 1
     */
    public LoopBuilder maxStepsPerInstant(long steps) {
        settings.maxStepsPerInstant = Settings.positive(steps, "maxStepsPerInstant");
        return this;
    }

    /**
     * Sets how many steps may run in all; 1,000,000,000 by default, and no limit in real time.
     *
     * @param steps the budget
     * @return this builder
     * @throws IllegalArgumentException if less than 1
     */
    public LoopBuilder maxSteps(long steps) {
        settings.maxSteps = Settings.positive(steps, "maxSteps");
        return this;
    }

    /**
     * Sets how far virtual time may go; 100 years by default, and no limit in real time.
     *
     * @param limit the budget
     * @return this builder
     * @throws IllegalArgumentException if not positive
     */
    public LoopBuilder maxVirtualTime(Duration limit) {
        settings.maxVirtualNanos = Settings.positive(limit, "maxVirtualTime");
        return this;
    }

    /**
     * Sets how long in real time the loop may be driven in all; unlimited by default.
     *
     * @param limit the budget
     * @return this builder
     * @throws IllegalArgumentException if not positive
     */
    public LoopBuilder maxRealTime(Duration limit) {
        settings.maxRealNanos = Settings.positive(limit, "maxRealTime");
        return this;
    }

    /**
     * Sets how long in real time one step may take before it is interrupted and reported as stuck; by default no step is.
     *
     * @param limit the limit
     * @return this builder
     * @throws IllegalArgumentException if not positive
     */
    public LoopBuilder maxStepTime(Duration limit) {
        settings.maxStepNanos = Settings.positive(limit, "maxStepTime");
        return this;
    }

    /**
     * Sets after how much virtual time a task that was told to stop and still runs is reported; 30 seconds by default.
     *
     * @param grace the time
     * @return this builder
     * @throws IllegalArgumentException if not positive
     */
    public LoopBuilder cancellationGrace(Duration grace) {
        settings.cancellationGraceNanos = Settings.positive(grace, "cancellationGrace");
        return this;
    }

    /**
     * Sets how long tasks may clean up at the end of the loop, by its clock; 30 seconds by default in real time, and a day in
     * virtual time. Work in {@link Loop#runInExecutor} may take as long again at the end of {@link Loop#runMain}. Who takes longer is named.
     *
     * @param grace the time
     * @return this builder
     * @throws IllegalArgumentException if not positive
     */
    public LoopBuilder shutdownGrace(Duration grace) {
        settings.shutdownGraceNanos = Settings.positive(grace, "shutdownGrace");
        return this;
    }

    /**
     * Sets how long in real time a loop with nothing to run waits for other threads, where a task waits for something that
     * another thread could complete, before that is a deadlock; 250 milliseconds by default.
     *
     * @param grace the time; zero for not at all
     * @return this builder
     * @throws IllegalArgumentException if negative
     */
    public LoopBuilder externalGrace(Duration grace) {
        settings.externalGraceNanos = Settings.notNegative(grace, "externalGrace");
        return this;
    }

    /**
     * Sets how long in real time a loop in virtual time waits, without anything arriving, for what holds its clock: work in
     * {@link Loop#runInExecutor}, answers of other machines, a {@link ClockHold}; 10 seconds by default. Then the run fails and
     * names who holds it.
     *
     * @param limit the limit
     * @return this builder
     * @throws IllegalArgumentException if not positive
     */
    public LoopBuilder maxClockHold(Duration limit) {
        settings.maxClockHoldNanos = Settings.positive(limit, "maxClockHold");
        return this;
    }

    /**
     * Sets where a task may be left for another one; {@link Points#BLOCKING} by default. {@link Points#MEMORY} is about the
     * packages that the system property {@code asyncloop.memory} names, with commas between, and those below.
     *
     * @param points the set of scheduling points
     * @return this builder
     */
    public LoopBuilder points(Points points) {
        settings.points = Objects.requireNonNull(points, "points");
        return this;
    }

    /**
     * Sets how late timers may be in virtual time, as they are on a busy machine; not at all by default. Timers whose deadlines are no
     * further apart than this may swap, and how late each one is is a choice. FIFO order is always punctual.
     *
     * @param slack the time; zero for punctual timers
     * @return this builder
     * @throws IllegalArgumentException if negative
     */
    public LoopBuilder timerSlack(Duration slack) {
        settings.timerSlackNanos = Settings.notNegative(slack, "timerSlack");
        return this;
    }

    /**
     * Sets whether callbacks and timers remember where they were scheduled, for reports; tasks always do. Off by default, for
     * it costs about a microsecond each.
     *
     * @param capture whether to remember
     * @return this builder
     */
    public LoopBuilder captureSites(boolean capture) {
        settings.captureSites = capture;
        return this;
    }

    /**
     * Lets values that code keeps per thread follow the tasks and callbacks of the loop; may be called several times.
     *
     * @param adapter knows how to capture and restore them
     * @return this builder
     */
    public LoopBuilder threadLocal(ThreadLocalAdapter<?> adapter) {
        settings.threadLocals.add(Objects.requireNonNull(adapter, "adapter"));
        return this;
    }

    /**
     * Lets the value of a thread-local follow the tasks and callbacks of the loop, as {@link #threadLocal(ThreadLocalAdapter)}.
     *
     * @param local the variable
     * @return this builder
     */
    public LoopBuilder threadLocal(ThreadLocal<?> local) {
        return threadLocal(ThreadLocalAdapter.of(local));
    }

    /**
     * Shows the value of a task local in a thread-local while a task or callback runs, for code that can read that only. The
     * thread-local follows when the task local is set; what is set in the thread-local itself is lost at the next change.
     *
     * @param source the task local; where it has no value, the thread-local has none
     * @param target the thread-local
     * @param <T> the type of the values
     * @return this builder
     */
    public <T> LoopBuilder mirror(TaskLocal<T> source, ThreadLocal<? super T> target) {
        settings.mirror(Objects.requireNonNull(source, "source"), Objects.requireNonNull(target, "target"));
        return this;
    }

    /**
     * Switches asyncio's debug mode on: {@link Loop#audit()} also reports steps that take longer than {@link #slowStep} and
     * promises that somebody waits for, and all callbacks and timers remember where they were scheduled.
     *
     * @return this builder
     */
    public LoopBuilder debug() {
        settings.debug = true;
        return this;
    }

    /**
     * Sets from which real time on a step is slow, in debug mode; 100 milliseconds by default.
     *
     * @param limit the time
     * @return this builder
     * @throws IllegalArgumentException if not positive
     */
    public LoopBuilder slowStep(Duration limit) {
        settings.slowStepNanos = Settings.positive(limit, "slowStep");
        return this;
    }

    /**
     * Builds the loop, owned by the calling thread.
     *
     * @return a new loop
     * @throws IllegalStateException if the clock is under control of another loop, or if the {@link FibreBackend} asked for
     *     is not available
     */
    public Loop build() {
        return new EventLoop(settings.copy());
    }
}
