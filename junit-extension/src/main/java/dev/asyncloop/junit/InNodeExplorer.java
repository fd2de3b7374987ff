// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

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

    private final Node node;
    private final Fixtures fixtures;
    private @Nullable List<Object> instances;
    private boolean leftOver;

    InNodeExplorer(Node node, ExtensionContext context) {
        this.node = node;
        this.fixtures = new Fixtures(context);
    }

    void run(Invocation<Void> first) throws Throwable {
        instances = fixtures.firstInstances();
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
        return (failure == null || failure instanceof TestAbortedException) && node.timeoutDump() == null;
    }

    private @Nullable Throwable runOne(int number, Schedule schedule, boolean detailed) {
        node.next(number, schedule, detailed);
        instances = null;
        return end(Calls.attempt(() -> {
            List<Object> made = fixtures.newInstances();
            instances = made;
            fixtures.beforeEach(made);
            fixtures.test(made);
        }));
    }

    private @Nullable Throwable end(@Nullable Throwable failure) {
        if (failure != null) {
            node.current().failed();
        }
        List<Object> made = instances;
        if (node.timeoutDump() != null) {
            leftOver = made != null;
            return failure;
        }
        return node.finish(made == null ? failure : Calls.combine(failure, fixtures.afterEach(made)));
    }

    /** Calls the {@code @AfterEach} methods of an order that a time-out has ended, on JUnit's thread, which is no other's then. */
    void afterTimeout() throws Throwable {
        List<Object> made = instances;
        if (leftOver && made != null) {
            leftOver = false;
            Throwable failure = fixtures.afterEach(made);
            if (failure != null) {
                throw failure;
            }
        }
    }

    private Throwable report(Throwable failure) {
        if (node.timeoutDump() != null) {
            return failure;
        }
        if (failure instanceof InterruptedException) {
            return FailureReport.wrap(node, failure);
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
