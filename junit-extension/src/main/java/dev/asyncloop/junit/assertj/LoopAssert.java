// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit.assertj;

import dev.asyncloop.Fault;
import dev.asyncloop.FaultKind;
import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a {@link Loop}. Each failure names the loop, its virtual time and its seed, and lists what is left on it.
 *
 * <p>Call only on the loop's thread. No assertion runs anything or consumes a scheduling choice.
 *
 * @see LoopAssertions#assertThat(Loop)
 * @since 0.1
 */
public class LoopAssert extends AbstractAssert<LoopAssert, Loop> {

    /**
     * Makes assertions on a loop.
     *
     * @param actual the loop to verify
     * @since 0.1
     */
    public LoopAssert(@Nullable Loop actual) {
        super(actual, LoopAssert.class);
    }

    /**
     * Verifies that nothing is left to do: no task but those in the background, no timer and no step that is ready.
     *
     * <p>The timers by which background tasks sleep do not count. What is ready to run does, see {@link
     * Loop#readyCount()}.
     *
     * <pre>{@code
     * // assertion succeeds:
     * Task<?> task = loop.spawn(() -> loop.sleep(Duration.ofSeconds(5)));
     * task.await();
     * assertThat(loop).isIdle();
     *
     * // assertion fails:
     * loop.callLater(Duration.ofSeconds(1), () -> {});
     * assertThat(loop).isIdle();
     * }</pre>
     *
     * @return this assertion object
     * @throws AssertionError if the loop is {@code null}, or something is left to do
     * @since 0.1
     */
    public LoopAssert isIdle() {
        isNotNull();
        long tasks = pendingTasks().size();
        long timers = actual.audit().stream()
                .filter(fault -> fault.kind() == FaultKind.LEAKED_TIMER)
                .count();
        long ready = actual.readyCount();
        if (tasks + timers + ready > 0) {
            throw fail("to be idle, but it has " + count(tasks, "task") + ", " + count(timers, "timer") + " and "
                    + count(ready, "ready step") + " left");
        }
        return this;
    }

    /**
     * Verifies that every task is done, but those in the background.
     *
     * <pre>{@code
     * // assertion succeeds:
     * loop.spawnBackground("heartbeat", () -> loop.sleep(Duration.ofDays(1)));
     * assertThat(loop).hasNoPendingTasks();
     *
     * // assertion fails:
     * loop.spawn("checkout", () -> loop.sleep(Duration.ofSeconds(1)));
     * assertThat(loop).hasNoPendingTasks();
     * }</pre>
     *
     * @return this assertion object
     * @throws AssertionError if the loop is {@code null}, or a task of the foreground is not done
     * @since 0.1
     */
    public LoopAssert hasNoPendingTasks() {
        isNotNull();
        long tasks = pendingTasks().size();
        if (tasks > 0) {
            throw fail("to have no pending tasks, but it has " + tasks);
        }
        return this;
    }

    /**
     * Verifies that a task of the given name is not done, be it in the background or not.
     *
     * <pre>{@code
     * // assertion succeeds:
     * loop.spawn("checkout", () -> loop.sleep(Duration.ofSeconds(1)));
     * assertThat(loop).hasTaskNamed("checkout");
     *
     * // assertion fails:
     * assertThat(loop).hasTaskNamed("payment");
     * }</pre>
     *
     * @param name the name of the task
     * @return this assertion object
     * @throws AssertionError if the loop is {@code null}, or has no such task
     * @since 0.1
     */
    public LoopAssert hasTaskNamed(String name) {
        isNotNull();
        List<String> names = actual.tasks().stream().map(Task::name).toList();
        if (!names.contains(name)) {
            throw fail("to have a task named \"" + name + "\" that is not done, but it has "
                    + (names.isEmpty() ? "no task" : "only " + names));
        }
        return this;
    }

