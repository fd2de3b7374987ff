// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;

/**
 * Runs all orders of a test inside the one invocation that JUnit knows of.
 *
 * <p>JUnit has made the first instance and called its {@code @BeforeEach} methods; the body is its invocation. All that comes
 * after, the {@code @AfterEach} methods of the first instance included, is called from here, so that an order is over before
 * the next one begins; JUnit's own call of {@code @AfterEach} is then skipped.
 */
final class InNodeExplorer {

    private static final String STRUCK =
            "A @Timeout of the test struck while the order was run again and made smaller.";

    /** How far an order is with what it has to call. */
    private enum Progress {
        /** There is no instance yet. */
        BEGUN,
        /** The instances are there: {@code @AfterEach} must be called some time. */
        MADE,
        /** {@code @AfterEach} was called, which is done once, whatever comes of it. */
        AFTER_EACH
    }

    /** Ends the search for a smaller order where a {@code @Timeout} has struck. */
    private static final class TimedOut extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TimedOut() {
            super("a @Timeout has struck", null, false, false);
        }
    }

    private final Node node;
    private final OrderPlan plan;
    private final Fixtures fixtures;
    private @Nullable List<Object> instances;
    private Progress progress = Progress.BEGUN;

    InNodeExplorer(Node node, OrderPlan plan, ExtensionContext context) {
        this.node = node;
        this.plan = plan;
        this.fixtures = new Fixtures(context);
    }

    void run(Invocation<Void> first) throws Throwable {
        instances = fixtures.firstInstances();
        progress = Progress.MADE;
        Outcome outcome = new Outcome(node.current(), end(Calls.attempt(() -> node.call(first::proceed))));
        Throwable aborted = null;
        while (true) {
            plan.ended(outcome);
            if (outcome.isAborted() && outcome.run().order().number() == 1) {
                aborted = outcome.failure(); // an assumption that FIFO order does not meet says nothing of the others
            }
            Order next = node.isTimedOut() ? null : plan.next();
            if (next == null) {
                break;
            }
            outcome = run(next, false);
        }
        Outcome failed = plan.failed();
        if (failed != null) {
            throw report(failed);
        }
        Report unrepeatable = plan.unrepeatable();
        if (unrepeatable != null) {
            throw FailureReport.of(node, unrepeatable);
        }
        Outcome passed = plan.toRepeat();
        if (passed != null && !node.isTimedOut()) {
            Optional<Report> unstable = DeterminismCheck.of(passed, order -> run(order, false));
            if (unstable.isPresent()) {
                throw FailureReport.of(node, unstable.get());
            }
        }
        if (aborted != null) {
            throw aborted;
        }
    }

    private Outcome run(Order order, boolean detailed) {
        ScheduleRun run = node.next(order, detailed);
        instances = null;
        progress = Progress.BEGUN;
        Throwable failure = end(Calls.attempt(() -> {
            List<Object> made = fixtures.newInstances();
            instances = made;
            progress = Progress.MADE;
            fixtures.beforeEach(made, node);
            fixtures.test(made, node);
        }));
        return new Outcome(run, failure);
    }

    private @Nullable Throwable end(@Nullable Throwable failure) {
        if (failure != null) {
            node.current().failed();
        }
        if (node.isTimedOut()) {
            return failure; // JUnit calls afterEachIfLeftOver and finishes the order
        }
        return node.finish(Calls.combine(failure, afterEach()));
    }

    private @Nullable Throwable afterEach() {
        List<Object> made = instances;
        if (made == null || progress != Progress.MADE) {
            return null;
        }
        progress = Progress.AFTER_EACH;
        return fixtures.afterEach(made, node);
    }

    /**
     * Calls the {@code @AfterEach} methods of an order that has ended without, because of a time-out; on JUnit's thread, which
     * is no other's then.
     */
    void afterEachIfLeftOver() throws Throwable {
        Throwable failure = afterEach();
        if (failure != null) {
            node.current().failed();
            throw failure;
        }
    }

    private Throwable report(Outcome failed) {
        if (node.isTimedOut()) {
            return Report.of(failed).failure();
        }
        if (failed.dependsOnRealTime()) {
            return FailureReport.of(node, Report.of(failed)); // another run gets elsewhere, or takes as long again
        }
        try {
            Diagnosis diagnosis = Diagnosis.of(
                    plan, failed, node.settings().exploration().shrinking(), order -> runUnlessTimedOut(order, false));
            boolean asFound = diagnosis.isUnstable()
                    || node.settings().exploration().determinism() == Determinism.OFF && diagnosis.isAsFound();
            Report report =
                    asFound ? diagnosis.asFound() : diagnosis.conclude(runUnlessTimedOut(diagnosis.toShow(), true));
            return FailureReport.of(node, report);
        } catch (TimedOut e) {
            ScheduleFailure found = FailureReport.of(node, Report.of(failed).with(STRUCK));
            node.setFoundBeforeTimeout(found);
            return found;
        }
    }

    private Outcome runUnlessTimedOut(Order order, boolean detailed) {
        if (!node.isTimedOut()) {
            Outcome outcome = run(order, detailed);
            if (!node.isTimedOut()) {
                return outcome;
            }
        }
        throw new TimedOut();
    }
}
