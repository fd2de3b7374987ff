// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.demo;

import dev.asyncloop.schedule.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Draws a trace as a table with a column for each task, and a star where FIFO order would have run something else. */
final class TraceTable {

    private final Trace trace;
    private final List<String> tasks;

    TraceTable(Trace trace) {
        this.trace = trace;
        this.tasks =
                trace.last().stream().map(Trace.Step::name).distinct().sorted().toList();
    }

    @Override
    public String toString() {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("step"));
        head.addAll(tasks);
        rows.add(head);
        trace.last().forEach(step -> rows.add(row(step)));
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(line(row, widths(rows))).append('\n'));
        return text.toString();
    }

    private List<String> row(Trace.Step step) {
        List<String> row = new ArrayList<>();
        String star = step.chosen() > 0 ? "*" : " ";
        row.add(step.note() == null ? step.number() + star : "");
        String what = Objects.requireNonNullElse(step.note(), "(" + step.kind().label() + ")");
        tasks.forEach(task -> row.add(task.equals(step.name()) ? what : ""));
        return row;
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        return widths;
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder("  ");
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - row.get(i).length());
            line.append("  ").append(i == 0 ? padding + row.get(i) : row.get(i) + padding);
        }
        return line.toString().stripTrailing();
    }
}
