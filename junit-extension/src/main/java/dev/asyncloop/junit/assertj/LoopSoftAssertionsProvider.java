// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit.assertj;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.clock.VirtualClock;
import org.assertj.core.api.SoftAssertionsProvider;
import org.jspecify.annotations.Nullable;

/**
 * Soft assertions on loops, tasks and virtual clocks, to be mixed into a project's own soft assertions.
 *
 * @see LoopSoftAssertions
 * @since 0.1
 */
public interface LoopSoftAssertionsProvider extends SoftAssertionsProvider {

    /**
     * Makes soft assertions on a loop.
     *
     * @param actual the loop to verify
     * @return the assertions, whose failures are collected
     * @since 0.1
     */
    default LoopAssert assertThat(@Nullable Loop actual) {
        return proxy(LoopAssert.class, Loop.class, actual);
    }

    /**
     * Makes soft assertions on a task.
     *
     * @param actual the task to verify
     * @param <T> the type of the task's result
     * @return the assertions, whose failures are collected
     * @since 0.1
     */
    @SuppressWarnings("unchecked") // a class literal has no type arguments
    default <T extends @Nullable Object> TaskAssert<T> assertThat(@Nullable Task<T> actual) {
        return (TaskAssert<T>) proxy(TaskAssert.class, Task.class, actual);
    }

    /**
     * Makes soft assertions on a clock.
     *
     * @param actual the clock to verify
     * @return the assertions, whose failures are collected
     * @since 0.1
     */
    default VirtualClockAssert assertThat(@Nullable VirtualClock actual) {
        return proxy(VirtualClockAssert.class, VirtualClock.class, actual);
    }
}
