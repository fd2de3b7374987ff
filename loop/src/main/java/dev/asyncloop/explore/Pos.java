// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Candidates;
import dev.asyncloop.schedule.Seeds;
import java.util.Arrays;

/**
 * Runs the event with the highest of random priorities, which are drawn again for the pending events that conflict with what
 * has run: partial order sampling (POS: Yuan, Yang, Gu, CAV 2018).
 *
 * <p>A priority is a hash of the event and of how many conflicting accesses its resource has seen, so that nothing needs to
 * be redrawn. What touches nothing known conflicts with nothing.
 */
final class Pos extends StepSource {

    private final long seed;
    private final LongIndex resources = new LongIndex();
    private int[] accesses = new int[8];
    private int[] writes = new int[8];

    Pos(long seed) {
        super(seed);
        this.seed = seed;
    }

    @Override
    int chooseStep(int n, Candidates candidates) {
        int best = 0;
        long highest = Long.MIN_VALUE;
        for (int i = 0; i < n; i++) {
            long priority = Seeds.nth(seed ^ candidates.event(i), conflicts(i, candidates));
            if (priority > highest) {
                highest = priority;
                best = i;
            }
        }
        return best;
    }

    private int conflicts(int index, Candidates candidates) {
        long touched = candidates.resource(index);
        int resource = touched == 0 ? LongIndex.NONE : resources.find(touched);
        if (resource == LongIndex.NONE) {
            return 0;
        }
        return candidates.isWrite(index) ? accesses[resource] : writes[resource];
    }

    @Override
    void ran(int index, Candidates candidates) {
        touched(candidates.resource(index), candidates.isWrite(index));
    }

    @Override
    public void touched(long touched, boolean write) {
        if (touched == 0) {
            return;
        }
        int resource = resources.add(touched);
        if (resource == accesses.length) {
            accesses = Arrays.copyOf(accesses, 2 * resource);
            writes = Arrays.copyOf(writes, 2 * resource);
        }
        accesses[resource]++;
        if (write) {
            writes[resource]++;
        }
    }
}
