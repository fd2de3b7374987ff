// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.throughput;

import dev.asyncloop.FibreBackend;
import dev.asyncloop.Loop;
import dev.asyncloop.schedule.Schedule;
import dev.asyncloop.schedule.Seeds;

/** A loop for each order, as user code makes it: it knows where tasks are made, which those that are explored are asked for only when one has failed. */
record BareLoops(Body body) implements Runs {

    @Override
    public int perRound() {
        return 200_000;
    }

    @Override
    public void run(int orders) {
        for (int i = 0; i < orders; i++) {
            try (Loop loop =
                    Loop.builder().schedule(Schedule.random(Seeds.nth(1, i))).build()) {
                if (loop.fibreBackend() != FibreBackend.VIRTUAL_THREADS) {
                    throw new IllegalStateException(
                            "The loop has no virtual threads: --add-opens java.base/java.lang=ALL-UNNAMED is missing.");
                }
                body.run(loop);
            }
        }
    }
}
