// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import java.util.List;
import java.util.Locale;

/**
 * Figures of several rounds.
 *
 * @param median the one in the middle, or the mean of the two there
 * @param min the least
 * @param max the greatest
 */
record Spread(double median, double min, double max) {

    /** Summarizes figures, of which there must be one at least. */
    static Spread of(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        int half = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
    }

    /** Returns the median and in brackets the bounds, with so many decimals. */
    String text(int decimals) {
        String format = "%,." + decimals + "f";
        return String.format(Locale.ROOT, format + " (" + format + " to " + format + ")", median, min, max);
    }
}
