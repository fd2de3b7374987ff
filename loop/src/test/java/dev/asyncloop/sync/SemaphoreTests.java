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

@SuppressWarnings("try") // what is held is not used
class SemaphoreTests {

    @Test
    void permits_inEveryOrder_areNeitherLostNorExceeded() throws Exception {
        Exploring.everyOrder(loop -> {
            AsyncSemaphore semaphore = AsyncSemaphore.bounded(loop, "permits", 2);
            int[] inside = {0};
            List<Task<?>> workers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                workers.add(loop.spawn(() -> {
                    try (Held permit = semaphore.acquire()) {
                        assertThat(++inside[0]).isLessThanOrEqualTo(2);
                        try {
                            loop.yieldNow();
                        } finally {
                            inside[0]--;
                        }
                    }
                }));
            }
            loop.spawn(() -> {
                loop.yieldNow();
                workers.get(loop.random().nextInt(5)).cancel();
                workers.get(loop.random().nextInt(5)).cancel();
            });
            loop.runUntilIdle();
            assertThat(workers).allMatch(Task::isDone).noneMatch(Task::isFailed);
            assertThat(semaphore.availablePermits()).isEqualTo(2);
            assertThat(semaphore.isLocked()).isFalse();
        });
    }

    @Test
    void cancelOfAWokenTask_passesThePermitOn() throws Exception {
        Exploring.everyOrder(loop -> {
            AsyncSemaphore semaphore = new AsyncSemaphore(loop, 0);
            List<Task<Held>> waiters = waiters(loop, semaphore, 3);
            semaphore.release();
            semaphore.release();
            waiters.get(0).cancel();
            waiters.get(1).cancel();
            loop.runUntilIdle();
            assertThat(waiters.get(2).isDone()).isTrue();
            assertThat(waiters.get(2).isCancelled()).isFalse();
            assertThat(semaphore.availablePermits()).isEqualTo(1);
        });
    }

    @Test
    void newcomer_whileAWokenTaskHasNotResumed_queuesBehind() {
        try (Loop loop = Loop.create()) {
            AsyncSemaphore semaphore = new AsyncSemaphore(loop, "permits", 0);
            waiters(loop, semaphore, 1);
            semaphore.release();
            semaphore.release();
            assertThat(semaphore.availablePermits()).isEqualTo(1);
            assertThat(semaphore.isLocked()).isTrue();
            assertThat(semaphore.tryAcquire()).isFalse();
            loop.runUntilIdle();
            assertThat(semaphore.tryAcquire()).isTrue();
        }
    }

    private static List<Task<Held>> waiters(Loop loop, AsyncSemaphore semaphore, int count) {
        List<Task<Held>> waiters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            waiters.add(loop.spawn(semaphore::acquire));
            loop.runUntilIdle();
        }
        return waiters;
    }

    @Test
    void release_beyondTheBound_isRefused() {
        try (Loop loop = Loop.create()) {
            AsyncSemaphore bounded = AsyncSemaphore.bounded(loop, "permits", 1);
            assertThatThrownBy(bounded::release)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("released too many times: semaphore \"permits\" has all its 1 permits");
            AsyncSemaphore unbounded = new AsyncSemaphore(loop, "permits", 1);
            unbounded.release();
            assertThat(unbounded.availablePermits()).isEqualTo(2);
            assertThatThrownBy(() -> new AsyncSemaphore(loop, -1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void deadlock_namesTheHoldersAndFollowsTheFirst() {
        try (Loop loop = Loop.create()) {
            AsyncSemaphore semaphore = new AsyncSemaphore(loop, "permits", 2);
            AsyncEvent event = new AsyncEvent(loop, "go");
            for (String name : List.of("a", "b")) {
                loop.spawn(name, () -> {
                    try (Held permit = semaphore.acquire()) {
                        event.await();
                    }
                });
            }
            assertThatThrownBy(() -> loop.run(() -> semaphore.acquire()))
                    .isInstanceOf(DeadlockException.class)
                    .hasMessageContaining(
                            "waits for semaphore \"permits\", held by task \"a\" (#1) and task \"b\" (#2)")
                    .hasMessageContaining("task \"a\" (#1) waits for event \"go\" at (SemaphoreTests.java:");
        }
    }

    @Test
    void deadlock_ofASemaphoreThatIsASignal_blamesNoHolder() {
        try (Loop loop = Loop.create()) {
            AsyncSemaphore semaphore = new AsyncSemaphore(loop, "signal", 0);
            semaphore.release();
            loop.run(() -> semaphore.acquire());
            assertThatThrownBy(() -> loop.run(() -> semaphore.acquire()))
                    .isInstanceOf(DeadlockException.class)
                    .hasMessageContaining("waits for semaphore \"signal\" at (SemaphoreTests.java:");
        }
    }
}
