// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * The ratios of the table as a picture: for each other subject of a row a dot at the median, with a line for the spread, on a
 * logarithmic scale. Left of 1, ours costs less.
 */
final class Chart {

    private static final int WIDTH = 1_000;
    private static final int MARGIN = 16;
    private static final int MEDIAN = 300;
    private static final int PLOT = 430;
    private static final int END = WIDTH - 2 * MARGIN;
    private static final int TOP = 96;
    private static final int LINE = 20;
    private static final int GAP = 10;
    private static final String CSS = """
            text { font: 12px sans-serif; fill: #333 }
            .title { font-size: 17px; font-weight: bold }
            .row { font-weight: bold }
            .faint { fill: #888 }
            .right { text-anchor: end }
            .middle { text-anchor: middle; fill: #666 }
            .met { text-anchor: end; fill: #2e7d32 }
            .missed { text-anchor: end; fill: #c62828 }
            .band { fill: #f3f4f6 }
            .grid { stroke: #ebebeb }
            .one { stroke: #888 }
            .limit { fill: #c2571a; stroke: #c2571a; stroke-width: 2 }
            .peer { fill: #3d6fb4; stroke: #3d6fb4; stroke-width: 2 }
            .ours { fill: #6b8f3a; stroke: #6b8f3a; stroke-width: 2 }
            """;

    private final Svg svg = new Svg();
    private final List<Row> rows;
    private final int height;

    /** The powers of ten at both ends. */
    private final int first;

    private final int last;

    private Chart(List<Row> rows) {
        this.rows = rows;
        height = TOP + rows.stream().mapToInt(Chart::heightOf).sum() + 2 * LINE;
        first = (int) Math.floor(Math.log10(ratios(Spread::min).min().orElse(1)) - 0.01);
        last = (int) Math.ceil(Math.log10(ratios(Spread::max).max().orElse(1)) + 0.01);
    }

    /** Returns the chart of the rows that have something to compare with, as SVG. */
    static String of(List<Row> rows) {
        Chart chart =
                new Chart(rows.stream().filter(row -> !row.others().isEmpty()).toList());
        chart.head();
        chart.grid();
        int y = TOP;
        for (Row row : chart.rows) {
            chart.draw(row, y);
            y += heightOf(row);
        }
        return chart.svg.document(CSS, WIDTH, chart.height);
    }

    private static int heightOf(Row row) {
        return LINE * (1 + row.others().size()) + GAP;
    }

    private DoubleStream ratios(ToDoubleFunction<Spread> bound) {
        return rows.stream()
                .flatMapToDouble(row -> row.others().stream()
                        .mapToDouble(other -> bound.applyAsDouble(row.ours().costOf(other))));
    }

    private void head() {
        svg.text("title", MARGIN, 30, "What asyncloop costs, divided by what others cost");
        svg.text("faint", MARGIN, 52, "Median (min to max) of rounds. JDK " + Runtime.version() + ".");
        svg.text("faint", MARGIN, 70, "Left of 1, asyncloop costs less.");
        legend(PLOT, "limit", "a limit");
        legend(PLOT + 90, "peer", "a peer");
        legend(PLOT + 180, "ours", "asyncloop in another way");
    }

    private void legend(int x, String style, String text) {
        svg.dot(style, x, 48);
        svg.text("", x + 10, 52, text);
    }

    private void grid() {
        int bottom = height - 2 * LINE;
        for (int power = first; power <= last; power++) {
            for (int digit : power == last ? new int[] {1} : new int[] {1, 2, 5}) {
                double ratio = digit * Math.pow(10, power);
                svg.line(power == 0 && digit == 1 ? "one" : "grid", x(ratio), TOP - 6, x(ratio), bottom);
                if (digit == 1 || digit == 2 && power == 0 || digit == 5 && power == -1) {
                    String label = String.format(Locale.ROOT, "%,." + Math.max(0, -power) + "f", ratio);
                    svg.text("middle", x(ratio), TOP - 12, label);
                    svg.text("middle", x(ratio), bottom + 16, label);
                }
            }
        }
    }

    private void draw(Row row, int top) {
        svg.rectangle("band", 0, top, WIDTH, LINE);
        svg.text("row", MARGIN, top + 14, row.name());
        verdict(row, top + 14);
        int y = top;
        for (Series other : row.others()) {
            y += LINE;
            Spread ratio = row.ours().costOf(other);
            String[] figures = ratio.text(2).split(" ", 2);
            svg.text("", 2 * MARGIN, y + 16, other.subject());
            svg.text("right", MEDIAN, y + 16, figures[0]);
            svg.text("faint", MEDIAN + 8, y + 16, figures[1]);
            String style = other.kind().name().toLowerCase(Locale.ROOT);
            svg.line(style, x(ratio.min()), y + 12, x(ratio.max()), y + 12);
            svg.dot(style, x(ratio.median()), y + 12);
        }
    }

    private void verdict(Row row, int y) {
        List<Goal> goals = Goal.of(row);
        if (!goals.isEmpty()) {
            boolean met = goals.stream().allMatch(goal -> goal.test().test(row));
            String text = goals.stream().map(goal -> goal.verdict(row)).collect(Collectors.joining("; "));
            svg.text(met ? "met" : "missed", END, y, text);
        }
    }

    private double x(double ratio) {
        return PLOT + (Math.log10(ratio) - first) / (last - first) * (END - PLOT);
    }
}
