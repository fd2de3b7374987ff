// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import dev.asyncloop.FaultsFound;
import dev.asyncloop.LoopStuckException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.opentest4j.TestAbortedException;

/**
 * Writes the message of a failure: a first line of its own, how to reproduce the order, what ran, and what was going on.
 */
final class FailureReport {

    private static final int MAX_SUMMARY = 160;
    /** How much of a seed is in a line that is for reading. */
    static final int MAX_SEED = 64;

    /** A longer seed is not printed, but read from the file in which it is. */
    private static final int MAX_PRINTED = 2_000;

    private static final int MAX_DUMP_LINES = 24;
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    private FailureReport() {}

    /** Reports what one order, or the visible run of an explored one, has thrown; what is no failure of ours stays as it is. */
    static Throwable wrap(Node node, Throwable failure) {
        if (node.isNested() || failure instanceof TestAbortedException || failure instanceof ScheduleFailure) {
            return failure;
        }
        Outcome outcome = new Outcome(node.current(), failure);
        Explored explored = node.explored();
        return of(node, explored == null ? Report.of(outcome) : explored.report(outcome));
    }

    static ScheduleFailure of(Node node, Report report) {
        ScheduleRun.Moment moment = report.run().moment();
        String known = "choices " + moment.token() + "\n\n" + moment.dump() + "\n\n" + moment.trace();
        Optional<Path> trace = TraceFile.write(node, report.seed(), known);
        String seed = printable(report.seed(), trace);
        String text = text(node, report, seed)
                + trace.map(file -> "Trace: " + file + "\n").orElse("");
        return ScheduleFailure.of(text, seed, report.failure());
    }

    /** Returns a seed, or where it is if it is too long to be printed. */
    private static String printable(String seed, Optional<Path> trace) {
        return seed.length() > MAX_PRINTED && trace.isPresent() ? TraceFile.AS_SEED + trace.get() : seed;
    }

    /** Names the order in which a failure happened that is not ours to wrap. */
    static ScheduleFailure seedOnly(Node node, Report report) {
        return new ScheduleFailure(
                "The order of the failure above [" + order(node, report.run()) + "seed "
                        + abbreviate(report.seed(), MAX_SEED) + "]\n\n" + reproduce(node, report, report.seed()) + "\n"
                        + report.found() + report.verdict(),
                report.seed());
    }

    /** Reports a {@code @Timeout}: JUnit's message, and what the loop was doing. */
    static Throwable timeout(Node node, Throwable failure) {
        String dump = Objects.requireNonNullElse(node.timeoutDump(), "");
        String whole = node.current().seed();
        String seed = whole.length() > MAX_PRINTED ? printable(whole, TraceFile.write(node, whole, dump)) : whole;
        String message = firstLine(node, node.current(), seed, failure) + "\n\n" + reproduce(node, seed)
                + "\nWhen the time was over:\n  " + indent(dump);
        return ScheduleFailure.of(message, seed, failure);
    }

    private static String text(Node node, Report report, String seed) {
        ScheduleRun run = report.run();
        Throwable failure = report.failure();
        ScheduleRun.Moment moment = run.moment();
        StringBuilder text = new StringBuilder(firstLine(node, run, seed, failure)).append("\n\n");
        text.append(reproduce(node, report, seed)).append('\n');
        text.append(report.found().isEmpty() ? "" : report.found().strip() + "\n");
        text.append(report.kind() == Report.Kind.PASSED_ONCE ? "The order had passed after " : "Failed after ")
                .append(counted(moment.trace().steps(), "step"))
                .append(", with ")
                .append(counted(moment.trace().choices(), "choice"))
                .append(". ")
                .append(before(node, run))
                .append(report.verdict());
        text.setLength(text.toString().stripTrailing().length());
        text.append('\n');
        text.append(beyondControl(moment));
        text.append(faults("Found", failure));
        for (Throwable also : failure.getSuppressed()) {
            text.append(faults("Also found", also));
        }
        text.append('\n').append(new ScheduleTable(moment.trace()));
        text.append('\n').append(shorten(moment.dump())).append('\n');
        text.append('\n').append(PointsText.of(node.settings())).append('\n');
        boolean isToken = report.seed().equals(moment.token());
        if (!isToken && !run.order().isFifo() && moment.token().length() <= MAX_PRINTED) {
            text.append("Choices: ").append(moment.token()).append('\n');
        }
        return text.toString();
    }

    private static String counted(long count, String what) {
        return (count == 0 ? "no" : String.valueOf(count)) + " " + what + (count == 1 ? "" : "s");
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

    private static String firstLine(Node node, ScheduleRun run, String seed, Throwable failure) {
        return summary(failure) + " [" + order(node, run) + "seed " + abbreviate(seed, MAX_SEED) + "]";
    }

    private static String order(Node node, ScheduleRun run) {
        return switch (run.order().origin()) {
            case STORED -> "stored order, ";
            case SEARCHED ->
                node.settings().schedules() == 1
                        ? ""
                        : "schedule " + run.order().number() + " of "
                                + node.settings().schedules() + ", ";
            case FIXED, TRIED -> "";
        };
    }

    private static String before(Node node, ScheduleRun run) {
        int passed = run.order().number() - 1;
        if (node.settings().schedules() == 1 || passed < 1) {
            return "";
        }
        return "FIFO order" + (passed == 1 ? "" : passed == 2 ? " and another" : " and " + (passed - 1) + " others")
                + " had passed. ";
    }

    private static String reproduce(Node node, Report report, String seed) {
        return switch (report.kind()) {
            case FAILED -> reproduce(node, seed);
            case FAILED_ONCE, PASSED_ONCE -> "No order reproduces this each time, as the test is not deterministic.\n";
            case STALE -> "Run the test without this token, to explore anew.\n";
        };
    }

    private static String reproduce(Node node, String seed) {
        Method method = node.method();
        return "Reproduce this order with\n    @AsyncLoopTest(seed = \"" + seed + "\")\nor  mvn test -Dtest="
                + shellQuoted(node.testClass().getName().replaceFirst("^.*\\.", "") + "#" + method.getName())
                + " -D" + ConfigurationKeys.SEED + "=" + seed + "\n";
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

    static String abbreviate(String text, int length) {
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
