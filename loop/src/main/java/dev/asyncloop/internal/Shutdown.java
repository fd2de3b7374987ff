// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.ExceptionContext;
import dev.asyncloop.Fault;
import dev.asyncloop.FaultKind;
import dev.asyncloop.StuckStepException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings a loop to its end, phase by phase: cancels every task and lets them clean up, closes generators, waits for work in
 * executors, and closes what was opened. Each phase is bounded, and who does not stop is named.
 *
 * <p>Tasks are cancelled in rounds: after a round in which nothing can run any more, or in which the time is over, those that
 * are left are cancelled again, at most {@value #ROUNDS} times. In virtual time the bounds in steps and in real time begin anew
 * with every task that ends, so that many tasks may take long and one that refuses may not. A step that does not end is stopped
 * by the {@link Watchdog}.
 */
final class Shutdown {

    private static final int MAX_NAMED = 20;
    private static final int ROUNDS = 5;
    private static final long MAX_STEPS = 100_000;
    private static final long MAX_REAL_NANOS = Duration.ofSeconds(2).toNanos();

    /** How long a loop in real time goes on for those that were cancelled before and are still there. */
    private static final long LAST_CALL_NANOS = Duration.ofMillis(100).toNanos();

    private final EventLoop loop;
    private final Engine engine;
    private final boolean realTime;
    private final long graceNanos;
    private final Set<FibreTask<?>> cancelled = new LinkedHashSet<>();
    private final List<Fault> refused = new ArrayList<>();
    private int left = Integer.MAX_VALUE;
    private long lastStep;
    private long lastNanoTime;

    Shutdown(EventLoop loop) {
        this.loop = loop;
        this.engine = loop.engine;
        realTime = loop.settings().realTime;
        graceNanos = loop.settings().shutdownGraceNanos();
    }

    /** Ends a loop that is closed: work in executors is interrupted, and nobody is told what the tasks fail with. */
    List<Fault> ofLoop() {
        endTasks();
        closeGenerators((generator, failure) -> refused.add(notClosed(generator, failure)));
        return closeTheRest();
    }

    /** Ends the loop of a program: work in executors may end, and failures are told to the exception handler. */
    List<Fault> ofMain() {
        endTasks();
        reportFailures();
        closeGenerators(this::reportFailure);
        awaitWork();
        return closeTheRest();
    }

    private void endTasks() {
        engine.budget.beginClosing();
        engine.inbox.drain();
        @Nullable Throwable stuck = null;
        for (int round = 0; round < ROUNDS && anyTask() && stuck == null; round++) {
            List<FibreTask<?>> tasks = new ArrayList<>(loop.liveTasks());
            tasks.removeIf(ThreadTask.class::isInstance);
            cancelled.addAll(tasks);
            tasks.forEach(task -> task.cancelFor("the loop is closing"));
            long limit = realTime && round > 0 ? LAST_CALL_NANOS : graceNanos;
            stuck = drive(() -> drain(limit, () -> !anyTask()));
        }
        for (int round = 0; round < ROUNDS && loop.liveTaskCount() > 0 && stuck == null; round++) {
            stuck = endThreads();
        }
        for (FibreTask<?> task : loop.liveTasks()) {
            if (engine.standsStill(task)) {
                continue; // nobody can take it out of such a wait
            }
            refused.add(new Fault(
                    FaultKind.REFUSED_TO_STOP,
                    task.nameForReports(),
                    task.nameForReports() + " did not stop when the loop was closed: it " + task.describe()
                            + ". A task must end soon after its cancellation.",
                    List.of("spawned at " + task.spawnSite()),
                    stuck));
        }
    }

    /** Returns whether there are tasks beside the threads that plain Java has started. */
    private boolean anyTask() {
        Plain plain = engine.plain();
        return loop.liveTaskCount() > (plain == null ? 0 : plain.liveThreads());
    }

    /** Ends the platform threads that are left, once nothing of the loop's own needs them any more. */
    private @Nullable Throwable endThreads() {
        Plain plain = engine.plain();
        if (plain != null) {
            plain.startNoMore();
        }
        for (FibreTask<?> task : loop.liveTasks()) {
            if (task instanceof ThreadTask thread) {
                thread.kill();
            }
        }
        return drive(() -> drain(graceNanos, () -> loop.liveTaskCount() == 0));
    }

    private void drain(long limitNanos, BooleanSupplier done) {
        long horizon = Durations.plus(engine.clock.nanoTime(), limitNanos);
        while (!done.getAsBoolean() && isWithinBounds(horizon) && engine.step(horizon)) {
            // the next one
        }
    }

    private boolean isWithinBounds(long horizon) {
        if (realTime) {
            return engine.clock.nanoTime() < horizon;
        }
        if (loop.liveTaskCount() < left) {
            left = loop.liveTaskCount();
            lastStep = engine.steps() + MAX_STEPS;
            lastNanoTime = System.nanoTime() + MAX_REAL_NANOS;
        }
        return engine.steps() < lastStep && System.nanoTime() - lastNanoTime < 0;
    }

    private void reportFailures() {
        for (FibreTask<?> task : cancelled) {
            Throwable failure = task.isFailed() ? task.peekFailure() : null;
            if (failure != null) {
                task.markObserved();
                engine.problems.unhandled(
                        new ExceptionContext("unhandled exception during runMain() shutdown", failure, task, null));
            }
        }
    }

    /** Closes the generators that are open, in the order of their creation, and then the tasks that their clean-up has started. */
    private void closeGenerators(BiConsumer<LoopGenerator<?>, Throwable> failed) {
        boolean allEnded = loop.liveTaskCount() == 0;
        for (LoopGenerator<?> generator : loop.generators().snapshot()) {
            if (generator.isAwaited()) {
                continue; // by a task that has refused to stop
            }
            left = Integer.MAX_VALUE;
            Throwable failure = drive(() -> {
                Outcome<?> closed = generator.beginClosing();
                drain(graceNanos, closed::isDone);
            });
            failure = failure == null ? generator.closingFailure() : failure;
            if (failure != null) {
                generator.task().markObserved();
                failed.accept(generator, failure);
            }
        }
        if (allEnded && loop.liveTaskCount() > 0) {
            endTasks();
        }
    }

    private void reportFailure(LoopGenerator<?> generator, Throwable failure) {
        if (generator.task().isDone()) {
            engine.problems.unhandled(new ExceptionContext(
                    "an error occurred during closing of " + generator.task().nameForReports(),
                    failure,
                    generator.task(),
                    null));
        } else {
            refused.add(notClosed(generator, failure));
        }
    }

    private static Fault notClosed(LoopGenerator<?> generator, Throwable failure) {
        String name = generator.task().nameForReports();
        return new Fault(
                FaultKind.REFUSED_TO_STOP,
                name,
                name + " could not be closed: " + failure,
                List.of("made at " + generator.task().spawnSite()),
                failure);
    }

    /** Waits for work that nobody awaits any longer; what takes too long is interrupted after this. */
    private void awaitWork() {
        if (loop.offloads().isBusy()) {
            drive(() -> {
                long horizon = Durations.plus(engine.clock.nanoTime(), graceNanos);
                while (loop.offloads().isBusy() && engine.clock.nanoTime() < horizon && engine.step(horizon)) {
                    // the next one
                }
            });
        }
    }

    private List<Fault> closeTheRest() {
        refused.addAll(loop.offloads().close());
        refused.addAll(loop.resources().close());
        return refused;
    }

    /** Drives the loop for a phase; returns what ended the drive before its time and would end the next one too. */
    private @Nullable Throwable drive(Runnable phase) {
        try {
            engine.drive("close", phase);
        } catch (StuckStepException e) {
            refused.add(new Fault(
                    FaultKind.REFUSED_TO_STOP, "loop", "while the loop was closed: " + e.getMessage(), List.of(), e));
        } catch (Throwable e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return e;
        }
        return null;
    }

    /** Returns the exception that names what refused to stop, if anything did. */
    static @Nullable IllegalStateException notStopped(EventLoop loop, List<Fault> refused) {
        if (refused.isEmpty()) {
            return null;
        }
        StringBuilder text =
                new StringBuilder("Loop \"" + loop.name() + "\" was closed, but not everything has stopped:");
        refused.stream().limit(MAX_NAMED).forEach(fault -> text.append("\n  ").append(fault));
        if (refused.size() > MAX_NAMED) {
            text.append("\n  … and ").append(refused.size() - MAX_NAMED).append(" more");
        }
        return new IllegalStateException(text.toString());
    }
}
