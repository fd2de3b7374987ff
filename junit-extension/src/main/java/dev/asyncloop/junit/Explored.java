// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import dev.asyncloop.schedule.Schedule;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** What nested launchers have found, for the visible invocation, which runs the order that failed, or FIFO. */
final class Explored {

    private static final String OUTSIDE =
            "It happened in the nested launcher that runs the orders of this test, outside of all orders.";

    private final @Nullable Diagnosis diagnosis;
    private final @Nullable Throwable broken;
    private final Optional<Report> unstable;
    private boolean told;

    Explored(OrderPlan plan, TestSettings settings, Exploration exploration, Diagnosis.Runner runner) {
        Outcome failed = plan.failed();
        Outcome passed = plan.toRepeat();
        broken = exploration.broken();
        diagnosis = failed == null ? null : diagnose(plan, settings, failed, runner);
        unstable = passed == null || broken != null
                ? Optional.ofNullable(plan.unrepeatable())
                : DeterminismCheck.of(passed, runner);
    }

    private static Diagnosis diagnose(OrderPlan plan, TestSettings settings, Outcome failed, Diagnosis.Runner runner) {
        try {
            return Diagnosis.of(plan, failed, settings.exploration().shrinking(), runner);
        } catch (NestedExplorer.NotRun e) {
            return Diagnosis.of(plan, failed, Duration.ZERO, runner);
        }
    }

    /** Returns the order that the visible invocation runs. */
    Order toShow() {
        return diagnosis == null ? Order.searched(Schedule.fifo(), 1) : diagnosis.toShow();
    }

    /** Says what to report of the visible run. */
    Report report(Outcome shown) {
        boolean first = !told;
        told = true;
        if (diagnosis != null && first) {
            return diagnosis.conclude(shown);
        }
        Report alone = Report.of(shown);
        return broken != null || !first
                ? alone
                : alone.once(
                        Report.Kind.FAILED_ONCE,
                        "The order had passed when it was explored, before: the test is not deterministic.");
    }

    /**
     * Complains if an order failed while it was explored, and has just passed; and adds the seed to a failure that comes from
     * another extension.
     */
    void compareWith(Node node, @Nullable Throwable shown) {
        boolean passed = shown == null || shown instanceof TestAbortedException;
        Outcome outcome = new Outcome(node.current(), shown);
        if (passed && diagnosis != null) {
            throw FailureReport.of(node, diagnosis.conclude(outcome));
        }
        if (passed && broken != null) {
            Outcome outside = new Outcome(node.current(), broken);
            throw FailureReport.of(node, Report.of(outside).with(OUTSIDE));
        }
        if (passed && unstable.isPresent()) {
            throw FailureReport.of(node, unstable.get());
        }
        if (shown != null && diagnosis != null && !(shown instanceof ScheduleFailure)) {
            shown.addSuppressed(FailureReport.seedOnly(node, diagnosis.conclude(outcome)));
        }
    }
}
