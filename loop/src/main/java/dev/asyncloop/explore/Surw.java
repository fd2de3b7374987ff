// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Candidates;

/**
 * A random walk that is uniform over the interleavings of the interesting events only (SURW: Zhao, Wolff, Mathur,
 * Roychoudhury, ASPLOS 2025).
 *
 * <p>One lineage is intended to run the next interesting event, drawn by how many of them it has left. All others are drawn
 * evenly, and wait when they come to an interesting event. Where everybody waits, or the intended one does not get there, it
 * is drawn anew among those who wait.
 */
final class Surw extends StepSource {

    private final Uses uses;
    private final boolean[] interesting;
    private final EventsLeft left;
    private final int patience;
    private int intended = LongIndex.NONE;
    private int waited;
    private int[] open = new int[16];
    private int[] lineages = new int[16];

    /** Begins an order; a run that makes so many choices without an interesting event goes astray. */
    Surw(long seed, Uses uses, boolean[] interesting, EventsLeft left, int patience) {
        super(seed);
        this.uses = uses;
        this.interesting = interesting;
        this.left = left;
        this.patience = patience;
    }

    @Override
    int chooseStep(int n, Candidates candidates) {
        if (n > open.length) {
            open = new int[2 * n];
            lineages = new int[2 * n];
        }
        for (int i = 0; i < n; i++) {
            lineages[i] = lineage(i, candidates); // which may take over
        }
        if (intended == LongIndex.NONE) {
            intended = draw();
        }
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (lineages[i] == intended || !isInteresting(i, candidates)) {
                open[count++] = i;
            }
        }
        if (count == 0 || ++waited > patience) {
            return drawWaiting(n, candidates);
        }
        return open[random.nextInt(count)];
    }

    /** Draws among all lineages, those that have to wait for something else too. */
    private int draw() {
        int sum = 0;
        for (int i = 0; i < left.size(); i++) {
            sum += weight(i);
        }
        if (sum == 0) {
            return LongIndex.NONE;
        }
        int drawn = random.nextInt(sum);
        int lineage = 0;
        while ((drawn -= weight(lineage)) >= 0) {
            lineage++;
        }
        return lineage;
    }

    private int weight(int lineage) {
        return left.isBorn(lineage) ? Math.max(0, left.of(lineage)) : 0;
    }

    /** Draws among the candidates that have an interesting event. */
    private int drawWaiting(int n, Candidates candidates) {
        waited = 0;
        int sum = 0;
        for (int i = 0; i < n; i++) {
            sum += waitingWeight(i, candidates);
        }
        if (sum == 0) {
            return random.nextInt(n);
        }
        int drawn = random.nextInt(sum);
        int chosen = 0;
        while ((drawn -= waitingWeight(chosen, candidates)) >= 0) {
            chosen++;
        }
        intended = lineages[chosen];
        return chosen;
    }

    private int waitingWeight(int index, Candidates candidates) {
        return isInteresting(index, candidates) ? Math.max(1, left.of(lineages[index])) : 0;
    }

    private boolean isInteresting(int index, Candidates candidates) {
        int resource = uses.find(candidates.resource(index));
        return resource >= 0 && resource < interesting.length && interesting[resource];
    }

    /** Returns a candidate's lineage; if it is born now, it takes over the intention of its parent by their shares. */
    private int lineage(int index, Candidates candidates) {
        int lineage = left.lineage(index, candidates);
        if (left.isBorn(lineage)) {
            return lineage;
        }
        int parent = left.bear(lineage, candidates.parent(index));
        if (parent != LongIndex.NONE && parent == intended) {
            int own = Math.max(0, left.of(lineage));
            int both = own + Math.max(0, left.of(parent));
            if (own > 0 && random.nextInt(both) < own) {
                intended = lineage;
            }
        }
        return lineage;
    }

    @Override
    void ran(int index, Candidates candidates) {
        int lineage = lineage(index, candidates);
        if (isInteresting(index, candidates)) {
            left.ran(lineage);
            waited = 0;
            intended = draw();
        }
    }
}
