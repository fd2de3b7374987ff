// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table as text. */
final class Report {

    private static final String GROWTH = "growth: ";

    private Report() {}

    /** Returns the table of ratios, and below it how costs grow. */
    static String of(List<Row> rows) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%nJDK %s, %s %s, %d processors. Ratios: what ours costs, divided by what the other one costs; median (min to max).%n",
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors()));
        for (Row row : rows) {
            if (!row.name().startsWith(GROWTH)) {
                add(text, row);
            }
        }
        growth(text, rows);
        return text.toString();
    }

    private static void add(StringBuilder text, Row row) {
        text.append('\n').append(row.name());
        for (Goal goal : Goal.of(row)) {
            text.append("  [").append(goal.verdict(row)).append(']');
        }
        text.append('\n');
        for (Series series : row.series()) {
            int decimals = series.spread().median() < 10 ? 2 : series.spread().median() < 1_000 ? 1 : 0;
            String figure = series.spread().text(decimals) + " " + series.unit();
            String ratio = series == row.ours() ? "" : row.ours().costOf(series).text(2);
            text.append(String.format(
                            Locale.ROOT,
                            "  %-6s %-36s %-46s %s",
                            series.kind().name().toLowerCase(Locale.ROOT),
                            series.subject(),
                            figure,
                            ratio)
                    .stripTrailing());
            text.append('\n');
        }
    }

    /** Adds a line for each operation, and in it a column for each number of things. */
    private static void growth(StringBuilder text, List<Row> rows) {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        for (Row row : rows) {
            if (row.name().startsWith(GROWTH)) {
                String[] parts = row.name().substring(GROWTH.length()).split(", n = |, by ", -1);
                String line = parts[0] + (parts.length > 2 ? ", by " + parts[2] : "");
                String cell = String.format(
                        Locale.ROOT,
                        "n = %s: %,.1f",
                        parts[1],
                        row.ours().spread().median());
                lines.computeIfAbsent(line, name -> new ArrayList<>()).add(cell);
            }
        }
        if (!lines.isEmpty()) {
            text.append("\ngrowth: ns for each of n\n");
        }
        lines.forEach((line, cells) -> {
            StringBuilder columns = new StringBuilder(String.format(Locale.ROOT, "  %-28s", line));
            cells.forEach(cell -> columns.append(String.format(Locale.ROOT, " %-24s", cell)));
            text.append(columns.toString().stripTrailing()).append('\n');
        });
    }
}
