// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.throughput;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;

/** A body of 24 steps: three tasks of eight steps each, which differ in order only. */
final class ThreeTasks {

    static final int STEPS_EACH = 8;

    private ThreeTasks() {}

    /** Runs it to its end. */
    static void run(Loop loop) {
        loop.run(() -> {
            Task<?> first = loop.spawn("first", () -> steps(loop));
            Task<?> second = loop.spawn("second", () -> steps(loop));
            Task<?> third = loop.spawn("third", () -> steps(loop));
            first.await();
            second.await();
            third.await();
        });
    }

    private static void steps(Loop loop) {
        for (int i = 1; i < STEPS_EACH; i++) {
            loop.yieldNow();
        }
    }
}
