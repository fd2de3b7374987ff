// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

/**
 * One figure that was measured. Programs of their own print samples as lines, four fields with tabs between them, for
 * the table to read.
 *
 * @param row what was measured, such as {@code task switch, yield}
 * @param subject of whom, such as {@code asyncloop} or {@code bare virtual threads}
 * @param unit what one of the value is, such as {@code ns}; if it ends in {@code /s}, more is better
 * @param value the figure, positive and finite
 */
public record Sample(String row, String subject, String unit, double value) {

    private static final int FIELDS = 4;

    /** Checks the fields. */
    public Sample {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("A figure is positive and finite, and not " + value + ": give \"" + row
                    + "\" of \"" + subject + "\" enough to do.");
        }
        for (String field : new String[] {row, subject, unit}) {
            if (field.isBlank() || field.indexOf('\t') >= 0 || field.indexOf('\n') >= 0) {
                throw new IllegalArgumentException(
                        "Names are not blank, and have neither tabs nor line ends: \"" + field + "\".");
            }
        }
    }

    /**
     * Reads what {@link #line} has written.
     *
     * @throws IllegalArgumentException if the line is not such
     */
    public static Sample parse(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("Expected row, subject, unit and value with tabs between them, and not "
                    + fields.length + " field(s): \"" + line + "\".");
        }
        double value;
        try {
            value = Double.parseDouble(fields[3]);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Expected a number as the fourth field, and not \"" + fields[3] + "\": \"" + line + "\".", e);
        }
        return new Sample(fields[0], fields[1], fields[2], value);
    }

    /** Returns this as a line, without its end. */
    public String line() {
        return row + '\t' + subject + '\t' + unit + '\t' + value;
    }

    /** Returns whether more of it is better. */
    public boolean isRate() {
        return unit.endsWith("/s");
    }
}
