// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Candidates;
import dev.asyncloop.schedule.StepKind;
import java.util.Arrays;

/**
 * Runs what has the highest of random priorities, and lowers the priority of what would run at a few random choices
 * (PCT: Burckhardt, Kothari, Musuvathi, Nagarakatte, ASPLOS 2010).
 *
 * <p>What gives way again and again, with nothing else running in between, waits for something: it is lowered too, and a run
 * that does not end goes on as a random walk.
 */
final class Pct extends StepSource {

    private static final int YIELDS_IN_A_ROW = 16;

    private final int[] changes;
    private final int patience;
    private final LongIndex actors = new LongIndex();
    private long[] priorities = new long[8];
    private long lowest;
    private int choices;
    private int last = LongIndex.NONE;
    private int yields;

    /** Begins an order with so many changes of priorities within the given number of choices. */
    Pct(long seed, int changeCount, int expectedChoices, int patience) {
        super(seed);
        this.patience = patience;
        changes = new int[changeCount];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = 1 + random.nextInt(expectedChoices);
        }
        lowest = -changes.length;
    }

    @Override
    int chooseStep(int n, Candidates candidates) {
        if (++choices > patience) {
            return random.nextInt(n);
        }
        int chosen = highest(n, candidates);
        for (int i = 0; i < changes.length; i++) {
            if (changes[i] == choices) {
                priorities[actor(chosen, candidates)] = -i;
                chosen = highest(n, candidates);
            }
        }
        if (yields >= YIELDS_IN_A_ROW && actor(chosen, candidates) == last) {
            priorities[last] = --lowest;
            chosen = highest(n, candidates);
        }
        return chosen;
    }

    private int highest(int n, Candidates candidates) {
        int best = 0;
        long highest = Long.MIN_VALUE;
        for (int i = 0; i < n; i++) {
            int actor = actor(i, candidates);
            long priority = priorities[actor];
            if (priority > highest) {
                highest = priority;
                best = i;
            }
        }
        return best;
    }

    /** Returns the number of a candidate's actor, who gets a random rank among the others when it is seen first. */
    private int actor(int index, Candidates candidates) {
        int known = actors.size();
        int actor = actors.add(candidates.actor(index));
        if (actor == known) {
            if (actor == priorities.length) {
                priorities = Arrays.copyOf(priorities, 2 * actor);
            }
            priorities[actor] = 1 + (random.nextLong() >>> 2);
        }
        return actor;
    }

    @Override
    void ran(int index, Candidates candidates) {
        int actor = actor(index, candidates);
        yields = actor == last && candidates.kind(index) == StepKind.YIELD ? yields + 1 : 0;
        last = actor;
    }
}
