// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.memory;

import dev.asyncloop.Loop;
import java.time.Duration;

/** Pending timers of a loop, which all run the same callback; their handles are not kept. */
final class LoopTimers implements Kept {

    private final Loop loop = Loop.create();

    @Override
    public void add(int count) {
        Runnable callback = () -> {};
        loop.run(() -> {
            for (int i = 0; i < count; i++) {
                loop.callLater(Duration.ofNanos(i + 1L), callback);
            }
        });
    }

    @Override
    public void close() {
        loop.close();
    }
}
