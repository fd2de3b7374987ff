// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/**
 * The figures of one subject in a row, round by round.
 *
 * @param subject its name
 * @param kind what it is
 * @param unit of the figures
 * @param values the figures
 */
record Series(String subject, Kind kind, String unit, List<Double> values) {

    /** Returns the figures in sum. */
    Spread spread() {
        return Spread.of(values);
    }

    /** Returns how many times as much this costs as another one, each round compared with the same round. */
    Spread costOf(Series other) {
        return compare(other, isRate() ? (ours, theirs) -> theirs / ours : (ours, theirs) -> ours / theirs);
    }

    /** Returns by how much this is more than another one, each round compared with the same round. */
    Spread above(Series other) {
        return compare(other, (ours, theirs) -> ours - theirs);
    }

    private Spread compare(Series other, DoubleBinaryOperator operator) {
        return Spread.of(IntStream.range(0, Math.min(values.size(), other.values.size()))
                .mapToObj(round -> operator.applyAsDouble(values.get(round), other.values.get(round)))
                .toList());
    }

    /** Returns whether more is better. */
    boolean isRate() {
        return unit.endsWith("/s");
    }
}
