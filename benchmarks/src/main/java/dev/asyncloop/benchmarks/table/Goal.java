// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What a row should come to.
 *
 * @param text in words
 * @param test in code
 */
record Goal(String text, Predicate<Row> test) {

    /** Our median is below that of every peer. */
    static Goal aheadOfPeers() {
        return new Goal(
                "ahead of every peer",
                row -> all(
                        row.others(Kind.PEER), peer -> row.ours().costOf(peer).median() < 1));
    }

    /** We cost at most so many times what the limit costs. */
    static Goal timesTheLimit(double times) {
        return new Goal(
                String.format(Locale.ROOT, "at most %.2f times the limit", times),
                row -> all(
                        row.others(Kind.LIMIT),
                        limit -> row.ours().costOf(limit).median() <= times));
    }

    /** We are at most so much. */
    static Goal atMost(double value, String unit) {
        return new Goal(
                String.format(Locale.ROOT, "at most %,.0f %s", value, unit),
                row -> row.ours().spread().median() <= value);
    }

    /** We are at least so much. */
    static Goal atLeast(double value, String unit) {
        return new Goal(
                String.format(Locale.ROOT, "at least %,.0f %s", value, unit),
                row -> row.ours().spread().median() >= value);
    }

    /** We are at most so much above another one of ours. */
    static Goal above(String subject, double value, String unit) {
        return new Goal(
                String.format(Locale.ROOT, "at most %,.0f %s above \"%s\"", value, unit, subject),
                row -> all(
                        row.others().stream()
                                .filter(other -> other.subject().equals(subject))
                                .toList(),
                        other -> row.ours().above(other).median() <= value));
    }

    /** Returns whether there is somebody to compare with, and the comparison always comes out well. */
    private static boolean all(List<Series> others, Predicate<Series> test) {
        return !others.isEmpty() && others.stream().allMatch(test);
    }

    /** Returns this goal and whether it is met. */
    String verdict(Row row) {
        return (test.test(row) ? "met: " : "NOT MET: ") + text;
    }

    /** Returns the goals of a row. */
    static List<Goal> of(Row row) {
        return Goals.of(row.name());
    }
}
