// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.throughput;

import dev.asyncloop.Loop;

/** What each order runs. */
enum Body {
    /** A main task that does nothing. */
    EMPTY {
        @Override
        void run(Loop loop) {
            loop.run(() -> {});
        }
    },

    /** Three tasks of eight steps. */
    STEPS {
        @Override
        void run(Loop loop) {
            ThreeTasks.run(loop);
        }
    };

    /** Runs it to its end. */
    abstract void run(Loop loop);
}
