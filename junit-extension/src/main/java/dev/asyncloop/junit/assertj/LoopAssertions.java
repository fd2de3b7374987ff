// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit.assertj;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.clock.VirtualClock;
import org.assertj.core.api.InstanceOfAssertFactory;
import org.jspecify.annotations.Nullable;

/**
 * Entry points of the assertions on loops, tasks and virtual clocks. May be imported statically together with those of {@code
 * org.assertj.core.api.Assertions}: the compiler picks these for loops, tasks and virtual clocks.
 *
 * <pre>{@code
 * // assertion succeeds:
 * Task<Integer> task = loop.spawn("checkout", () -> 42);
 * loop.runUntilIdle();
 * assertThat(task).hasName("checkout").hasResult(42);
 * assertThat(loop).isIdle().hasNoFaults();
 *
 * // assertion fails:
 * assertThat(loop.clock()).isAtElapsed(Duration.ofHours(1));
 * }</pre>
 *
 * @see LoopSoftAssertions
 * @since 0.1
 */
public final class LoopAssertions {

    /**
     * Goes on with assertions on a loop: {@code assertThat(object).asInstanceOf(LOOP).isIdle()}.
     *
     * @since 0.1
     */
    public static final InstanceOfAssertFactory<Loop, LoopAssert> LOOP =
            new InstanceOfAssertFactory<>(Loop.class, LoopAssertions::assertThat);

    /**
     * Goes on with assertions on a task: {@code assertThat(object).asInstanceOf(TASK).isDone()}.
     *
     * @since 0.1
     */
    @SuppressWarnings({"rawtypes", "unchecked"}) // a class literal has no type arguments
    public static final InstanceOfAssertFactory<Task, TaskAssert<Object>> TASK =
            new InstanceOfAssertFactory<>(Task.class, task -> assertThat((Task<Object>) task));

    /**
     * Goes on with assertions on a clock: {@code assertThat(object).asInstanceOf(VIRTUAL_CLOCK).hasZone(zone)}.
     *
     * @since 0.1
     */
    public static final InstanceOfAssertFactory<VirtualClock, VirtualClockAssert> VIRTUAL_CLOCK =
            new InstanceOfAssertFactory<>(VirtualClock.class, LoopAssertions::assertThat);

    private LoopAssertions() {}

    /**
     * Makes assertions on a loop.
     *
     * @param actual the loop to verify
     * @return the assertions
     * @since 0.1
     */
    public static LoopAssert assertThat(@Nullable Loop actual) {
        return new LoopAssert(actual);
    }

    /**
     * Makes assertions on a task.
     *
     * @param actual the task to verify
     * @param <T> the type of the task's result
     * @return the assertions
     * @since 0.1
     */
    public static <T extends @Nullable Object> TaskAssert<T> assertThat(@Nullable Task<T> actual) {
        return new TaskAssert<>(actual);
    }

    /**
     * Makes assertions on a clock.
     *
     * @param actual the clock to verify
     * @return the assertions
     * @since 0.1
     */
    public static VirtualClockAssert assertThat(@Nullable VirtualClock actual) {
        return new VirtualClockAssert(actual);
    }
}
