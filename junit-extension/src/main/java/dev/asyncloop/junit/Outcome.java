// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import dev.asyncloop.BudgetExceededException;
import dev.asyncloop.FaultKind;
import dev.asyncloop.FaultsFound;
import dev.asyncloop.StuckStepException;
import dev.asyncloop.explore.FailureSignature;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * What came of running an order.
 *
 * @param run the run
 * @param failure what it failed or was aborted with, or {@code null}
 */
record Outcome(ScheduleRun run, @Nullable Throwable failure) {

    boolean isAborted() {
        return failure instanceof TestAbortedException;
    }

    boolean isFailed() {
        return failure != null && !isAborted();
    }

    /** Returns whether the test itself has passed, in another order than its token tells of. */
    boolean isOnlyStale() {
        return failure instanceof FaultsFound found
                && found.faults().stream().allMatch(fault -> fault.kind() == FaultKind.STALE_REPLAY);
    }

    /** Returns whether it depends on real time how far the run got, so that another run of the order says nothing of it. */
    boolean dependsOnRealTime() {
        Throwable known = failure instanceof ScheduleFailure ? failure.getCause() : failure;
        return known instanceof InterruptedException
                || known instanceof BudgetExceededException
                || known instanceof StuckStepException
                || known instanceof TimeoutException
                || run.wasBlocked();
    }

    boolean failedAs(Outcome other) {
        return failure != null
                && other.failure != null
                && FailureSignature.of(failure).equals(FailureSignature.of(other.failure));
    }

    boolean hasSteps(Outcome other) {
        return run.traceHash() == other.run.traceHash();
    }
}
