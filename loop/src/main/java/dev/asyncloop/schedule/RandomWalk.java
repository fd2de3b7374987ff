// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.schedule;

/** Draws every choice uniformly. */
final class RandomWalk implements ChoiceSource {

    private final SplitMix64 bits;

    RandomWalk(long seed) {
        bits = new SplitMix64(seed);
    }

    @Override
    public int choose(int n, Candidates candidates) {
        return bits.below(n);
    }
}
