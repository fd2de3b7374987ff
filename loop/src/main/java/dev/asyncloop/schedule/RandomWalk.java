// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.schedule;

/** Draws every step uniformly, and values by their weights. */
final class RandomWalk implements ChoiceSource {

    private final SeededRandom random;

    RandomWalk(long seed) {
        random = new SeededRandom(seed);
    }

    @Override
    public int choose(int n, Candidates candidates) {
        return candidates.kind(0) == StepKind.VALUE ? random.nextWeighted(candidates) : random.nextInt(n);
    }
}
