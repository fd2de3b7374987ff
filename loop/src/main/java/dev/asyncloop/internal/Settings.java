// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.ExceptionHandler;
import dev.asyncloop.FibreBackend;
import dev.asyncloop.TaskLocal;
import dev.asyncloop.ThreadLocalAdapter;
import dev.asyncloop.clock.VirtualClock;
import dev.asyncloop.schedule.ChoiceSource;
import dev.asyncloop.schedule.Points;
import dev.asyncloop.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Everything a loop can be told before it is built: a plain carrier, filled by the builder and by the JUnit extension. */
public final class Settings {

    /** The system property, and the configuration key of tests, with the packages whose plain memory has points. */
    public static final String MEMORY = "asyncloop.memory";

    private static final long UNLIMITED = Long.MAX_VALUE / 2;

    public String name = "loop";
    public Schedule schedule = Schedule.fifo();
    public @Nullable ChoiceSource choices;
    public @Nullable VirtualClock clock;

    /** The first reading of the clock; unless set, the present in real time and {@link VirtualClock#DEFAULT_START} in virtual. */
    public @Nullable Instant start;

    public ZoneId zone = ZoneOffset.UTC;
    public boolean realTime;
    public FibreBackend backend = FibreBackend.AUTO;
    public @Nullable ExceptionHandler exceptionHandler;

    /** How many steps may run without the clock moving; 0 if nobody has said. */
    public long maxStepsPerInstant;

    /** How many steps may run in all; 0 if nobody has said. */
    public long maxSteps;

    /** How far the clock may go; 0 if nobody has said. */
    public long maxVirtualNanos;

    public long maxRealNanos = Long.MAX_VALUE;
    public long maxStepNanos = Long.MAX_VALUE;

    /** What takes the place of {@link #maxStepNanos}, where that is unlimited, while the loop is closed. */
    public long closingStepNanos = Duration.ofSeconds(5).toNanos();

    /** How long the end of a loop may take; 0 if nobody has said. */
    public long shutdownGraceNanos;

    /** What reads the time that passes; tests put in their own. */
    public LongSupplier nanoTime = System::nanoTime;

    /** Where a task may be left for another one. */
    public Points points = Points.BLOCKING;

    /** The packages whose plain memory has points with {@link Points#MEMORY}, with the packages below. */
    public List<String> memoryPackages = packages(System.getProperty(MEMORY, ""));

    /** How late a timer may be. */
    public long timerSlackNanos;

    /** A hash of what the schedule belongs to, such as a test; 0 for none. */
    public int scope;

    public boolean debug;
    public long slowStepNanos = Duration.ofMillis(100).toNanos();
    public long maxClockHoldNanos = Duration.ofSeconds(10).toNanos();
    public long cancellationGraceNanos = Duration.ofSeconds(30).toNanos();
    public int cancellationGraceSuspensions = 1_000;
    public long externalGraceNanos = Duration.ofMillis(250).toNanos();
    public boolean captureSites;

    /** Whether tasks, jobs and promises remember where they were made. */
    public boolean taskSites = true;

    public int traceCapacity = 4_096;

    /** What follows the tasks and callbacks besides the context. */
    public List<ThreadLocalAdapter<?>> threadLocals = new ArrayList<>();

    private List<ThreadLocals.Mirror<?>> mirrors = new ArrayList<>();

    /** Threads shared between loops that run one after the other; {@code null} for own ones. */
    public @Nullable FibreThreads threads;

    /** A watchdog shared between loops; {@code null} for an own one where {@link #maxStepNanos} asks for it. */
    public @Nullable Watchdog watchdog;

    /** Shows the value of a task local in a thread-local. */
    public <T> void mirror(TaskLocal<T> source, ThreadLocal<? super T> target) {
        mirrors.add(new ThreadLocals.Mirror<>(source, target));
    }

    /** Returns the thread-locals to look after, or {@code null} if there are none. */
    @Nullable
    ThreadLocals newThreadLocals() {
        return threadLocals.isEmpty() && mirrors.isEmpty() ? null : new ThreadLocals(threadLocals, mirrors);
    }

