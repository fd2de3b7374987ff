// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import dev.asyncloop.BudgetExceededException;
import dev.asyncloop.StuckStepException;
import dev.asyncloop.schedule.Schedule;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;
import org.opentest4j.TestAbortedException;

/**
 * Runs all orders of a test inside the one invocation that JUnit knows of.
 *
 * <p>JUnit has made the first instance and called its {@code @BeforeEach} methods; the body is its invocation. All that comes
 * after, the {@code @AfterEach} methods of the first instance included, is called from here, so that an order is over before
 * the next one begins; JUnit's own call of {@code @AfterEach} is then skipped. An order that fails is run once more, with
 * more remembered: for the report, and to see whether it fails again.
 */
final class InNodeExplorer {

    /** How far an order is with what it has to call. */
    private enum Progress {
        /** There is no instance yet. */
        BEGUN,
        /** The instances are there: {@code @AfterEach} must be called some time. */
        MADE,
        /** {@code @AfterEach} was called, which is done once, whatever comes of it. */
        AFTER_EACH
    }

    private final Node node;
    private final Fixtures fixtures;
    private @Nullable List<Object> instances;
    private Progress progress = Progress.BEGUN;

    InNodeExplorer(Node node, ExtensionContext context) {
        this.node = node;
        this.fixtures = new Fixtures(context);
    }

    void run(Invocation<Void> first) throws Throwable {
        instances = fixtures.firstInstances();
        progress = Progress.MADE;
        Throwable failure = end(Calls.attempt(first::proceed));
        // an assumption that one order does not meet says nothing of the others
        Throwable aborted = failure instanceof TestAbortedException ? failure : null;
        for (int number = 2; goesOn(failure) && number <= node.settings().schedules(); number++) {
            failure = runOne(number, node.settings().schedule(number), false);
        }
        if (failure != null && !(failure instanceof TestAbortedException)) {
            throw report(failure);
        }
        if (aborted != null) {
            throw aborted;
        }
    }

    private boolean goesOn(@Nullable Throwable failure) {
        return (failure == null || failure instanceof TestAbortedException) && !node.isTimedOut();
    }

    private @Nullable Throwable runOne(int number, Schedule schedule, boolean detailed) {
        node.next(number, schedule, detailed);
        instances = null;
        progress = Progress.BEGUN;
        return end(Calls.attempt(() -> {
            List<Object> made = fixtures.newInstances();
            instances = made;
            progress = Progress.MADE;
            fixtures.beforeEach(made);
            fixtures.test(made);
        }));
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
        return fixtures.afterEach(made);
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

    private Throwable report(Throwable failure) {
        if (node.isTimedOut()) {
            return failure;
        }
        if (failure instanceof InterruptedException
                || failure instanceof BudgetExceededException
                || failure instanceof StuckStepException
                || node.current().wasBlocked()) {
            return FailureReport.wrap(node, failure); // how far it got depends on real time, or takes as long again
        }
        ScheduleRun failed = node.current();
        Throwable again = runOne(failed.number(), failed.schedule(), true);
        if (isSame(failure, again) && failed.traceHash() == node.current().traceHash()) {
            return FailureReport.wrap(node, again == null ? failure : again, FailureReport.REPEATED);
        }
        return FailureReport.wrap(node, failed, failure, FailureReport.notRepeated(again));
    }

    private static boolean isSame(Throwable failure, @Nullable Throwable again) {
        return again != null && again.getClass() == failure.getClass();
    }
}
