// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Candidates;

/**
 * Draws each step by how many events its lineage has left: a walk that is uniform over the interleavings if the numbers are
 * exact and nothing blocks (URW: Zhao, Wolff, Mathur, Roychoudhury, ASPLOS 2025).
 */
final class Urw extends StepSource {

    private final EventsLeft left;
    private int[] lineages = new int[16];

    Urw(long seed, EventsLeft left) {
        super(seed);
        this.left = left;
    }

    @Override
    int chooseStep(int n, Candidates candidates) {
        if (n > lineages.length) {
            lineages = new int[2 * n];
        }
        for (int i = 0; i < n; i++) {
            lineages[i] = lineage(i, candidates); // which takes it from its parent's weight
        }
        int sum = 0;
        for (int i = 0; i < n; i++) {
            sum += weight(lineages[i]);
        }
        int drawn = random.nextInt(sum);
        int chosen = 0;
        while ((drawn -= weight(lineages[chosen])) >= 0) {
            chosen++;
        }
        return chosen;
    }

    private int weight(int lineage) {
        return Math.max(1, left.of(lineage));
    }

    @Override
    void ran(int index, Candidates candidates) {
        left.ran(lineage(index, candidates));
    }

    private int lineage(int index, Candidates candidates) {
        int lineage = left.lineage(index, candidates);
        if (!left.isBorn(lineage)) {
            left.bear(lineage, candidates.parent(index));
        }
        return lineage;
    }
}
