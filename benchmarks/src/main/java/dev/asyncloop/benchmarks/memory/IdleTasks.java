// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.memory;

import dev.asyncloop.FibreBackend;
import dev.asyncloop.Loop;
import dev.asyncloop.ThrowingRunnable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Tasks of a loop that have done nothing but suspend. */
final class IdleTasks implements Kept {

    private final Loop loop = Loop.create();
    private final ThrowingRunnable body;

    private IdleTasks(boolean asleep) {
        if (loop.fibreBackend() != FibreBackend.VIRTUAL_THREADS) {
            throw new IllegalStateException(
                    "The loop has no virtual threads: --add-opens java.base/java.lang=ALL-UNNAMED is missing.");
        }
        Duration century = Duration.ofDays(36_500);
        CompletableFuture<String> never = new CompletableFuture<>();
        body = asleep ? () -> loop.sleep(century) : () -> loop.await(never);
    }

    /** Tasks that sleep. */
    static Kept asleep() {
        return new IdleTasks(true);
    }

    /** Tasks that await one future, which is never completed. */
    static Kept awaiting() {
        return new IdleTasks(false);
    }

    @Override
    public void add(int count) {
        loop.run(() -> {
            for (int i = 0; i < count; i++) {
                loop.spawn(body);
            }
            loop.yieldNow();
        });
    }

    @Override
    public void close() {
        loop.close();
    }
}
