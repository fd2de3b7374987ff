// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import java.util.Arrays;

/** How often something happens in a run, on average over the runs in which it happens at all; for numbered things. */
final class Means {

    private long[] sums = new long[8];
    private int[] runs = new int[8];
    private int[] now = new int[8];
    private int[] seen = new int[8];
    private int seenCount;

    /** Counts one more in this run; returns whether it is the first. */
    boolean count(int number) {
        if (number >= now.length) {
            int length = Math.max(number + 1, now.length * 2);
            sums = Arrays.copyOf(sums, length);
            runs = Arrays.copyOf(runs, length);
            now = Arrays.copyOf(now, length);
            seen = Arrays.copyOf(seen, length);
        }
        if (now[number]++ > 0) {
            return false;
        }
        seen[seenCount++] = number;
        return true;
    }

    /** Returns how many things have happened in this run. */
    int seen() {
        return seenCount;
    }

    /** Takes this run into account, and begins the next. */
    void learn() {
        for (int i = 0; i < seenCount; i++) {
            sums[seen[i]] += now[seen[i]];
            runs[seen[i]]++;
        }
        forget();
    }

    /** Begins this run anew. */
    void forget() {
        for (int i = 0; i < seenCount; i++) {
            now[seen[i]] = 0;
        }
        seenCount = 0;
    }

    /** Returns the mean, rounded; 0 for what has happened in no run that was learnt. */
    int mean(int number) {
        if (number >= runs.length || runs[number] == 0) {
            return 0;
        }
        return (int) ((2 * sums[number] + runs[number]) / (2L * runs[number]));
    }
}
