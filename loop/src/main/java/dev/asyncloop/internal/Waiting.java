// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.schedule.ChoiceSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Waits for things to happen, in one of three ways: a task suspends, the code outside of any step drives the loop, and a callback
 * may not wait at all.
 */
final class Waiting {

    final StageWaits stages;

    private final EventLoop loop;
    private final Engine engine;

    Waiting(EventLoop loop) {
        this.loop = loop;
        engine = loop.engine;
        stages = new StageWaits(engine);
    }

    /** Suspends the calling task for a time, or drives the loop so far. */
    void sleep(long nanos) {
        long deadline = Durations.plus(engine.clock.nanoTime(), Math.max(0, nanos));
        FibreTask<?> task = engine.current();
        if (task != null) {
            task.suspend(nanos <= 0 ? Wait.Yield.INSTANCE : task.sleepUntil(deadline));
        } else if (engine.isInStep()) {
            throw Outcome.blockedCallback("sleep", engine);
        } else {
            engine.drive("sleep", () -> engine.runTo(deadline));
        }
    }

    /** Waits for a stage that is not the loop's own, and returns its result or throws its failure as it is. */
    <T extends @Nullable Object> T forStage(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        if (engine.isInStep()) {
            engine.touched(ChoiceSource.EVERYTHING, true); // any step may have completed it
        }
        if (!future.isDone()) {
            forForeign("await", stage, future);
        }
        try {
            return future.join();
        } catch (CompletionException e) {
            throw Throwing.sneaky(Throwing.unwrap(e));
        }
    }

    /** Drives the loop, from outside of any step, until an outcome is done. */
    void driveUntilDone(String operation, Outcome<?> outcome) {
        engine.drive(operation, () -> driveOn(outcome));
    }

    /** Drives the loop on, by its present driver, until an outcome is done. */
    void driveOn(Outcome<?> outcome) {
        engine.runUntil(outcome::isDone, () -> Deadlock.check(loop, outcome));
    }

    /** Waits for an outcome for at most some virtual time. */
    void forOutcome(String operation, Outcome<?> outcome, long nanos) {
        long deadline = Durations.plus(engine.clock.nanoTime(), Math.max(0, nanos));
        FibreTask<?> task = engine.current();
        if (task != null) {
            task.suspend(
                    deadline == Long.MAX_VALUE
                            ? new Wait.ForOutcome(outcome)
                            : new Wait.ForOutcomeUntil(outcome, task, deadline));
        } else if (engine.isInStep()) {
            throw Outcome.blockedCallback(operation + " of " + outcome.nameForReports(), engine);
        } else if (deadline == Long.MAX_VALUE) {
            driveUntilDone(operation, outcome);
        } else {
            engine.drive(operation, () -> {
                while (!outcome.isDone() && engine.step(deadline)) {
                    // the next one
                }
                if (!outcome.isDone()) {
                    engine.runTo(deadline);
                }
            });
        }
    }

    /** Waits until a stage that is not done is, without looking at its result. */
    void forForeign(String operation, CompletionStage<?> stage, CompletableFuture<?> future) {
        FibreTask<?> task = engine.current();
        if (task != null) {
            engine.touched(ChoiceSource.EVERYTHING, true);
            task.suspend(stages.waitFor(stage));
        } else if (engine.isInStep()) {
            throw Outcome.blockedCallback(
                    operation + " of a " + stage.getClass().getSimpleName(), engine);
        } else {
            engine.drive(operation, () -> engine.runUntil(future::isDone, () -> Deadlock.check(loop, null)));
        }
    }

    /** Returns an outcome that is complete when a future is, however that ends and on whatever thread. */
    Outcome<@Nullable Void> whenDone(CompletableFuture<?> future) {
        Outcome<@Nullable Void> outcome = new Outcome<>(engine);
        future.whenComplete((value, failure) -> {
            if (engine.isDriverOrStep()) {
                outcome.end(null);
            } else {
                engine.inbox.put(() -> outcome.end(null));
            }
        });
        return outcome;
    }
}
