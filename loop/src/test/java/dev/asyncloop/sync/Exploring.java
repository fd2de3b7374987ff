// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.FibreBackend;
import dev.asyncloop.Loop;

/** Runs a program under many orders, each on a loop of its own that must be left clean. */
final class Exploring {

    private static final int SEEDS = 10_000;
    private static final int SEEDS_ON_PLATFORM_THREADS = 300;

    interface Program {
        void run(Loop loop) throws Exception;
    }

    private Exploring() {}

    /** Runs a program in FIFO order and under 10,000 seeds, fewer where a task is a platform thread. */
    static void everyOrder(Program program) throws Exception {
        boolean dear;
        try (Loop loop = Loop.create()) {
            dear = loop.fibreBackend() == FibreBackend.BATON
                    && Runtime.version().feature() < 21;
            program.run(loop);
        }
        for (long seed = 0; seed < (dear ? SEEDS_ON_PLATFORM_THREADS : SEEDS); seed++) {
            try (Loop loop = Loop.builder().seed(seed).build()) {
                program.run(loop);
                assertThat(loop.audit()).isEmpty();
            } catch (Throwable e) {
                e.addSuppressed(new AssertionError("with seed " + seed));
                throw e;
            }
        }
    }
}
