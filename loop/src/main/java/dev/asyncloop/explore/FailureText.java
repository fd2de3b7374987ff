// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Trace;
import java.util.List;

/** Writes the message of a failing order. */
final class FailureText {

    private static final int MAX_STEPS = 60;

    private FailureText() {}

    static String of(FailedOrder failed) {
        StringBuilder text = new StringBuilder(String.valueOf(failed.exception().getMessage()))
                .append(" [schedule ")
                .append(failed.number())
                .append(", ")
                .append(failed.order().describe())
                .append("]\n\nReproduce this order with\n    new Explorer().order(Schedule.parse(\"")
                .append(failed.shortestToken())
                .append("\"))\n\n")
                .append(repeated(failed))
                .append('\n');
        FailedOrder.Small small = failed.small();
        if (small != null) {
            text.append(shrunk(small.shrunk())).append('\n');
        }
        return text.append('\n')
                .append(steps(small == null ? failed.trace() : small.trace()))
                .toString();
    }

    private static String repeated(FailedOrder failed) {
        if (failed.repeated()) {
            return "The order was run again: it failed in the same way.";
        }
        if (!failed.ranAgain()) {
            return "The order was not run again, for that would take as long.";
        }
        Divergence divergence = failed.divergence();
        return "The order was run again, and it did not fail in the same way: the program is not deterministic."
                + (divergence == null ? "" : "\n" + divergence);
    }

    private static String shrunk(Shrunk shrunk) {
        return "Shrunk in " + shrunk.runs() + " runs: " + choices(shrunk.deviationsAfter()) + " FIFO order, of "
                + shrunk.deviationsBefore() + " before"
                + (shrunk.minimal() ? "; no order with fewer fails this way." : ".");
    }

    private static String choices(int count) {
        return count == 0 ? "no choice leaves" : count == 1 ? "1 choice leaves" : count + " choices leave";
    }

    private static String steps(Trace trace) {
        List<Trace.Step> last = trace.last();
        StringBuilder text = new StringBuilder();
        int from = Math.max(0, last.size() - MAX_STEPS);
        if (from > 0 || trace.steps() > last.size()) {
            text.append("The last of ").append(trace.steps()).append(" steps:\n");
        }
        last.subList(from, last.size())
                .forEach(step -> text.append("  ").append(step).append('\n'));
        return text.toString();
    }
}
