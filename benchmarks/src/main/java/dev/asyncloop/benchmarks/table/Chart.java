// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import java.util.List;
import java.util.Locale;

/**
 * The table as a picture: for each row, a dot for what every other one costs in multiples of ours, on a logarithmic scale, with a line
 * for the spread. Ours is the line in the middle; what lies to the right of it costs more. It is drawn by hand since AWT needs
 * fonts, which servers lack.
 */
final class Chart {

    private static final int LEFT = 470;
    private static final int RIGHT = 40;
    private static final int WIDTH = 1_180;
    private static final int TOP = 70;
    private static final int LINE = 18;
    private static final double LEAST = 0.05;
    private static final double MOST = 1_000;
    private static final double[] TICKS = {0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 100, 300, 1_000};

    private final StringBuilder svg = new StringBuilder();
    private int y = TOP;

    private Chart() {}

    /** Returns the chart of the rows that have something to compare with, as SVG. */
    static String of(List<Row> rows) {
        Chart chart = new Chart();
        rows.stream().filter(row -> !row.others().isEmpty()).forEach(chart::add);
        return chart.document();
    }

    private void add(Row row) {
        y += LINE / 2;
        text(16, y, "start", "#222", "bold", row.name());
        for (Series other : row.others()) {
            y += LINE;
            Spread ours = row.ours().costOf(other);
            // what the other one costs in multiples of ours
            Spread cost = new Spread(1 / ours.median(), 1 / ours.max(), 1 / ours.min());
            String color = other.kind() == Kind.LIMIT ? "#c2571a" : other.kind() == Kind.PEER ? "#3d6fb4" : "#6b8f3a";
            text(LEFT - 12, y, "end", "#444", "normal", other.subject() + "  " + cost.text(2));
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"%s\" stroke-width=\"2\"/>"
                            + "<circle cx=\"%.1f\" cy=\"%d\" r=\"4.5\" fill=\"%s\"/>%n",
                    x(cost.min()),
                    y - 4,
                    x(cost.max()),
                    y - 4,
                    color,
                    x(cost.median()),
                    y - 4,
                    color));
        }
        y += LINE;
    }

    private String document() {
        StringBuilder document = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                WIDTH,
                y + LINE));
        document.append("<text x=\"16\" y=\"26\" font-size=\"16\" font-weight=\"bold\" fill=\"#222\">"
                + "What others cost, in multiples of asyncloop</text>\n");
        document.append("<text x=\"16\" y=\"46\" fill=\"#444\">right of 1: more expensive. "
                + "<tspan fill=\"#c2571a\">limit</tspan>, <tspan fill=\"#3d6fb4\">peer</tspan>, "
                + "<tspan fill=\"#6b8f3a\">ours in another way</tspan></text>\n");
        for (double tick : TICKS) {
            document.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"%s\"/>"
                            + "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"#666\">%s</text>%n",
                    x(tick),
                    TOP - 6,
                    x(tick),
                    y,
                    tick == 1 ? "#222" : "#e4e4e4",
                    x(tick),
                    TOP - 12,
                    label(tick)));
        }
        return document.append(svg).append("</svg>\n").toString();
    }

    private void text(int x, int baseline, String anchor, String color, String weight, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"%s\" font-weight=\"%s\">%s</text>%n",
                x,
                baseline,
                anchor,
                color,
                weight,
                escaped));
    }

    private static String label(double tick) {
        return tick == Math.rint(tick) ? String.format(Locale.ROOT, "%,.0f", tick) : Double.toString(tick);
    }

    private static double x(double ratio) {
        double place = Math.log(Math.max(LEAST, Math.min(MOST, ratio)) / LEAST) / Math.log(MOST / LEAST);
        return LEFT + place * (WIDTH - LEFT - RIGHT);
    }
}
