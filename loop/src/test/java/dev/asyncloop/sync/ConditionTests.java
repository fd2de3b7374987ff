// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.DeadlockException;
import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.TaskCancelledException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // what is held is not used
class ConditionTests {

    private static List<Task<?>> waiters(Loop loop, AsyncCondition condition, int count) {
        List<Task<?>> waiters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            waiters.add(loop.spawn("waiter-" + i, () -> condition.lock().withLock(() -> condition.await())));
            loop.runUntilIdle();
        }
        return waiters;
    }

    @Test
    void signal_toATaskThatIsCancelled_goesToTheNext() throws Exception {
        Exploring.everyOrder(loop -> {
            AsyncCondition condition = new AsyncCondition(loop, "condition");
            List<Task<?>> waiters = waiters(loop, condition, 2);
            condition.lock().withLock(() -> condition.signal());
            waiters.get(0).cancel();
            waiters.get(1).await();
            loop.runUntilIdle();
            assertThat(waiters.get(0).isCancelled()).isTrue();
            assertThat(condition.lock().isLocked()).isFalse();
        });
    }

    @Test
    void signal_afterTheCancelOfTheFirst_reachesTheSecondOnly() throws Exception {
        Exploring.everyOrder(loop -> {
            AsyncCondition condition = new AsyncCondition(loop, "condition");
            List<Task<?>> waiters = waiters(loop, condition, 3);
            waiters.get(0).cancel();
            condition.lock().withLock(() -> condition.signal());
            loop.runUntilIdle();
            assertThat(waiters.get(1).isDone()).isTrue();
            assertThat(waiters.get(2).isDone()).isFalse();
            condition.lock().withLock(condition::signalAll);
            loop.runUntilIdle();
            assertThat(waiters).allMatch(Task::isDone);
        });
    }

    @Test
    void await_cancelledWhileTheLockIsHeldForLong_isNoIgnoredCancellation() {
        try (Loop loop = Loop.create()) {
            AsyncCondition condition = new AsyncCondition(loop, "condition");
            Task<?> waiter = waiters(loop, condition, 1).get(0);
            Task<?> holder = loop.spawn(() -> condition.lock().withLock(() -> loop.sleep(Duration.ofHours(1))));
            loop.runUntilIdle();
            waiter.cancel();
            holder.await();
            loop.runUntilIdle();
            assertThat(waiter.isCancelled()).isTrue();
            assertThat(loop.audit()).isEmpty();
        }
    }

    @Test
    void await_cancelledAgainAndAgain_leavesWithTheLockAndTheLastReason() {
        try (Loop loop = Loop.create()) {
            AsyncCondition condition = new AsyncCondition(loop, "condition");
            List<String> log = new ArrayList<>();
            Task<?> waiter = loop.spawn(
                    "waiter",
                    () -> condition.lock().withLock(() -> {
                        try {
                            condition.await();
                        } finally {
                            log.add(condition.lock().toString());
                        }
                    }));
            loop.runUntilIdle();
            Held outside = condition.lock().acquire();
            for (String reason : List.of("first", "second", "third")) {
                waiter.cancel(reason);
                loop.runUntilIdle();
                assertThat(waiter.isDone()).isFalse();
            }
            outside.close();
            assertThatThrownBy(waiter::await)
                    .isInstanceOf(TaskCancelledException.class)
                    .hasMessage("third");
            assertThat(log).containsExactly("lock \"condition\", held by task \"waiter\" (#1)");
            assertThat(condition.lock().isLocked()).isFalse();
        }
    }

    @Test
    void boundedBuffer_inEveryOrder_losesNoWakeUp() throws Exception {
        Exploring.everyOrder(loop -> {
            AsyncLock lock = new AsyncLock(loop, "buffer");
            AsyncCondition filled = new AsyncCondition(lock, "filled");
            AsyncCondition emptied = new AsyncCondition(lock, "emptied");
            List<Integer> buffer = new ArrayList<>();
            int[] taken = {0};
            for (int i = 0; i < 2; i++) {
                loop.spawn(() -> {
                    for (int item = 0; item < 3; item++) {
                        try (Held held = lock.acquire()) {
                            emptied.awaitUntil(buffer::isEmpty);
                            buffer.add(item);
                            filled.signal();
                        }
                    }
                });
                loop.spawn(() -> {
                    for (int item = 0; item < 3; item++) {
                        try (Held held = lock.acquire()) {
                            filled.awaitUntil(() -> !buffer.isEmpty());
                            buffer.clear();
                            taken[0]++;
                            emptied.signal();
                        }
                    }
                });
            }
            Task<?> leaver = loop.spawn(() -> lock.withLock(() -> {
                emptied.await();
                emptied.signal(); // it was not for us
            }));
            loop.spawn(() -> {
                loop.yieldNow();
                loop.yieldNow();
                leaver.cancel();
            });
            loop.runUntilIdle();
            assertThat(taken[0]).isEqualTo(6);
        });
    }

    @Test
    void awaitUntil_asksWithTheLockHeld() {
        try (Loop loop = Loop.create()) {
            AsyncCondition condition = new AsyncCondition(loop, "condition");
            int[] value = {0};
            Task<Integer> waiter = loop.spawn(() -> condition.lock().withLock(() -> {
                condition.awaitUntil(() -> condition.lock().isLocked() && value[0] == 2);
                return value[0];
            }));
            loop.spawn(() -> {
                for (int i = 1; i <= 2; i++) {
                    loop.sleep(Duration.ofSeconds(1));
                    try (Held held = condition.lock().acquire()) {
                        value[0] = i;
                        condition.signalAll();
                    }
                }
            });
            assertThat(waiter.await()).isEqualTo(2);
            assertThat(loop.clock().nanoTime()).isEqualTo(2_000_000_000L);
        }
    }

    @Test
    void signal_withoutTheLockOrOfANegativeNumber_isRefused() {
        try (Loop loop = Loop.create()) {
            AsyncCondition condition = new AsyncCondition(loop);
            assertThatThrownBy(() -> condition.signal(-1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(condition::signal)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("nobody holds lock made at (ConditionTests.java:");
        }
    }

    @Test
    void deadlock_namesTheConditionAndThenTheLock() {
        try (Loop loop = Loop.create()) {
            AsyncCondition condition = new AsyncCondition(loop, "changed");
            Task<?> waiter = waiters(loop, condition, 1).get(0);
            assertThatThrownBy(waiter::await)
                    .isInstanceOf(DeadlockException.class)
                    .hasMessageContaining("waits for condition \"changed\" at (ConditionTests.java:");
            assertThat(condition.lock().tryAcquire()).isTrue();
            condition.signal();
            assertThatThrownBy(waiter::await)
                    .isInstanceOf(DeadlockException.class)
                    .hasMessageContaining("waits for lock \"changed\", held by the code outside of any task at");
            condition.lock().release();
            waiter.await();
        }
    }
}
