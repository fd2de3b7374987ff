// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.conformance;

import dev.asyncloop.Loop;
import dev.asyncloop.LoopBuilder;
import java.util.function.Supplier;

/** Runs the programs of the conformance cases: in FIFO order, or under many seeds where the outcome may not depend on the order. */
final class Orders {

    private static final int SEEDS = 1_000;

    /** What a case does with a fresh loop, from outside of any step. */
    interface Program {
        void run(Loop loop) throws Exception;
    }

    private Orders() {}

    /** Runs a case of tag F: its outcome is that of FIFO order. */
    static void inFifoOrder(Program program) throws Exception {
        try (Loop loop = Loop.create()) {
            program.run(loop);
        }
    }

    /** Runs a case of tag A in FIFO order and under 1,000 seeds; a failure names the seed. */
    static void inEveryOrder(Program program) throws Exception {
        inEveryOrder(Loop::builder, program);
    }

    /** Runs a case of tag A on loops of a kind. */
    static void inEveryOrder(Supplier<LoopBuilder> kind, Program program) throws Exception {
        try (Loop loop = kind.get().build()) {
            program.run(loop);
        }
        for (int seed = 1; seed <= SEEDS; seed++) {
            String text = "0x" + Integer.toHexString(seed);
            try (Loop loop = kind.get().seed(text).build()) {
                program.run(loop);
            } catch (Throwable e) {
                e.addSuppressed(new AssertionError("with seed " + text));
                throw e;
            }
        }
    }
}
