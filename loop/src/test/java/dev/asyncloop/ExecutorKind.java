// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/** The executors of a loop, and the loops on which their contract is tested: FIFO and 50 seeds, on two fibre backends. */
enum ExecutorKind {
    EXECUTOR,
    POOL_OF_ONE,
    POOL_OF_THREE;

    interface Body {
        void run(Loop loop, ScheduledExecutorService executor) throws Exception;
    }

    private static final int SEEDS = 50;

    ScheduledExecutorService of(Loop loop) {
        return switch (this) {
            case EXECUTOR -> loop.executor();
            case POOL_OF_ONE -> loop.threadPool(1);
            case POOL_OF_THREE -> loop.threadPool(3);
        };
    }

    /** Runs a body as the main task of every loop. */
    void inEveryOrder(Body body) {
        onEveryLoop((loop, executor) -> loop.run(() -> body.run(loop, executor)));
    }

    /** Runs a body outside of the steps of every loop. */
    void onEveryLoop(Body body) {
        for (FibreBackend backend : List.of(FibreBackend.AUTO, FibreBackend.BATON)) {
            for (String seed : seeds()) {
                try (Loop loop = Loop.builder().seed(seed).fibres(backend).build()) {
                    body.run(loop, of(loop));
                } catch (Throwable e) {
                    throw new AssertionError(this + " fails on " + backend + " with seed " + seed + ": " + e, e);
                }
            }
        }
    }

    static List<String> seeds() {
        List<String> seeds = new ArrayList<>(List.of("fifo"));
        for (int seed = 1; seed <= SEEDS; seed++) {
            seeds.add(Integer.toString(seed));
        }
        return seeds;
    }

    static long seconds(Loop loop) {
        return Duration.ofNanos(loop.clock().nanoTime()).toSeconds();
    }
}
