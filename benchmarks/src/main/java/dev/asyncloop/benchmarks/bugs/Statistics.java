// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import java.util.List;

/**
 * Numbers of schedules to the first bug, one for each search that has found it.
 *
 * @param searches how many were made
 * @param found the numbers, in ascending order
 */
record Statistics(int searches, List<Integer> found) {

    /** Sorts the numbers. */
    Statistics {
        found = found.stream().sorted().toList();
    }

    /** Returns the mean over those that have found it, or NaN. */
    double mean() {
        return found.stream().mapToInt(Integer::intValue).average().orElse(Double.NaN);
    }

    /** Returns the median over all searches: infinite if it lies among those that have not found it. */
    double median() {
        int middle = searches / 2;
        return searches % 2 == 1 ? at(middle) : (at(middle - 1) + at(middle)) / 2;
    }

    private double at(int index) {
        return index < found.size() ? found.get(index) : Double.POSITIVE_INFINITY;
    }
}
