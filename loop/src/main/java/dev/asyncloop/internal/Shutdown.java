// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.Fault;
import dev.asyncloop.FaultKind;
import dev.asyncloop.StuckStepException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings a loop to its end: cancels every task and lets them clean up, in rounds. After a round in which nothing can run any
 * more, those that are left are cancelled again; who survives {@value #ROUNDS} rounds is named. The bounds in steps and in real
 * time begin anew with every task that ends, so that many tasks may take long and one that refuses may not. A step that does
 * not end is stopped by the {@link Watchdog}, and named.
 */
final class Shutdown {

    private static final int ROUNDS = 5;
    private static final long MAX_STEPS = 100_000;
    private static final long MAX_VIRTUAL_NANOS = Duration.ofDays(1).toNanos();
    private static final long MAX_REAL_NANOS = Duration.ofSeconds(2).toNanos();

    private final EventLoop loop;
    private final Engine engine;
    private int left = Integer.MAX_VALUE;
    private long lastStep;
    private long lastNanoTime;

    Shutdown(EventLoop loop) {
        this.loop = loop;
        this.engine = loop.engine;
    }

    /** Closes the generators that are open, in the order of their creation, each within the bounds. */
    List<Fault> closeGenerators() {
        engine.budget.beginClosing();
        List<Fault> failed = new ArrayList<>();
        for (LoopGenerator<?> generator : loop.generators().snapshot()) {
            if (generator.isAwaited()) {
                continue; // by a task that has refused to stop
            }
            Throwable failure;
            try {
                left = Integer.MAX_VALUE;
                engine.drive("close", () -> {
                    Outcome<?> closed = generator.beginClosing();
                    drain(closed::isDone);
                });
                failure = generator.closingFailure();
            } catch (Throwable e) {
                failure = e;
            }
            if (failure != null) {
                String name = generator.task().nameForReports();
                failed.add(new Fault(
                        FaultKind.REFUSED_TO_STOP,
                        name,
                        name + " could not be closed: " + failure,
                        List.of("made at " + generator.task().spawnSite()),
                        failure));
            }
        }
        return failed;
    }

    List<Fault> run() {
        engine.budget.beginClosing();
        List<Fault> refused = new ArrayList<>();
        @Nullable Throwable stuck = null;
        for (int round = 0; round < ROUNDS && loop.liveTaskCount() > 0 && stuck == null; round++) {
            loop.liveTasks().forEach(task -> task.cancelFor("the loop is closing"));
            try {
                engine.drive("close", () -> drain(() -> loop.liveTaskCount() == 0));
            } catch (StuckStepException e) {
                refused.add(new Fault(
                        FaultKind.REFUSED_TO_STOP,
                        "loop",
                        "while the loop was closed: " + e.getMessage(),
                        List.of(),
                        e));
            } catch (Throwable e) {
                stuck = e;
            }
        }
        if (stuck instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        for (FibreTask<?> task : loop.liveTasks()) {
            refused.add(new Fault(
                    FaultKind.REFUSED_TO_STOP,
                    task.nameForReports(),
                    task.nameForReports() + " did not stop when the loop was closed: it " + task.describe()
                            + ". A task must end soon after its cancellation.",
                    List.of("spawned at " + task.spawnSite()),
                    stuck));
        }
        return refused;
    }

    private void drain(BooleanSupplier done) {
        long horizon = Durations.plus(engine.clock.nanoTime(), MAX_VIRTUAL_NANOS);
        while (!done.getAsBoolean() && isWithinBounds() && engine.step(horizon)) {
            // the next one
        }
    }

    private boolean isWithinBounds() {
        if (loop.liveTaskCount() < left) {
            left = loop.liveTaskCount();
            lastStep = engine.steps() + MAX_STEPS;
            lastNanoTime = System.nanoTime() + MAX_REAL_NANOS;
        }
        return engine.steps() < lastStep && System.nanoTime() - lastNanoTime < 0;
    }
}
