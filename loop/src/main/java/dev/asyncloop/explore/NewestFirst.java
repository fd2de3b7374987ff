// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Candidates;
import dev.asyncloop.schedule.StepKind;

/**
 * What FIFO order takes for granted, the other way round: the newest step first, so that nobody goes on where another one
 * could. Only whoever spawns tasks goes on until it waits, so that there is more than one of them.
 */
final class NewestFirst extends StepSource {

    private final int patience;
    private int choices;
    private long last;

    NewestFirst(long seed, int patience) {
        super(seed);
        this.patience = patience;
    }

    @Override
    int chooseStep(int n, Candidates candidates) {
        if (++choices > patience) {
            return random.nextInt(n); // for those who spin, and keep others from running
        }
        int newest = n - 1;
        while (newest > 0 && isLate(newest, candidates)) {
            newest--;
        }
        return newest;
    }

    private boolean isLate(int index, Candidates candidates) {
        return candidates.actor(index) == last
                || candidates.kind(index) == StepKind.START && candidates.parent(index) == candidates.lineage(0);
    }

    @Override
    void ran(int index, Candidates candidates) {
        last = candidates.actor(index);
    }
}