    /**
     * Verifies that no timer is armed; sleeping tasks have a timer each.
     *
     * <pre>{@code
     * // assertion succeeds:
     * loop.callLater(Duration.ofSeconds(1), () -> {});
     * loop.advance(Duration.ofSeconds(1));
     * assertThat(loop).hasNoPendingTimers();
     *
     * // assertion fails:
     * loop.callLater(Duration.ofSeconds(1), () -> {});
     * assertThat(loop).hasNoPendingTimers();
     * }</pre>
     *
     * @return this assertion object
     * @throws AssertionError if the loop is {@code null}, or a timer is armed
     * @since 0.1
     */
    public LoopAssert hasNoPendingTimers() {
        isNotNull();
        return hasPendingTimers(0);
    }

    /**
     * Verifies how many timers are armed; sleeping tasks have one each.
     *
     * <pre>{@code
     * // assertion succeeds:
     * loop.callLater(Duration.ofSeconds(1), () -> {});
     * loop.callLater(Duration.ofSeconds(2), () -> {});
     * assertThat(loop).hasPendingTimers(2);
     *
     * // assertion fails:
     * loop.advance(Duration.ofSeconds(1));
     * assertThat(loop).hasPendingTimers(2);
     * }</pre>
     *
     * @param expected the number of timers
     * @return this assertion object
     * @throws AssertionError if the loop is {@code null}, or has another number of timers
     * @since 0.1
     */
    public LoopAssert hasPendingTimers(int expected) {
        isNotNull();
        int timers = actual.timerCount();
        if (timers != expected) {
            throw fail(timers, expected, "to have " + count(expected, "pending timer") + ", but it has " + timers);
        }
        return this;
    }

    /**
     * Verifies that nothing has gone wrong, and that nothing would be left behind if the run ended here.
     *
     * <pre>{@code
     * // assertion succeeds:
     * loop.run(() -> loop.sleep(Duration.ofSeconds(1)));
     * assertThat(loop).hasNoFaults();
     *
     * // assertion fails:
     * loop.callSoon(() -> {
     *     throw new IllegalStateException("boom");
     * });
     * loop.runUntilIdle();
     * assertThat(loop).hasNoFaults();
     * }</pre>
     *
     * @return this assertion object
     * @throws AssertionError if the loop is {@code null}, or {@link Loop#audit()} finds a fault, warnings included
     * @since 0.1
     */
    public LoopAssert hasNoFaults() {
        isNotNull();
        List<Fault> faults = actual.audit();
        if (!faults.isEmpty()) {
            throw fail("to have no faults, but it has " + faults.size() + listOf(faults));
        }
        return this;
    }

    /**
     * Verifies that there is a fault of the given kind.
     *
     * <pre>{@code
     * // assertion succeeds:
     * loop.spawn("checkout", () -> loop.sleep(Duration.ofSeconds(1)));
     * assertThat(loop).hasFault(FaultKind.LEAKED_TASK);
     *
     * // assertion fails:
     * assertThat(loop).hasFault(FaultKind.UNHANDLED_EXCEPTION);
     * }</pre>
     *
     * @param kind the kind of fault
     * @return this assertion object
     * @throws AssertionError if the loop is {@code null}, or {@link Loop#audit()} finds no such fault
     * @since 0.1
     */
    public LoopAssert hasFault(FaultKind kind) {
        isNotNull();
        List<Fault> faults = actual.audit();
        if (faults.stream().noneMatch(fault -> fault.kind() == kind)) {
            throw fail("to have a fault of the kind \"" + kind.label() + "\", but it has "
                    + (faults.isEmpty() ? "no fault" : "only" + listOf(faults)));
        }
        return this;
    }

    /**
     * Verifies that the loop was closed.
     *
     * <pre>{@code
     * // assertion succeeds:
     * loop.close();
     * assertThat(loop).isClosed();
     *
     * // assertion fails:
     * assertThat(Loop.create()).isClosed();
     * }</pre>
     *
     * @return this assertion object
     * @throws AssertionError if the loop is {@code null} or open
     * @since 0.1
     */
    public LoopAssert isClosed() {
        isNotNull();
        if (!actual.isClosed()) {
            throw fail("to be closed, but it is open");
        }
        return this;
    }

