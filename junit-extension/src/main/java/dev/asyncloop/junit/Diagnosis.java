// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import dev.asyncloop.explore.Divergence;
import dev.asyncloop.explore.FailureSignature;
import dev.asyncloop.explore.Shrinker;
import dev.asyncloop.explore.Shrunk;
import dev.asyncloop.schedule.Schedule;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a failing order small, sees whether it fails again, and says how it was found.
 *
 * <p>What is reported is one more run of the small order, with all that can be remembered; who has made it hands it to {@link
 * #conclude}.
 */
final class Diagnosis {

    static final String REPEATED = "The order was run again: it failed in the same way.";

    /** Runs an order. */
    interface Runner {
        Outcome run(Order order);
    }

    private final OrderPlan plan;
    private final Outcome original;
    private Order toShow;
    private @Nullable Shrunk shrunk;
    private @Nullable Outcome again;
    private Outcome expected;
    private String unstable = "";

    private Diagnosis(OrderPlan plan, Outcome original) {
        this.plan = plan;
        this.original = original;
        toShow = repeatable(original);
        expected = original;
    }

    static Diagnosis of(OrderPlan plan, Outcome failed, Duration budget, Runner runner) {
        Diagnosis diagnosis = new Diagnosis(plan, failed);
        if (!budget.isZero() && !failed.dependsOnRealTime() && diagnosis.mayBeSmaller()) {
            diagnosis.shrink(budget, runner);
        }
        return diagnosis;
    }

    /** Returns the order of a run as one that can be run again: an order that learns from its runs is another the next time. */
    private static Order repeatable(Outcome outcome) {
        Order order = outcome.run().order();
        return order.schedule().isWritten() && !order.is(Order.Origin.STORED)
                ? order
                : order.as(Schedule.parse(outcome.run().token()));
    }

    /** Returns whether the order leaves FIFO; a stored one that has come out as it was kept was made small then. */
    private boolean mayBeSmaller() {
        Order order = original.run().order();
        return !order.isFifo()
                && !(order.is(Order.Origin.STORED) && order.schedule().equals(toShow.schedule()));
    }

    private void shrink(Duration budget, Runner runner) {
        Schedule failing = toShow.schedule();
        Shrunk result = Shrinker.shrink(failing, schedule -> failsTheSame(runner.run(Order.tried(schedule))), budget);
        Outcome repeated = again;
        if (repeated == null || !result.failedAgain() || !repeated.hasSteps(original)) {
            unstable = difference(original, repeated == null ? original : repeated);
            return;
        }
        shrunk = result;
        expected = result.order().equals(failing) ? repeated : runner.run(Order.tried(result.order()));
        toShow = toShow.as(Schedule.parse(expected.run().token()));
    }

    private boolean failsTheSame(Outcome outcome) {
        if (again == null) {
            again = outcome;
        }
        return outcome.failedAs(original);
    }

    /** Returns the order to report, which is to be run once more. */
    Order toShow() {
        return toShow;
    }

    /** Returns whether it is known already that the order does not fail each time. */
    boolean isUnstable() {
        return !unstable.isEmpty();
    }

    /** Returns whether the order to report is the one that was found. */
    boolean isAsFound() {
        return expected == original;
    }

    /** Says what is known without another run. */
    Report asFound() {
        Report report = Report.of(original);
        return new Report(
                original, report.seed(), found(), unstable, isUnstable() ? Report.Kind.FAILED_ONCE : report.kind());
    }

    /** Says what is known when the order to report was run. */
    Report conclude(Outcome shown) {
        if (isUnstable()) {
            return asFound();
        }
        if (!expected.failedAs(original)) {
            return once(difference(original, expected));
        }
        if (!shown.failedAs(expected) || !shown.hasSteps(expected)) {
            return once(difference(expected, shown));
        }
        String seed = seedOf(shown);
        if (!shown.dependsOnRealTime()) {
            plan.confirmed(original.run().order(), seed);
        }
        return new Report(
                shown, seed, found() + size(), REPEATED, Report.of(shown).kind());
    }

    private Report once(String difference) {
        return new Report(original, seedOf(original), found(), difference, Report.Kind.FAILED_ONCE);
    }

    private static String seedOf(Outcome outcome) {
        return outcome.run().seed();
    }

    private String found() {
        Order order = original.run().order();
        if (order.is(Order.Origin.STORED)) {
            return "Found by an order in which the test had failed before, kept in " + plan.place() + ". ";
        }
        return order.isFifo() ? "" : "Found by: " + name(order.schedule()) + ". ";
    }

    private static String name(Schedule schedule) {
        return schedule.isWritten() ? schedule.describe() + " " + schedule.text() : schedule.text();
    }

    private String size() {
        Shrunk result = shrunk;
        if (result == null) {
            return "";
        }
        int before = result.deviationsBefore();
        int after = result.deviationsAfter();
        return (before == after
                        ? "It leaves FIFO order at " + choices(before)
                        : "Shrunk from " + choices(before) + " beside FIFO order to " + after)
                + (result.minimal() ? "; no order with fewer fails this way. " : ". ");
    }

    private static String choices(int count) {
        return count == 1 ? "1 choice" : count + " choices";
    }

    /** Says in which way two runs of one order differ. */
    static String difference(Outcome first, Outcome second) {
        ScheduleRun.Moment one = first.run().moment();
        ScheduleRun.Moment other = second.run().moment();
        boolean threads = one.foreignArrivals() + other.foreignArrivals() > 0;
        boolean beyond =
                !one.beyondControl().isEmpty() || !other.beyondControl().isEmpty();
        return "The order was run again, and it "
                + (second.failure() == null || second.isOnlyStale()
                        ? first.isFailed() ? "passed" : "made other steps"
                        : second.failedAs(first)
                                ? "failed, but after other steps"
                                : "failed otherwise, with " + FailureSignature.of(second.failure()))
                + ": the test is not deterministic.\n"
                + Divergence.between(one.trace(), other.trace(), threads, beyond)
                        .map(Divergence::toString)
                        .orElse(
                                "Both runs made the same steps: does it use a thread, a clock, a random generator, static state or"
                                        + " a hash order that the loop does not control?")
                + unseeded(one, other);
    }

    /** Names what the runs got from the JVM. */
    private static String unseeded(ScheduleRun.Moment first, ScheduleRun.Moment second) {
        List<String> used = first.unseeded().isEmpty() ? second.unseeded() : first.unseeded();
        return used.isEmpty() ? "" : "\nThe JVM decides, and no seed:\n  " + String.join("\n  ", used);
    }
}
