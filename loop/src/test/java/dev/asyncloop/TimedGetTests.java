// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** {@code Future.get} with a time limit leaves nothing behind, whatever ends the wait. */
class TimedGetTests {

    @Test
    void timedGet_taskDoneInTime_laterSleepIsNotCutShort() {
        try (Loop loop = Loop.create()) {
            Duration slept = loop.run(() -> {
                Task<String> quick = loop.spawn(() -> {
                    loop.sleep(Duration.ofSeconds(1));
                    return "done";
                });
                assertThat(quick.get(10, TimeUnit.SECONDS)).isEqualTo("done");
                assertThat(loop.timerCount()).isZero();
                long before = loop.clock().nanoTime();
                loop.sleep(Duration.ofSeconds(20));
                return Duration.ofNanos(loop.clock().nanoTime() - before);
            });
            assertThat(slept).isEqualTo(Duration.ofSeconds(20));
        }
    }

    @Test
    void timedGet_timedOut_endOfTheTaskDoesNotCutALaterSleepShort() {
        try (Loop loop = Loop.create()) {
            Duration slept = loop.run(() -> {
                Task<String> slow = loop.spawn(() -> {
                    loop.sleep(Duration.ofSeconds(10));
                    return "done";
                });
                assertThatThrownBy(() -> slow.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
                long before = loop.clock().nanoTime();
                loop.sleep(Duration.ofSeconds(20));
                return Duration.ofNanos(loop.clock().nanoTime() - before);
            });
            assertThat(slept).isEqualTo(Duration.ofSeconds(20));
        }
    }

    @Test
    void timedGet_fromOutsideWithoutALimit_isADeadlockWhenNothingCanRun() {
        try (Loop loop = Loop.create()) {
            Task<String> first = loop.spawn(() -> Task.current().name());
            assertThat(first.await()).isEqualTo("task-1");
            Task<?>[] circle = new Task<?>[2];
            circle[0] = loop.spawn(() -> circle[1].await());
            circle[1] = loop.spawn(() -> circle[0].await());
            assertThatThrownBy(() -> circle[0].get(Long.MAX_VALUE, TimeUnit.NANOSECONDS))
                    .isInstanceOf(DeadlockException.class);
            assertThat(loop.clock().nanoTime()).isZero();
        }
    }

    @Test
    void timedGet_fromOutsideBeyondTheBudget_fails() {
        try (Loop loop = Loop.builder().maxVirtualTime(Duration.ofHours(1)).build()) {
            Task<?>[] circle = new Task<?>[2];
            circle[0] = loop.spawn(() -> circle[1].await());
            circle[1] = loop.spawn(() -> circle[0].await());
            assertThatThrownBy(() -> circle[0].get(2, TimeUnit.HOURS)).isInstanceOf(BudgetExceededException.class);
        }
    }
}