    /**
     * Verifies that the loop was not closed.
     *
     * <pre>{@code
     * // assertion succeeds:
     * assertThat(loop).isNotClosed();
     *
     * // assertion fails:
     * loop.close();
     * assertThat(loop).isNotClosed();
     * }</pre>
     *
     * @return this assertion object
     * @throws AssertionError if the loop is {@code null} or closed
     * @since 0.1
     */
    public LoopAssert isNotClosed() {
        isNotNull();
        if (actual.isClosed()) {
            throw fail("to be open, but it is closed");
        }
        return this;
    }

    /**
     * Verifies how much virtual time has passed since the start.
     *
     * <pre>{@code
     * // assertion succeeds:
     * loop.run(() -> loop.sleep(Duration.ofHours(1)));
     * assertThat(loop).isAt(Duration.ofHours(1));
     *
     * // assertion fails:
     * loop.advance(Duration.ofNanos(1));
     * assertThat(loop).isAt(Duration.ofHours(1));
     * }</pre>
     *
     * @param sinceStart the monotonic time of the clock
     * @return this assertion object
     * @throws AssertionError if the loop is {@code null}, or at another time
     * @since 0.1
     */
    public LoopAssert isAt(Duration sinceStart) {
        isNotNull();
        Duration elapsed = actual.clock().elapsed();
        if (!elapsed.equals(sinceStart)) {
            throw fail(elapsed, sinceStart, "to be at " + sinceStart + " since its start, but it is at " + elapsed);
        }
        return this;
    }

    /**
     * Verifies what the clock reads.
     *
     * <pre>{@code
     * // assertion succeeds:
     * loop.advance(Duration.ofDays(1));
     * assertThat(loop).isAtInstant(Instant.parse("2000-01-02T00:00:00Z"));
     *
     * // assertion fails:
     * loop.clock().stepWallClock(Duration.ofSeconds(-1));
     * assertThat(loop).isAtInstant(Instant.parse("2000-01-02T00:00:00Z"));
     * }</pre>
     *
     * @param expected the wall time of the clock
     * @return this assertion object
     * @throws AssertionError if the loop is {@code null}, or its clock reads something else
     * @since 0.1
     */
    public LoopAssert isAtInstant(Instant expected) {
        isNotNull();
        Instant instant = actual.clock().instant();
        if (!instant.equals(expected)) {
            throw fail(instant, expected, "to be at " + expected + ", but its clock reads " + instant);
        }
        return this;
    }

    /**
     * Verifies the seed, as {@link Loop#seed()} gives it.
     *
     * <pre>{@code
     * // assertion succeeds:
     * assertThat(Loop.builder().seed("0x5eed").build()).hasSeed("0x5eed");
     *
     * // assertion fails:
     * assertThat(Loop.create()).hasSeed("0x5eed");
     * }</pre>
     *
     * @param expected {@code fifo}, a seed such as {@code 0x5eed}, or a replay token
     * @return this assertion object
     * @throws AssertionError if the loop is {@code null}, or has another seed
     * @since 0.1
     */
    public LoopAssert hasSeed(String expected) {
        isNotNull();
        String seed = actual.seed();
        if (!seed.equals(expected)) {
            throw fail(seed, expected, "to have the seed " + expected + ", but it has " + seed);
        }
        return this;
    }

    private List<Task<?>> pendingTasks() {
        return actual.tasks().stream().filter(task -> !task.isBackground()).toList();
    }

    private static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String listOf(List<Fault> faults) {
        StringBuilder text = new StringBuilder(":");
        faults.forEach(fault -> text.append("\n  ").append(fault.toString().replace("\n", "\n  ")));
        return text.toString();
    }

    private AssertionError fail(String what) {
        return failure("%s", message(what));
    }

    private AssertionError fail(Object found, Object expected, String what) {
        return failureWithActualExpected(found, expected, "%s", message(what));
    }

    private PlainText message(String what) {
        return new PlainText("Expecting loop \"" + actual.name() + "\" " + what + "\n" + actual.dump());
    }
}
