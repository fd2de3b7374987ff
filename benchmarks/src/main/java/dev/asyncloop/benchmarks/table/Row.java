// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One thing that was measured, for all its subjects, ours first.
 *
 * @param name what it is
 * @param series a series for each subject
 */
record Row(String name, List<Series> series) {

    /**
     * Sorts samples into rows, in the order in which they first appear.
     *
     * @param samples of all rows
     * @param kinds says what a subject is
     * @throws IllegalArgumentException if none of a row is ours
     */
    static List<Row> of(List<Sample> samples, Function<String, Kind> kinds) {
        Map<String, Map<String, List<Sample>>> sorted = new LinkedHashMap<>();
        for (Sample sample : samples) {
            sorted.computeIfAbsent(sample.row(), row -> new LinkedHashMap<>())
                    .computeIfAbsent(sample.subject(), subject -> new ArrayList<>())
                    .add(sample);
        }
        List<Row> rows = new ArrayList<>();
        sorted.forEach((name, subjects) -> {
            List<Series> series = new ArrayList<>();
            for (Kind kind : Kind.values()) {
                subjects.forEach((subject, of) -> {
                    if (kinds.apply(subject) == kind) {
                        series.add(new Series(
                                subject,
                                kind,
                                of.get(0).unit(),
                                of.stream().map(Sample::value).toList()));
                    }
                });
            }
            if (series.isEmpty() || series.get(0).kind() != Kind.OURS) {
                throw new IllegalArgumentException(
                        "Row \"" + name + "\" has nothing of ours among " + subjects.keySet() + ".");
            }
            rows.add(new Row(name, List.copyOf(series)));
        });
        return rows;
    }

    /** Returns what the ratios are of. */
    Series ours() {
        return series.get(0);
    }

    /** Returns all but the first. */
    List<Series> others() {
        return series.subList(1, series.size());
    }

    /** Returns the others of a kind. */
    List<Series> others(Kind kind) {
        return others().stream().filter(one -> one.kind() == kind).toList();
    }
}
