// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import dev.asyncloop.FaultsFound;
import dev.asyncloop.LoopStuckException;
import dev.asyncloop.schedule.Schedule;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * Writes the message of a failure: a first line of its own, how to reproduce the order, what ran, and what was going on.
 */
final class FailureReport {

    static final String REPEATED = "The order was run again: it failed in the same way.";

    private static final int MAX_SUMMARY = 160;
    private static final int MAX_DUMP_LINES = 24;
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    private FailureReport() {}

    static String notRepeated(@Nullable Throwable again) {
        return "The order was run again, and it "
                + (again == null
                        ? "passed"
                        : "failed otherwise, with " + again.getClass().getName())
                + ": the test is not deterministic. Does it use a thread, a clock, a random generator or a hash order that the"
                + " loop does not control?";
    }

    static Throwable wrap(Node node, Throwable failure) {
        Exploration explored = node.exploration();
        String note = "";
        if (explored != null && explored.failure() != null && !(failure instanceof TestAbortedException)) {
            note = explored.isSameTrace(node.current())
                    ? REPEATED
                    : "The order was run again: it failed, but after other steps.";
        }
        return wrap(node, node.current(), failure, note);
    }

    static Throwable wrap(Node node, Throwable failure, String note) {
        return wrap(node, node.current(), failure, note);
    }

    static Throwable wrap(Node node, ScheduleRun run, Throwable failure, String note) {
        Exploration explored = node.exploration();
        if (explored != null && !explored.isOver()) {
            explored.failedTrace(run.traceHash());
            return failure;
        }
        if (failure instanceof TestAbortedException || failure instanceof ScheduleFailure) {
            return failure;
        }
        return ScheduleFailure.of(text(node, run, failure, note), run.schedule().text(), failure);
    }

    /** Names the order in which a failure happened that is not ours to wrap. */
    static ScheduleFailure seedOnly(Node node) {
        Schedule schedule = node.current().schedule();
        return new ScheduleFailure(
                "The order of the failure above [" + order(node, node.current()) + "seed "
                        + abbreviate(schedule.text(), 40) + "]\n\n" + reproduce(node, schedule),
                schedule.text());
    }

    /** Reports a {@code @Timeout}: JUnit's message, and what the loop was doing. */
    static Throwable timeout(Node node, Throwable failure) {
        ScheduleRun run = node.current();
        String message = firstLine(node, run, summary(failure)) + "\n\n" + reproduce(node, run.schedule())
                + "\nWhen the time was over:\n  " + indent(Objects.requireNonNullElse(node.timeoutDump(), ""));
        return ScheduleFailure.of(message, run.schedule().text(), failure);
    }

    private static String text(Node node, ScheduleRun run, Throwable failure, String note) {
        ScheduleRun.Moment moment = run.moment();
        StringBuilder text = new StringBuilder(firstLine(node, run, summary(failure))).append("\n\n");
        text.append(reproduce(node, run.schedule())).append('\n');
        text.append("Failed after ")
                .append(moment.trace().steps())
                .append(moment.trace().steps() == 1 ? " step, " : " steps, ")
                .append(moment.trace().choices())
                .append(" of them chosen among several. ")
                .append(before(node, run))
                .append(note);
        text.setLength(text.toString().stripTrailing().length());
        text.append('\n');
        text.append(beyondControl(moment));
        text.append(faults("Found", failure));
        for (Throwable also : failure.getSuppressed()) {
            text.append(faults("Also found", also));
        }
        text.append('\n').append(new ScheduleTable(moment.trace()));
        text.append('\n').append(shorten(moment.dump())).append('\n');
        text.append(
                "\nScheduling points: spawn, await, sleep, yieldNow, groups, callbacks, timers, pool jobs. Not: locks, atomics"
                        + " and fields without one of these between.\n");
        text.append("Choices: ").append(moment.token()).append('\n');
        TraceFile.write(node, run, moment)
                .ifPresent(file -> text.append("Trace: ").append(file).append('\n'));
        return text.toString();
    }

    /** Returns the faults with all that is known of them: the first line has room for a part of one only. */
    private static String faults(String intro, Throwable failure) {
        return failure instanceof FaultsFound ? "\n" + intro + " " + failure.getMessage() + "\n" : "";
    }

    /** Says what took part that no seed controls. */
    private static String beyondControl(ScheduleRun.Moment moment) {
        StringBuilder text = new StringBuilder();
        if (moment.foreignArrivals() > 0) {
            text.append("Threads outside the loop took part ")
                    .append(moment.foreignArrivals() == 1 ? "once" : moment.foreignArrivals() + " times")
                    .append(": the seed does not control when.\n");
        }
        if (!moment.beyondControl().isEmpty()) {
            text.append("The run left the loop's control, and virtual time was held for it:\n");
            moment.beyondControl()
                    .forEach(what -> text.append("  ").append(what).append('\n'));
        }
        return text.toString();
    }

    private static String firstLine(Node node, ScheduleRun run, String summary) {
        return summary + " [" + order(node, run) + "seed "
                + abbreviate(run.schedule().text(), 40) + "]";
    }

    private static String order(Node node, ScheduleRun run) {
        int all = node.settings().schedules();
        return all == 1 ? "" : "schedule " + run.number() + " of " + all + ", ";
    }

    private static String before(Node node, ScheduleRun run) {
        int passed = run.number() - 1;
        if (node.settings().schedules() == 1 || passed == 0) {
            return "";
        }
        if (passed == 1) {
            return "FIFO order had passed. ";
        }
        return "FIFO order and " + (passed == 2 ? "a seeded one" : passed - 1 + " seeded ones") + " had passed. ";
    }

    private static String reproduce(Node node, Schedule schedule) {
        Method method = node.method();
        return "Reproduce this order with\n    @AsyncLoopTest(seed = \"" + schedule.text() + "\")\nor  mvn test -Dtest="
                + shellQuoted(node.testClass().getName().replaceFirst("^.*\\.", "") + "#" + method.getName())
                + " -D" + ConfigurationKeys.SEED + "=" + schedule.text() + "\n";
    }

    private static String shellQuoted(String text) {
        return text.indexOf('$') < 0 ? text : "'" + text + "'";
    }

    private static String summary(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getName();
        }
        String whole = isTitled(failure) ? message.lines().findFirst().orElse("") : message.strip();
        String line = WHITE_SPACE.matcher(whole).replaceAll(" ");
        return failure instanceof AssertionError
                ? abbreviate(line, MAX_SUMMARY)
                : failure.getClass().getSimpleName() + ": " + abbreviate(line, MAX_SUMMARY);
    }

    /** Returns whether the first line of the message says what has happened, and the others how. */
    private static boolean isTitled(Throwable failure) {
        return failure instanceof FaultsFound || failure instanceof LoopStuckException;
    }

    private static String abbreviate(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }

    private static String shorten(String dump) {
        String[] lines = dump.split("\n", -1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(lines.length, MAX_DUMP_LINES); i++) {
            text.append(i == 0 ? "" : "\n").append(lines[i]);
        }
        return lines.length > MAX_DUMP_LINES ? text + "\n    …" : text.toString();
    }

    private static String indent(String text) {
        return text.replace("\n", "\n  ");
    }
}
