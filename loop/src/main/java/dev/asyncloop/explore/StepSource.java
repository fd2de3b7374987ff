// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Candidates;
import dev.asyncloop.schedule.ChoiceSource;
import dev.asyncloop.schedule.SeededRandom;
import dev.asyncloop.schedule.StepKind;

/** Chooses steps; draws values by their weights, since these are a matter of chance in every strategy. */
abstract class StepSource implements ChoiceSource {

    final SeededRandom random;

    StepSource(long seed) {
        random = new SeededRandom(seed);
    }

    @Override
    public final int choose(int n, Candidates candidates) {
        return candidates.kind(0) == StepKind.VALUE ? random.nextWeighted(candidates) : chooseStep(n, candidates);
    }

    @Override
    public final void running(int index, Candidates candidates) {
        if (candidates.kind(index) != StepKind.VALUE) {
            ran(index, candidates);
        }
    }

    abstract int chooseStep(int n, Candidates candidates);

    void ran(int index, Candidates candidates) {
        // for those that look at what had no alternative too
    }
}
