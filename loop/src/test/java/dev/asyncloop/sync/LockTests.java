// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.DeadlockException;
import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.TaskGroupException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // what is held is not used
class LockTests {

    private final List<Object> log = new ArrayList<>();

    @Test
    void waiters_inEveryOrder_areServedInOrderOfArrival() throws Exception {
        Exploring.everyOrder(loop -> {
            log.clear();
            AsyncLock lock = new AsyncLock(loop, "lock");
            Held held = lock.acquire();
            for (int i = 0; i < 4; i++) {
                int number = i;
                loop.spawn(() -> lock.withLock(() -> {
                    loop.yieldNow();
                    log.add(number);
                }));
                loop.runUntilIdle();
            }
            held.close();
            loop.runUntilIdle();
            assertThat(log).containsExactly(0, 1, 2, 3);
        });
    }

    @Test
    void newcomer_afterARelease_doesNotOvertakeTheWokenTask() {
        try (Loop loop = Loop.create()) {
            AsyncLock lock = new AsyncLock(loop, "lock");
            assertThat(lock.tryAcquire()).isTrue();
            Task<Held> waiter = loop.spawn("waiter", lock::acquire);
            loop.runUntilIdle();
            lock.release();
            assertThat(lock.isLocked()).isFalse();
            assertThat(lock.tryAcquire()).isFalse();
            waiter.await().close();
            assertThat(lock.tryAcquire()).isTrue();
        }
    }

    @Test
    void cancellations_inEveryOrder_neitherLoseTheLockNorShareIt() throws Exception {
        Exploring.everyOrder(loop -> {
            AsyncLock lock = new AsyncLock(loop, "lock");
            int[] inside = {0};
            List<Task<?>> workers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                workers.add(loop.spawn(() -> {
                    for (int turn = 0; turn < 2; turn++) {
                        try (Held held = lock.acquire()) {
                            assertThat(++inside[0]).isEqualTo(1);
                            try {
                                loop.yieldNow();
                            } finally {
                                inside[0]--;
                            }
                        }
                    }
                }));
            }
            loop.spawn(() -> {
                for (int i = 0; i < 2; i++) {
                    loop.yieldNow();
                    workers.get(loop.random().nextInt(4)).cancel();
                }
            });
            loop.runUntilIdle();
            assertThat(workers).allMatch(Task::isDone).noneMatch(Task::isFailed);
            assertThat(workers.stream().filter(Task::isCancelled)).hasSizeLessThanOrEqualTo(2);
            assertThat(lock.tryAcquire()).isTrue();
        });
    }

    @Test
    void waiterOfAFailingGroup_leavesTheLine() throws Exception {
        Exploring.everyOrder(loop -> {
            AsyncLock lock = new AsyncLock(loop, "lock");
            Held held = lock.acquire();
            Task<?> block = loop.spawn(
                    "block",
                    () -> loop.group(group -> {
                        group.spawn("failing", () -> {
                            loop.sleep(Duration.ofSeconds(1));
                            throw new IOException("expected");
                        });
                        lock.withLock(loop::yieldNow);
                    }));
            loop.runUntilIdle();
            Task<Held> next = loop.spawn("next", lock::acquire);
            loop.spawn("releasing", () -> {
                loop.sleep(Duration.ofSeconds(1));
                held.close();
            });
            loop.advance(Duration.ofSeconds(2));
            assertThat(block.exceptionNow()).isInstanceOf(TaskGroupException.class);
            next.resultNow().close();
            assertThat(lock.tryAcquire()).isTrue();
        });
    }

    @Test
    void locks_takenInOppositeOrder_areReportedAsACircle() {
        try (Loop loop = Loop.create()) {
            AsyncLock one = new AsyncLock(loop, "one");
            AsyncLock two = new AsyncLock(loop, "two");
            Task<?> left = loop.spawn("left", () -> both(loop, one, two));
            loop.spawn("right", () -> both(loop, two, one));
            assertThatThrownBy(left::await)
                    .isInstanceOf(DeadlockException.class)
                    .hasMessageContaining(
                            "task \"left\" (#1) waits for lock \"two\", held by task \"right\" (#2) at (LockTests")
                    .hasMessageContaining(
                            "which waits for lock \"one\", held by task \"left\" (#1) at (LockTests.java:")
                    .hasMessageContaining("which closes the circle");
        }
    }

    private static void both(Loop loop, AsyncLock first, AsyncLock second) {
        first.withLock(() -> {
            loop.yieldNow();
            second.withLock(loop::yieldNow);
        });
    }

    @Test
    void lock_acquiredTwiceByOneTask_isADeadlockWithItself() {
        try (Loop loop = Loop.create()) {
            AsyncLock lock = new AsyncLock(loop, "lock");
            assertThatThrownBy(() -> loop.run(() -> lock.withLock(() -> lock.withLock(() -> log.add("never")))))
                    .isInstanceOf(DeadlockException.class)
                    .hasMessageContaining("task \"main\" (#1) waits for lock \"lock\", held by task \"main\" (#1)")
                    .hasMessageContaining("which closes the circle");
        }
    }

    @Test
    void lock_thatWasNeverReleased_isReportedWithItsLastHolder() {
        try (Loop loop = Loop.create()) {
            AsyncLock lock = new AsyncLock(loop);
            loop.run(() -> lock.acquire());
            assertThatThrownBy(() -> loop.run(() -> lock.acquire()))
                    .isInstanceOf(DeadlockException.class)
                    .hasMessageContaining("waits for lock made at (LockTests.java:")
                    .hasMessageContaining("), held by task \"main\" (#1, ended)");
            assertThatThrownBy(lock::acquire)
                    .isInstanceOf(DeadlockException.class)
                    .hasMessageContaining("lock made at (LockTests.java:");
            AsyncLock outside = new AsyncLock(loop, "outside");
            assertThat(outside.tryAcquire()).isTrue();
            assertThat(outside).hasToString("lock \"outside\", held by the code outside of any task");
        }
    }

    @Test
    void acquire_fromOutside_drivesTheLoop() {
        try (Loop loop = Loop.create()) {
            AsyncLock lock = new AsyncLock(loop, "lock");
            loop.spawn("holder", () -> lock.withLock(() -> loop.sleep(Duration.ofSeconds(5))));
            loop.runUntilIdle();
            try (Held held = lock.acquire()) {
                assertThat(loop.clock().nanoTime()).isEqualTo(5_000_000_000L);
            }
            assertThat(lock.isLocked()).isFalse();
        }
    }

    @Test
    void withLock_whoseBodyFails_throwsItAsItIsAndReleases() {
        try (Loop loop = Loop.create()) {
            AsyncLock lock = new AsyncLock(loop, "lock");
            IOException failure = new IOException("expected");
            assertThatThrownBy(() -> lock.withLock(() -> {
                        throw failure;
                    }))
                    .isSameAs(failure);
            assertThat(lock.isLocked()).isFalse();
            assertThat(lock.<String>withLock(() -> "value")).isEqualTo("value");
        }
    }

    @Test
    void held_closedTwice_releasesOnce() {
        try (Loop loop = Loop.create()) {
            AsyncLock lock = new AsyncLock(loop, "lock");
            Held first = lock.acquire();
            first.close();
            Held second = lock.acquire();
            first.close();
            assertThat(lock.isLocked()).isTrue();
            lock.release();
            assertThatThrownBy(second::close)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("lock \"lock\", which nobody holds");
        }
    }
}
