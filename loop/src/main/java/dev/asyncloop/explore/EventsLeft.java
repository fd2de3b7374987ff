// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Candidates;
import java.util.Arrays;

/**
 * How many events each lineage has left in a run: its own, and those of its children until they are born.
 *
 * <p>These are the weights of a walk that is uniform over interleavings (Zhao, Wolff, Mathur, Roychoudhury, ASPLOS 2025).
 */
final class EventsLeft {

    private final LongIndex lineages;
    private final int[] expected;
    private final int[] units;
    private final int least;
    private int[] left;
    private boolean[] born;

    /**
     * Expects events of each lineage, with those of its children; and the least number of any other one.
     *
     * @param expected how many, times the lineage's unit
     * @param units what one event of each lineage counts; 1 for those beyond the end
     */
    EventsLeft(LongIndex lineages, int[] expected, int[] units, int least) {
        this.lineages = lineages;
        this.expected = expected;
        this.units = units;
        this.least = least;
        left = expected.clone();
        born = new boolean[expected.length];
    }

    /** Returns the number of a candidate's lineage. */
    int lineage(int index, Candidates candidates) {
        int lineage = lineages.add(candidates.lineage(index));
        if (lineage >= left.length) {
            int length = Math.max(lineage + 1, 2 * left.length);
            left = Arrays.copyOf(left, length);
            Arrays.fill(left, born.length, length, least);
            born = Arrays.copyOf(born, length);
        }
        return lineage;
    }

    /** Takes the events of a lineage that is seen for the first time from those of its parent; returns who that is. */
    int bear(int lineage, long parent) {
        born[lineage] = true;
        int from = parent == 0 ? LongIndex.NONE : lineages.find(parent);
        if (from >= 0 && from < left.length && lineage < expected.length) {
            left[from] -= expected[lineage];
        }
        return from;
    }

    boolean isBorn(int lineage) {
        return born[lineage];
    }

    /** Returns how many lineages may have been born. */
    int size() {
        return left.length;
    }

    int of(int lineage) {
        return left[lineage];
    }

    void ran(int lineage) {
        left[lineage] -= lineage < units.length ? units[lineage] : 1;
    }
}
