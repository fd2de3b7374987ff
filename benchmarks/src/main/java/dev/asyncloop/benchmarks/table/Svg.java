// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import java.util.Locale;

/** A picture in the making. It is drawn by hand since AWT needs fonts, which servers lack. */
final class Svg {

    private final StringBuilder elements = new StringBuilder();

    /** Draws a rectangle. */
    void rectangle(String style, double x, double y, double width, double height) {
        add(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                style,
                x,
                y,
                width,
                height));
    }

    /** Draws a line. */
    void line(String style, double x1, double y1, double x2, double y2) {
        add(String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                style,
                x1,
                y1,
                x2,
                y2));
    }

    /** Draws a dot. */
    void dot(String style, double x, double y) {
        add(String.format(Locale.ROOT, "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>", style, x, y));
    }

    /** Writes on a baseline. */
    void text(String style, double x, double y, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        add(String.format(Locale.ROOT, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", style, x, y, escaped));
    }

    private void add(String element) {
        elements.append(element).append('\n');
    }

    /** Returns the picture on a white ground. */
    String document(String css, int width, int height) {
        return String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d">
                <style>
                %3$s</style>
                <rect width="100%%" height="100%%" fill="white"/>
                %4$s</svg>
                """, width, height, css, elements);
    }
}