    /** Returns how many steps may run without the clock moving: no limit in real time, where a server may be busy for ever. */
    long maxStepsPerInstant() {
        return limit(maxStepsPerInstant, 10_000_000);
    }

    /** Returns how many steps may run in all. */
    long maxSteps() {
        return limit(maxSteps, 1_000_000_000);
    }

    /** Returns how far the clock may go. */
    long maxVirtualNanos() {
        return limit(maxVirtualNanos, Duration.ofDays(36_525).toNanos());
    }

    /** Returns how late timers may be: not at all in real time, where they are late by themselves. */
    long slackNanos() {
        return realTime ? 0 : timerSlackNanos;
    }

    /** Reads the names of packages, with commas between. */
    public static List<String> packages(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private long limit(long given, long inVirtualTime) {
        return given != 0 ? given : realTime ? UNLIMITED : inVirtualTime;
    }

    /** Returns how long, by the loop's clock, its tasks may take to clean up at the end. */
    long shutdownGraceNanos() {
        return shutdownGraceNanos != 0
                ? shutdownGraceNanos
                : (realTime ? Duration.ofSeconds(30) : Duration.ofDays(1)).toNanos();
    }

    /** Returns how long the JVM waits for the end of the loop when it shuts down. */
    long shutdownGraceInRealTime() {
        return realTime ? shutdownGraceNanos() : Duration.ofSeconds(30).toNanos();
    }

    /** Copies the settings, so that a builder can be used again. */
    public Settings copy() {
        Settings copy = new Settings();
        copy.name = name;
        copy.schedule = schedule;
        copy.choices = choices;
        copy.clock = clock;
        copy.start = start;
        copy.zone = zone;
        copy.realTime = realTime;
        copy.backend = backend;
        copy.exceptionHandler = exceptionHandler;
        copy.maxStepsPerInstant = maxStepsPerInstant;
        copy.maxSteps = maxSteps;
        copy.maxVirtualNanos = maxVirtualNanos;
        copy.maxRealNanos = maxRealNanos;
        copy.maxStepNanos = maxStepNanos;
        copy.closingStepNanos = closingStepNanos;
        copy.shutdownGraceNanos = shutdownGraceNanos;
        copy.nanoTime = nanoTime;
        copy.points = points;
        copy.memoryPackages = memoryPackages;
        copy.timerSlackNanos = timerSlackNanos;
        copy.scope = scope;
        copy.debug = debug;
        copy.slowStepNanos = slowStepNanos;
        copy.maxClockHoldNanos = maxClockHoldNanos;
        copy.cancellationGraceNanos = cancellationGraceNanos;
        copy.cancellationGraceSuspensions = cancellationGraceSuspensions;
        copy.externalGraceNanos = externalGraceNanos;
        copy.captureSites = captureSites;
        copy.taskSites = taskSites;
        copy.threadLocals = new ArrayList<>(threadLocals);
        copy.mirrors = new ArrayList<>(mirrors);
        copy.traceCapacity = traceCapacity;
        copy.threads = threads;
        copy.watchdog = watchdog;
        return copy;
    }

    /** Says which time passes, for messages. */
    String timeLabel() {
        return realTime ? "real" : "virtual";
    }

    /** Says how much of that time, for messages. */
    String timeText(long nanos) {
        return Durations.text(nanos) + " of " + timeLabel() + " time";
    }

    /** Checks a number that must be positive. */
    public static long positive(long value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, and is " + value);
        }
        return value;
    }

    /** Checks a duration that must be positive, and returns it in nanoseconds. */
    public static long positive(Duration value, String name) {
        long nanos = Durations.toNanos(value, name);
        if (nanos <= 0) {
            throw new IllegalArgumentException(name + " must be positive, and is " + value);
        }
        return nanos;
    }

    /** Checks a duration that must not be negative, and returns it in nanoseconds. */
    public static long notNegative(Duration value, String name) {
        long nanos = Durations.toNanos(value, name);
        if (nanos < 0) {
            throw new IllegalArgumentException(name + " must not be negative, and is " + value);
        }
        return nanos;
    }
}
