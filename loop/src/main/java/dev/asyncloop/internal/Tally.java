// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.function.IntUnaryOperator;

/**
 * Counts by number, with their sums from the beginning, all in logarithmic time: a binary indexed tree (Fenwick: "A new data
 * structure for cumulative frequency tables", Software: Practice and Experience 24, 1994).
 *
 * <p>Every number is looked up in the same number of steps, without a branch: numbers are drawn at random, and what the machine
 * cannot predict costs more than a few steps that would not be needed.
 */
final class Tally {

    static final Tally EMPTY = new Tally(1, i -> 0);

    /** At i is the sum of the counts from i minus its lowest bit to i - 1. */
    private final int[] sums;

    private final int half;

    /** What is left of a rank in the count that {@link #find} found. */
    private int rest;

    /** Makes counts from 0 on to a power of two. */
    Tally(int size, IntUnaryOperator counts) {
        sums = new int[size + 1];
        half = size / 2;
        for (int i = 1; i <= size; i++) {
            sums[i] += counts.applyAsInt(i - 1);
            int above = i + (i & -i);
            if (above <= size) {
                sums[above] += sums[i];
            }
        }
    }

    void add(int number, int change) {
        for (int width = half; width > 0; width >>= 1) {
            int isLeft = (number & width) - 1 >> 31;
            sums[(number & -2 * width) + width] += change & isLeft;
        }
    }

    /** Returns the sum of the counts before one. */
    int before(int number) {
        int sum = 0;
        for (int i = number; i > 0; i &= i - 1) {
            sum += sums[i];
        }
        return sum;
    }

    /** Returns the number of the count that a rank is in, which is less than the sum of all; see {@link #rest}. */
    int find(int rank) {
        int number = 0;
        int left = rank;
        for (int width = half; width > 0; width >>= 1) {
            int sum = sums[number + width];
            int isBeyond = sum - left - 1 >> 31;
            number += width & isBeyond;
            left -= sum & isBeyond;
        }
        rest = left;
        return number;
    }

    int rest() {
        return rest;
    }
}
