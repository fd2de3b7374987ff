// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.DeadlockException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a loop does that has nothing to run while somebody drives it on: it waits for other threads where one could
 * help, and reports a deadlock where none can or none did.
 *
 * <p>Tasks that wait for tasks only can be helped by nobody. A task that waits for a stage, or is stopped in the JDK, might be
 * helped by a thread we know nothing of, and one that waits for a channel by another process, for which we wait a little in real
 * time: longer where help is certain to come, as in a wait with a time-out of the JDK's or in a connect. A loop in real time waits
 * on, as a server does, unless tasks wait for one another in a circle.
 */
final class Deadlock {

    private static final long MAX_TIMED_WAIT = TimeUnit.MINUTES.toNanos(1);
    private static final long LOOK_NANOS = 20_000_000L;
    private static final int MAX_CHAINS = 10;

    private Deadlock() {}

    /** Returns once there is something to run again; throws if there will not be. */
    static void check(EventLoop loop, @Nullable Outcome<?> goal) {
        Engine engine = loop.engine;
        long began = System.nanoTime();
        long grace = loop.settings().externalGraceNanos;
        boolean couldHelp;
        boolean realTime = loop.settings().realTime;
        boolean knowsCircles = realTime || engine.plain() != null;
        long look = realTime ? engine.maxWaitNanos() : LOOK_NANOS;
        Poller poller = engine.pollerIfAny();
        do {
            couldHelp = goal == null
                    || loop.waiting.stages.waiting() > 0
                    || poller != null && poller.isWaiting()
                    || (realTime || anyStopped(loop)) && !(knowsCircles && waitsInACircle(goal));
            long limit = realTime ? Long.MAX_VALUE : limit(loop);
            long left = limit - (System.nanoTime() - began);
            if (!couldHelp || left <= 0) {
                break;
            }
            engine.await(Math.min(left, look));
            if (engine.hasArrivals()) {
                return;
            }
            engine.budget.checkInterrupt();
        } while (true);
        engine.deadlocked();
        throw new DeadlockException(report(loop, goal, couldHelp ? grace : 0));
    }

    /** Returns how long help is waited for: longer where it is certain to come. */
    private static long limit(EventLoop loop) {
        Poller poller = loop.engine.pollerIfAny();
        if (poller != null && poller.isConnecting()) {
            return loop.settings().maxClockHoldNanos;
        }
        return loop.engine.plain() == null && anyTimed(loop) ? MAX_TIMED_WAIT : loop.settings().externalGraceNanos;
    }

    private static boolean waitsInACircle(Outcome<?> goal) {
        List<FibreTask<?>> passed = new ArrayList<>();
        @Nullable FibreTask<?> task = goal.worker();
        while (task != null) {
            if (passed.contains(task)) {
                return true;
            }
            passed.add(task);
            task = next(task);
        }
        return false;
    }

    private static boolean anyStopped(EventLoop loop) {
        for (FibreTask<?> task : loop.tasksAndBodies()) {
            if (task.isStoppedInJdk()) {
                return true;
            }
        }
        return false;
    }

    private static boolean anyTimed(EventLoop loop) {
        for (FibreTask<?> task : loop.tasksAndBodies()) {
            Thread thread = task.isStoppedInJdk() ? task.thread() : null;
            if (thread != null && thread.getState() != Thread.State.WAITING) {
                return true;
            }
        }
        return false;
    }

    private static String report(EventLoop loop, @Nullable Outcome<?> goal, long waited) {
        Engine engine = loop.engine;
        StringBuilder text = new StringBuilder("Deadlock at " + engine.settings.timeLabel() + " time ")
                .append(Durations.text(engine.clock.nanoTime()))
                .append(": nothing is runnable, ")
                .append(
                        engine.timers.isEmpty()
                                ? "no timer is armed"
                                : "no timer is due within the 292 years of the clock")
                .append(goal == null ? "" : ", and " + goal.nameForReports() + " is not done")
                .append('.');
        List<FibreTask<?>> tasks = loop.tasksAndBodies();
        List<FibreTask<?>> told = new ArrayList<>();
        int chains = 0;
        for (FibreTask<?> task : tasks) {
            if (!told.contains(task) && chains++ < MAX_CHAINS) {
                chain(task, text, told);
            }
        }
        if (tasks.isEmpty()) {
            text.append("\n  No task is left that could complete what is awaited.");
        }
        if (waited > 0) {
            text.append("\n  Waited ")
                    .append(Durations.text(waited))
                    .append(
                            " of real time for other threads (externalGrace). If one is to help, let it be quicker, raise the")
                    .append(" grace, or run its work on the loop.");
        }
        text.append("\n  seed ")
                .append(loop.seed())
                .append(", ")
                .append(engine.steps())
                .append(" steps, ")
                .append(loop.backendText());
        return text.toString();
    }

    /** Writes who waits for whom, until it ends or comes back to where it began. */
    private static void chain(FibreTask<?> first, StringBuilder text, List<FibreTask<?>> told) {
        int start = told.size();
        text.append("\n  ");
        @Nullable FibreTask<?> task = first;
        for (String arrow = ""; task != null; arrow = "\n    which ") {
            int before = told.indexOf(task);
            if (before >= 0) {
                text.append(before >= start ? "\n    which closes the circle" : "\n    of which see above");
                return;
            }
            told.add(task);
            text.append(arrow.isEmpty() ? task.nameForReports() + " " : arrow)
                    .append(task.describe())
                    .append(", spawned at ")
                    .append(task.spawnSite());
            Wait wait = task.currentWait();
            task = next(task);
            if (task == null && wait != null && wait.target() instanceof Job<?> job && !job.isDone()) {
                text.append("\n    which ")
                        .append(job.describe())
                        .append(", submitted at ")
                        .append(job.spawnSite());
            }
        }
    }

    private static @Nullable FibreTask<?> next(FibreTask<?> task) {
        Wait wait = task.currentWait();
        if (wait != null) {
            Outcome<?> target = wait.target();
            FibreTask<?> worker = target == null ? null : target.worker();
            return worker != null && !worker.isDone() ? worker : null;
        }
        return task.isStoppedInJdk() ? Stops.ownerOfWhatStops(task) : null;
    }
}
