// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Candidates;
import java.util.Arrays;

/**
 * The choices of one order, from the root of the tree of all orders to a leaf.
 *
 * <p>The first ones are planned; the run adds the others, which take candidate 0 and so cost nothing. What is remembered of a
 * choice must be met again; 0 is what is not known yet.
 */
final class Path {

    private int[] chosen = new int[32];
    private int[] sizes = new int[32];
    private long[] lineages = new long[32];
    private Price[] prices = new Price[32];
    private int[] costs = new int[33];
    private int planned;
    private int length;
    private int checked;
    private int expected;

    /** Goes back to the root, to run what is planned. */
    void restart() {
        length = 0;
    }

    /** Takes the planned candidate of the next choice, or the first where the plan is over. */
    int choose(int n, Candidates candidates, Price price) {
        int level = length;
        if (level >= planned) {
            ensureRoom(level);
            chosen[level] = 0;
            sizes[level] = 0;
            lineages[level] = 0;
        }
        int choice = chosen[level];
        if (sizes[level] != 0 && sizes[level] != n) {
            throw Unrepeatable.candidates(level, sizes[level], n);
        }
        if (choice >= n) {
            throw Unrepeatable.tooFew(level, choice, n);
        }
        long lineage = candidates.lineage(choice);
        if (lineages[level] != 0 && lineages[level] != lineage) {
            throw Unrepeatable.actor(level);
        }
        sizes[level] = n;
        lineages[level] = lineage;
        prices[level] = price;
        costs[level + 1] = costs[level] + price.of(choice);
        length++;
        return choice;
    }

    private void ensureRoom(int level) {
        if (level == chosen.length) {
            chosen = Arrays.copyOf(chosen, level * 2);
            sizes = Arrays.copyOf(sizes, level * 2);
            lineages = Arrays.copyOf(lineages, level * 2);
            prices = Arrays.copyOf(prices, level * 2);
            costs = Arrays.copyOf(costs, level * 2 + 1);
        }
    }

    /** Checks, after a run, that it has come to the end of the plan. */
    void end() {
        if (length < planned) {
            throw Unrepeatable.shorter(length, planned);
        }
        if (checked > 0 && fingerprint(checked) != expected) {
            throw Unrepeatable.stretch(checked);
        }
        checked = 0;
    }

    /**
     * Plans the next order of a depth-first search among those of one cost: at the deepest choice that has one, the next
     * candidate.
     *
     * @param floor the choices before this one stay
     * @return whether there is such an order
     */
    boolean advance(int floor, int cost) {
        for (int level = length - 1; level >= floor; level--) {
            if (chosen[level] + 1 < sizes[level] && costOfNext(level) == cost) {
                plan(level);
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the deepest choice whose next candidate makes the order cost more, of those from which on it is FIFO.
     *
     * @return the choice, or -1 if there is none
     */
    int deepestDearer() {
        int cost = costs[length];
        for (int level = length - 1; level >= 0; level--) {
            if (chosen[level] + 1 < sizes[level] && costOfNext(level) > cost) {
                return level;
            }
            if (chosen[level] > 0) {
                break;
            }
        }
        return -1;
    }

    private int costOfNext(int level) {
        return costs[level] + prices[level].of(chosen[level] + 1);
    }

    private void plan(int level) {
        chosen[level]++;
        lineages[level] = 0;
        planned = level + 1;
        length = 0;
    }

    /** Writes down the order up to its last choice other than 0, and how far it is from there to a deeper one. */
    void store(int deepest, Varints to) {
        int last = lastDeviation(deepest + 1);
        to.put(last + 1);
        for (int level = 0; level <= last; level++) {
            to.put(chosen[level]);
        }
        to.put(deepest - Math.max(last, 0));
        to.put(fingerprint(deepest + 1));
    }

    /**
     * Reads an order and plans the one with the next candidate at the deeper choice.
     *
     * @return the last choice before that is not 0, or the first choice
     */
    int load(Varints from) {
        int prefix = from.take();
        for (int level = 0; level < prefix; level++) {
            ensureRoom(level);
            chosen[level] = from.take();
        }
        int floor = Math.max(prefix - 1, 0);
        int deepest = floor + from.take();
        for (int level = prefix; level <= deepest; level++) {
            ensureRoom(level);
            chosen[level] = 0;
        }
        Arrays.fill(sizes, 0, deepest + 1, 0);
        Arrays.fill(lineages, 0, deepest + 1, 0);
        plan(deepest);
        checked = deepest + 1;
        expected = from.take();
        return floor;
    }

    private int lastDeviation(int end) {
        int level = end - 1;
        while (level >= 0 && chosen[level] == 0) {
            level--;
        }
        return level;
    }

    private int fingerprint(int end) {
        int hash = 1;
        for (int level = 0; level < end; level++) {
            hash = 31 * hash + sizes[level];
        }
        return hash & 0x7fffffff;
    }
}
