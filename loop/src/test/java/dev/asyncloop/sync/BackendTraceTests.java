// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.asyncloop.FibreBackend;
import dev.asyncloop.Loop;
import dev.asyncloop.LoopBuilder;
import dev.asyncloop.Task;
import dev.asyncloop.schedule.Trace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One seed, one order, also where tasks wait for primitives. */
@SuppressWarnings("try") // what is held is not used
class BackendTraceTests {

    private static Trace trace(LoopBuilder builder, long seed) {
        try (Loop loop = builder.seed(seed).build()) {
            AsyncLock lock = new AsyncLock(loop, "lock");
            AsyncSemaphore semaphore = new AsyncSemaphore(loop, "semaphore", 2);
            AsyncCondition condition = new AsyncCondition(lock, "condition");
            AsyncBarrier barrier = new AsyncBarrier(loop, "barrier", 3);
            AsyncQueue<Integer> queue = new AsyncQueue<>(loop, "queue", 1);
            int[] passed = {0};
            List<Task<?>> tasks = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                tasks.add(loop.spawn("worker-" + i, () -> {
                    try (Held permit = semaphore.acquire()) {
                        queue.put(1);
                    }
                    barrier.await();
                    try (Held held = lock.acquire()) {
                        passed[0]++;
                        condition.signalAll();
                        condition.awaitUntil(() -> passed[0] == 3);
                    }
                }));
                tasks.add(loop.spawn("getter-" + i, queue::get));
            }
            Task<?> victim = loop.spawn("victim", () -> lock.withLock(() -> condition.await()));
            loop.spawn("killer", () -> {
                loop.yieldNow();
                victim.cancel();
            });
            tasks.forEach(Task::await);
            return loop.trace();
        }
    }

    @Test
    void trace_ofManySeeds_isTheSameOnBothBackends() {
        try (Loop loop = Loop.builder().fibres(FibreBackend.VIRTUAL_THREADS).build()) {
            assertThat(loop.fibreBackend()).isEqualTo(FibreBackend.VIRTUAL_THREADS);
        } catch (IllegalStateException e) {
            assumeTrue(false, "virtual threads are missing: " + e.getMessage());
        }
        for (long seed = 0; seed < 200; seed++) {
            Trace virtual = trace(Loop.builder().fibres(FibreBackend.VIRTUAL_THREADS), seed);
            Trace baton = trace(Loop.builder().fibres(FibreBackend.BATON), seed);
            assertThat(baton).as("seed %d", seed).isEqualTo(virtual);
            assertThat(virtual.choices()).isPositive();
        }
    }
}
