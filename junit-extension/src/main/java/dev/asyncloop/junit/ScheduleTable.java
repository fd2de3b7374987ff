// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import dev.asyncloop.schedule.Trace;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Draws the last steps of a run with a column for each task; a star marks what FIFO order would have done otherwise. What of that
 * came before is above them.
 */
final class ScheduleTable {

    private static final int MAX_STEPS = 20;
    private static final int MAX_STARS_BEFORE = 10;
    private static final int MAX_COLUMNS = 6;
    private static final int MAX_WIDTH = 18;

    private final List<Trace.Step> steps;
    private final int starsBefore;
    private final int starsShown;
    private final long all;
    private final List<String> columns = new ArrayList<>();

    ScheduleTable(Trace trace) {
        List<Trace.Step> kept = trace.last();
        int first = Math.max(0, kept.size() - MAX_STEPS);
        List<Trace.Step> stars = kept.subList(0, first).stream()
                .filter(step -> step.chosen() > 0)
                .toList();
        starsBefore = stars.size();
        starsShown = Math.min(starsBefore, MAX_STARS_BEFORE);
        steps = new ArrayList<>(stars.subList(starsBefore - starsShown, starsBefore));
        steps.addAll(kept.subList(first, kept.size()));
        all = trace.steps();
        for (Trace.Step step : steps) {
            if (!columns.contains(column(step))) {
                columns.add(column(step));
            }
        }
    }

    private static String column(Trace.Step step) {
        String name = step.actor() > 0 && step.name().startsWith("task-") ? step.name() : label(step);
        return name.length() <= MAX_WIDTH ? name : name.substring(0, MAX_WIDTH - 1) + "…";
    }

    private static String label(Trace.Step step) {
        return step.actor() > 0 ? step.name() : step.actor() < 0 ? "callbacks" : "no task";
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (all == 0) {
            text.append("No step had run.\n");
        }
        if (steps.isEmpty()) {
            return text.toString();
        }
        long shown = steps.stream()
                .skip(starsShown)
                .filter(step -> step.note() == null)
                .count();
        if (all > shown) {
            text.append("The last ").append(shown).append(" of ").append(all).append(" steps");
            text.append(starsShown == 0 ? "" : ", and above them ");
            text.append(starsShown == starsBefore ? "" : "the last " + starsShown + " of ");
            text.append(starsShown == 0 ? "" : starsBefore + " earlier ones with a star");
            text.append(":\n");
        }
        boolean wide = columns.size() > MAX_COLUMNS;
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("step", "time"));
        head.addAll(wide ? List.of("task", "what") : columns);
        rows.add(head);
        for (int i = 0; i < steps.size(); i++) {
            if (i == starsShown && i > 0) {
                rows.add(gap(head.size()));
            }
            rows.add(row(steps.get(i), wide));
        }
        write(rows, text);
        return text.append(
                        steps.stream().anyMatch(step -> step.chosen() > 0)
                                ? "* not what FIFO order would have done\n"
                                : "")
                .toString();
    }

    private static List<String> gap(int cells) {
        List<String> row = new ArrayList<>(Collections.nCopies(cells, ""));
        row.set(0, "… ");
        return row;
    }

    private List<String> row(Trace.Step step, boolean wide) {
        List<String> row = new ArrayList<>();
        row.add((step.note() != null ? "" : String.valueOf(step.number())) + (step.chosen() > 0 ? "*" : " "));
        row.add(time(step.nanos()));
        String what =
                step.note() != null ? "“" + step.note() + "”" : step.kind().label();
        if (wide) {
            row.add(column(step));
            row.add(what);
        } else {
            for (String column : columns) {
                row.add(column.equals(column(step)) ? what : "");
            }
        }
        return row;
    }

    private static String time(long nanos) {
        if (nanos >= 1_000_000_000L) {
            String seconds = BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString();
            return seconds + "s";
        }
        return nanos % 1_000_000 == 0
                ? nanos / 1_000_000 + "ms"
                : nanos / 1_000_000 + "."
                        + String.valueOf(1_000_000 + nanos % 1_000_000).substring(1) + "ms";
    }

    private static void write(List<List<String>> rows, StringBuilder text) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(" ");
            for (int i = 0; i < widths.length; i++) {
                String cell = row.get(i);
                String padding = " ".repeat(widths[i] - cell.length());
                line.append(' ').append(i < 1 ? padding + cell : cell + padding).append(' ');
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }
}
