// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.choice;

import dev.asyncloop.Loop;
import dev.asyncloop.LoopBuilder;
import dev.asyncloop.Promise;
import java.time.Duration;

/** Steps of a loop as users make it. Only its budgets are larger: they are meant for programs that run away. */
final class LoopSteps implements Steps {

    private final Loop loop;
    private Promise<Boolean> enough;
    private long ran;
    private int left = Integer.MAX_VALUE;

    private LoopSteps(boolean seeded) {
        LoopBuilder builder = Loop.builder().maxSteps(Long.MAX_VALUE).maxStepsPerInstant(Long.MAX_VALUE);
        loop = (seeded ? builder.seed(1) : builder).build();
        enough = loop.promise("enough");
    }

    /** Callbacks, each of which queues itself again: so each is a source of its own. */
    static LoopSteps callbacks(int n, boolean seeded) {
        LoopSteps steps = new LoopSteps(seeded);
        Runnable source = new Runnable() {
            @Override
            public void run() {
                steps.ran();
                steps.loop.callSoon(this);
            }
        };
        for (int i = 0; i < n; i++) {
            steps.loop.callLater(Duration.ofMillis(1), source); // at once, they would be of one source
        }
        steps.run(n);
        return steps;
    }

    /** Tasks that yield for ever. */
    static LoopSteps tasks(int n, boolean seeded) {
        LoopSteps steps = new LoopSteps(seeded);
        for (int i = 0; i < n; i++) {
            steps.loop.spawn(() -> {
                while (true) {
                    steps.loop.yieldNow();
                    steps.ran();
                }
            });
        }
        steps.run(n);
        return steps;
    }

    private void ran() {
        ran++;
        if (--left == 0) {
            enough.complete(true);
        }
    }

    @Override
    public long run(int steps) {
        enough = loop.promise("enough");
        left = steps;
        enough.await();
        return ran;
    }

    @Override
    public void close() {
        loop.close();
    }
}
