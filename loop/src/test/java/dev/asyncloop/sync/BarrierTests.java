// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.DeadlockException;
import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarrierTests {

    private final List<Integer> log = new ArrayList<>();

    private List<Task<Integer>> arrive(Loop loop, AsyncBarrier barrier, int count) {
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(loop.spawn(() -> {
                int index = barrier.await();
                log.add(index);
                return index;
            }));
            loop.runUntilIdle();
        }
        return tasks;
    }

    @Test
    void lastToArrive_goesOnFirst_thenTheOthersInOrder() {
        try (Loop loop = Loop.create()) {
            AsyncBarrier barrier = new AsyncBarrier(loop, "start", 3);
            List<Task<Integer>> tasks = arrive(loop, barrier, 2);
            assertThat(barrier.waiting()).isEqualTo(2);
            tasks.addAll(arrive(loop, barrier, 1));
            assertThat(log).containsExactly(2, 0, 1);
            assertThat(tasks).extracting(Task::resultNow).containsExactly(0, 1, 2);
            assertThat(barrier.waiting()).isZero();
            assertThat(barrier.parties()).isEqualTo(3);
        }
    }

    @Test
    void rounds_inEveryOrder_doNotMix() throws Exception {
        Exploring.everyOrder(loop -> {
            AsyncBarrier barrier = new AsyncBarrier(loop, "round", 3);
            int[] arrived = {0};
            List<Task<?>> tasks = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                tasks.add(loop.spawn(() -> {
                    for (int round = 1; round <= 3; round++) {
                        loop.yieldNow();
                        arrived[0]++;
                        barrier.await();
                        assertThat(arrived[0]).isGreaterThanOrEqualTo(3 * round);
                    }
                }));
            }
            tasks.forEach(Task::await);
            assertThat(arrived[0]).isEqualTo(9);
            assertThat(barrier.waiting()).isZero();
        });
    }

    @Test
    void newcomers_whileAPartyIsLeaving_waitInFront() throws Exception {
        Exploring.everyOrder(loop -> {
            AsyncBarrier barrier = new AsyncBarrier(loop, "start", 2);
            Task<Integer> first = arrive(loop, barrier, 1).get(0);
            Task<Boolean> second = loop.spawn(() -> {
                assertThat(barrier.await()).isEqualTo(1);
                int next = barrier.await(); // the first has not left
                assertThat(next).isZero();
                return first.isDone();
            });
            loop.runUntilIdle();
            assertThat(second.isDone()).isFalse();
            arrive(loop, barrier, 1);
            assertThat(second.await()).isTrue();
        });
    }

    @Test
    void cancelled_hasNotArrived() throws Exception {
        Exploring.everyOrder(loop -> {
            AsyncBarrier barrier = new AsyncBarrier(loop, "start", 3);
            List<Task<Integer>> tasks = arrive(loop, barrier, 2);
            tasks.get(0).cancel();
            assertThat(barrier.waiting()).isEqualTo(1);
            tasks.addAll(arrive(loop, barrier, 1));
            assertThat(barrier.waiting()).isEqualTo(2);
            tasks.addAll(arrive(loop, barrier, 1));
            assertThat(tasks.get(0).isCancelled()).isTrue();
            assertThat(tasks.subList(1, 4)).extracting(Task::resultNow).containsExactly(0, 1, 2);
        });
    }

    @Test
    void reset_breaksThoseWhoWait_andTheBarrierIsUsableAgain() {
        try (Loop loop = Loop.create()) {
            AsyncBarrier barrier = new AsyncBarrier(loop, "start", 2);
            Task<Integer> broken = arrive(loop, barrier, 1).get(0);
            barrier.reset();
            List<Task<Integer>> next = arrive(loop, barrier, 2);
            assertThat(broken.exceptionNow())
                    .isInstanceOf(BarrierBrokenException.class)
                    .hasMessage("barrier \"start\" was reset before this task had passed it.");
            assertThat(next).extracting(Task::resultNow).containsExactly(0, 1);
            assertThat(barrier.isBroken()).isFalse();
        }
    }

    @Test
    void reset_whileAPartyIsLeaving_breaksThoseWhoHaveNotLeft() {
        try (Loop loop = Loop.create()) {
            AsyncBarrier barrier = new AsyncBarrier(loop, "start", 2);
            Task<Integer> first = arrive(loop, barrier, 1).get(0);
            assertThat(barrier.await()).isEqualTo(1);
            barrier.reset();
            loop.runUntilIdle();
            assertThat(first.exceptionNow()).isInstanceOf(BarrierBrokenException.class);
            assertThat(arrive(loop, barrier, 2)).extracting(Task::resultNow).containsExactly(0, 1);
        }
    }

    @Test
    void abort_breaksAllUntilReset() {
        try (Loop loop = Loop.create()) {
            AsyncBarrier barrier = new AsyncBarrier(loop, "start", 2);
            Task<Integer> waiting = arrive(loop, barrier, 1).get(0);
            barrier.abort();
            assertThat(barrier.isBroken()).isTrue();
            Task<Integer> late = arrive(loop, barrier, 1).get(0);
            assertThat(waiting.exceptionNow())
                    .isInstanceOf(BarrierBrokenException.class)
                    .hasMessageContaining("was aborted before");
            assertThat(late.exceptionNow())
                    .isInstanceOf(BarrierBrokenException.class)
                    .hasMessage("barrier \"start\" was aborted. reset() makes it usable again.");
            barrier.reset();
            assertThat(barrier.isBroken()).isFalse();
            assertThat(arrive(loop, barrier, 2)).extracting(Task::resultNow).containsExactly(0, 1);
        }
    }

    @Test
    void deadlock_saysHowManyHaveArrived() {
        try (Loop loop = Loop.create()) {
            AsyncBarrier barrier = new AsyncBarrier(loop, "start", 3);
            arrive(loop, barrier, 1);
            assertThatThrownBy(() -> loop.run(barrier::await))
                    .isInstanceOf(DeadlockException.class)
                    .hasMessageContaining("waits for barrier \"start\" (2 of 3 have arrived) at (BarrierTests.java:");
        }
    }

    @Test
    void parties_belowOne_areRefused() {
        try (Loop loop = Loop.create()) {
            assertThatThrownBy(() -> new AsyncBarrier(loop, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThat(new AsyncBarrier(loop, 1).toString())
                    .startsWith("barrier made at (BarrierTests.java:")
                    .endsWith(") (0 of 1 have arrived)");
        }
    }
}
