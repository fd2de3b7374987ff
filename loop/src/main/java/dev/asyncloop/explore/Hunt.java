// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.BudgetExceededException;
import dev.asyncloop.StuckStepException;
import dev.asyncloop.schedule.Schedule;
import org.jspecify.annotations.Nullable;

/** One exploration: searches for an order that fails, runs it again, and makes it small. */
final class Hunt {

    private final Explorer explorer;
    private final Runner runner;
    private final Search search;
    private final Coverage coverage = new Coverage();
    private @Nullable InterruptedException interrupted;

    Hunt(Explorer explorer, Runner runner) {
        this.explorer = explorer;
        this.runner = runner;
        search = explorer.only != null
                ? new SingleOrder(explorer.only)
                : explorer.strategy.search(explorer.bound, explorer.root, explorer.shared);
    }

    Exploration run() throws InterruptedException {
        for (int number = 1; number <= explorer.schedules; number++) {
            Schedule order = search.next();
            if (order == null) {
                break;
            }
            Throwable failure = runner.run(order, coverage);
            if (failure instanceof UnrepeatableException e) {
                throw e;
            }
            if (failure != null) {
                throwIfInterrupted(failure);
                return new Exploration(search, coverage, examine(number, order, failure));
            }
        }
        return new Exploration(search, coverage, null);
    }

    private static void throwIfInterrupted(@Nullable Throwable failure) throws InterruptedException {
        if (failure instanceof InterruptedException interrupted) {
            throw interrupted;
        }
    }

    private FailedOrder examine(int number, Schedule order, Throwable failure) throws InterruptedException {
        Evidence first = runner.evidence();
        if (failure instanceof BudgetExceededException || failure instanceof StuckStepException) {
            return failed(number, order, failure, first, false, false, null, null); // would take as long again
        }
        FailureSignature signature = FailureSignature.of(failure);
        Throwable again = runner.runInDetail(order);
        throwIfInterrupted(again);
        boolean same = again != null
                && FailureSignature.of(again).equals(signature)
                && runner.evidence().trace().hash() == first.trace().hash();
        if (!same) {
            return failed(number, order, failure, first, true, false, difference(first), null);
        }
        return failed(number, order, failure, runner.evidence(), true, true, null, shrink(order, signature));
    }

    private @Nullable Divergence difference(Evidence first) {
        Evidence second = runner.evidence();
        return Divergence.between(
                        first.trace(),
                        second.trace(),
                        first.foreignThreads() || second.foreignThreads(),
                        first.beyondControl() || second.beyondControl())
                .orElse(null);
    }

    private FailedOrder.@Nullable Small shrink(Schedule order, FailureSignature signature) throws InterruptedException {
        if (explorer.shrinking.isZero()) {
            return null;
        }
        Shrunk shrunk = Shrinker.shrink(order, tried -> fails(tried, signature), explorer.shrinking);
        throwIfInterrupted(interrupted);
        Throwable failure = shrunk.failedAgain() ? runner.runInDetail(shrunk.order()) : null;
        return failure == null
                ? null
                : new FailedOrder.Small(
                        shrunk,
                        failure,
                        runner.evidence().trace(),
                        runner.evidence().token());
    }

    private boolean fails(Schedule order, FailureSignature signature) {
        if (interrupted != null) {
            return false; // until the shrinker has given up
        }
        Throwable failure = runner.tryOut(order);
        interrupted = failure instanceof InterruptedException e ? e : null;
        return failure != null && FailureSignature.of(failure).equals(signature);
    }

    private static FailedOrder failed(
            int number,
            Schedule order,
            Throwable failure,
            Evidence evidence,
            boolean ranAgain,
            boolean repeated,
            @Nullable Divergence divergence,
            FailedOrder.@Nullable Small small) {
        return new FailedOrder(
                number, order, failure, evidence.trace(), evidence.token(), ranAgain, repeated, divergence, small);
    }
}
