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
    private static final String LOG = ", by ";

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
        Map<String, List<Row>> lines = new LinkedHashMap<>();
        for (Row row : rows) {
            if (row.name().startsWith(GROWTH)) {
                String[] parts = growthParts(row);
                String line = parts[0] + (parts.length > 2 ? LOG + parts[2] : "");
                lines.computeIfAbsent(line, name -> new ArrayList<>()).add(row);
            }
        }
        if (!lines.isEmpty()) {
            text.append("\ngrowth: ns for each of n\n");
        }
        lines.forEach((line, cells) -> {
            StringBuilder columns = new StringBuilder(String.format(Locale.ROOT, "  %-28s", line));
            for (Row cell : cells) {
                String figure = String.format(Locale.ROOT, "n = %s: %,.1f", growthParts(cell)[1], median(cell));
                columns.append(String.format(Locale.ROOT, " %-24s", figure));
            }
            if (line.contains(LOG) && cells.size() > 2) {
                columns.append(grows(cells) ? " [NOT MET: " : " [met: ")
                        .append("no faster than log n from n = 1,000 on]");
            }
            text.append(columns.toString().stripTrailing()).append('\n');
        });
    }

    /** Returns whether the last of these is more than the one of a thousand, below which it is other costs that count. */
    private static boolean grows(List<Row> cells) {
        Row last = cells.get(cells.size() - 1);
        return cells.stream()
                .filter(cell -> growthParts(cell)[1].equals("1,000"))
                .anyMatch(cell -> median(cell) < median(last));
    }

    /** Returns the operation, n, and by what it was divided, if it was. */
    private static String[] growthParts(Row row) {
        return row.name().substring(GROWTH.length()).split(", n = |" + LOG, -1);
    }

    private static double median(Row row) {
        return row.ours().spread().median();
    }
}
