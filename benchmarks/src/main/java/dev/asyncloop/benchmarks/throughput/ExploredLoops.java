// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.throughput;

import dev.asyncloop.explore.Explorer;
import dev.asyncloop.explore.Strategy;

/** The loop only, driven by the explorer, which also finds the orders, counts them and looks for leaks. */
record ExploredLoops(Strategy strategy, Body body) implements Runs {

    @Override
    public int perRound() {
        return 200_000;
    }

    @Override
    public void run(int orders) {
        int[] runs = {0};
        try {
            new Explorer()
                    .strategy(strategy)
                    .schedules(orders)
                    .explore(loop -> {
                        runs[0]++;
                        body.run(loop);
                    })
                    .orThrow();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
        if (runs[0] < orders) {
            throw new IllegalStateException(runs[0] + " orders were run and not " + orders + ".");
        }
    }
}
