// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.ExceptionContext;
import dev.asyncloop.Fault;
import dev.asyncloop.FaultKind;
import dev.asyncloop.schedule.Replay;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what a run has done wrong, and what would be left behind if it ended here. */
final class Audit {

    private static final int PURGE_AT = 64;
    private static final int MAX = 100_000;

    /** How long a program may take to look at a failure. */
    private static final long UNSEEN_NANOS = Duration.ofMinutes(1).toNanos();

    private record Failed(Outcome<?> outcome, long nanos) {}

    private final EventLoop loop;
    private final ArrayDeque<Failed> failed = new ArrayDeque<>();
    private final List<LoopPromise<?>> promises = new ArrayList<>();
    private int purgeAt = PURGE_AT;
    private int purgePromisesAt = PURGE_AT;

    Audit(EventLoop loop) {
        this.loop = loop;
    }

    /** Keeps a task or job that failed, in case nobody looks at it. */
    void ended(Outcome<?> task) {
        if (task.isFailed() && failed.size() < MAX) {
            failed.add(new Failed(task, loop.engine.clock.nanoTime()));
            if (failed.size() >= purgeAt) {
                failed.removeIf(one -> one.outcome().isObserved());
                purgeAt = Math.max(PURGE_AT, failed.size() * 2);
            }
        }
    }

    /** Tells the exception handler of failures that nobody has looked at for long: a program may have no end at which to ask. */
    void tellOld() {
        long now = loop.engine.clock.nanoTime();
        Failed first;
        while ((first = failed.peek()) != null && now - first.nanos() >= UNSEEN_NANOS) {
            Outcome<?> outcome = failed.remove().outcome();
            Throwable failure = outcome.peekFailure();
            if (!outcome.isObserved() && failure != null) {
                outcome.markObserved();
                String message = outcome.nameForReports() + ", spawned at " + outcome.spawnSite()
                        + ", has failed, and nobody has looked at it for " + Durations.text(UNSEEN_NANOS);
                loop.engine.callSoon(
                        () -> loop.engine.problems.unhandled(new ExceptionContext(message, failure, outcome, null)));
            }
        }
    }

    /** Keeps a promise, in debug mode, in case nobody completes it. */
    void made(LoopPromise<?> promise) {
        promises.add(promise);
        if (promises.size() >= purgePromisesAt) {
            promises.removeIf(Outcome::isDone);
            purgePromisesAt = Math.max(PURGE_AT, promises.size() * 2);
        }
    }

    List<Fault> faults() {
        for (FibreTask<?> task : loop.liveTasks()) {
            Cancellation cancellation = task.cancellation();
            if (cancellation != null) {
                cancellation.checkElapsed(task);
            }
        }
        List<Fault> faults = new ArrayList<>(loop.engine.problems.faults());
        staleReplay(faults);
        faults.addAll(unobserved());
        faults.addAll(leftBehind());
        return faults;
    }

    /** Returns the failures that nobody has looked at. */
    List<Fault> unobserved() {
        List<Fault> faults = new ArrayList<>();
        unobserved(faults);
        return faults;
    }

    /** Returns what would be left behind if the run ended here. */
    List<Fault> leftBehind() {
        List<Fault> faults = new ArrayList<>();
        tasks(faults);
        promises(faults);
        timers(faults);
        executors(faults);
        faults.addAll(loop.resources().leaks(loop.engine.problems));
        faults.addAll(loop.watchers().leaks());
        threads(faults);
        return faults;
    }

    private void staleReplay(List<Fault> faults) {
        if (loop.source() instanceof Replay replay) {
            String stale = replay.staleness(true);
            if (stale != null) {
                add(
                        faults,
                        FaultKind.STALE_REPLAY,
                        loop.seed(),
                        (isOfAnother(replay)
                                        ? "it was recorded by another test, and does not fit this run: "
                                        : "it does not fit this run, as the code or the test has changed since it was printed: ")
                                + stale + ".",
                        List.of(),
                        null);
            }
        }
    }

    private boolean isOfAnother(Replay replay) {
        int scope = loop.settings().scope;
        return scope != 0 && replay.scope() != 0 && scope != replay.scope();
    }

    private void unobserved(List<Fault> faults) {
        for (Failed one : failed) {
            Outcome<?> task = one.outcome();
            if (!task.isObserved()) {
                Throwable failure = task.peekFailure();
                add(
                        faults,
                        FaultKind.UNOBSERVED_FAILURE,
                        task.nameForReports(),
                        task.nameForReports() + " failed with " + failure + " and nobody looked at it. " + lookAt(task),
                        List.of("spawned at " + task.spawnSite()),
                        failure);
            }
        }
    }

    private static String lookAt(Outcome<?> outcome) {
        if (outcome instanceof Job) {
            return "Look at its future, or use execute(..), which tells the exception handler.";
        }
        return outcome instanceof ThreadTask
                ? "Catch it in the thread, or set an uncaught exception handler."
                : "Await the task, or spawn it in a group.";
    }

    private void tasks(List<Fault> faults) {
        for (FibreTask<?> task : loop.liveTasks()) {
            if (!task.isBackground() && task instanceof ThreadTask) {
                add(
                        faults,
                        FaultKind.LEAKED_THREAD,
                        task.nameForReports(),
                        task.nameForReports() + " has not ended: it "
                                + task.describe()
                                + ". Shut down its executor, cancel its timer, join it, or make it a daemon if it is meant"
                                + " to run until the end.",
                        List.of("started at " + task.spawnSite()),
                        null);
            } else if (!task.isBackground()) {
                add(
                        faults,
                        FaultKind.LEAKED_TASK,
                        task.nameForReports(),
                        task.nameForReports() + " is not done: it "
                                + task.describe()
                                + ". Await or cancel it, spawn it in a group, or in the background if it is meant"
                                + " to run until the end.",
                        List.of("spawned at " + task.spawnSite()),
                        null);
            }
        }
    }

    private void promises(List<Fault> faults) {
        for (LoopPromise<?> promise : promises) {
            if (promise.isAwaited()) {
                add(
                        faults,
                        FaultKind.LEAKED_PROMISE,
                        promise.nameForReports(),
                        promise.nameForReports() + " was never completed, and somebody waits for it. Complete, fail or"
                                + " cancel it on every path.",
                        List.of("made at " + promise.spawnSite()),
                        null);
            }
        }
    }

    private void timers(List<Fault> faults) {
        for (LoopTimer timer : loop.engine.timers.inOrder()) {
            if (!timer.isWake()) {
                add(
                        faults,
                        FaultKind.LEAKED_TIMER,
                        timer.describe(),
                        "a timer is still armed: " + timer.describe() + ". Cancel its handle, or let its time come.",
                        List.of(),
                        null);
            }
        }
    }

    private void executors(List<Fault> faults) {
        for (PoolExecutor pool : loop.pools()) {
            if (!pool.isShutdown()) {
                add(
                        faults,
                        FaultKind.LEAKED_EXECUTOR,
                        pool.name(),
                        "the thread pool \"" + pool.name()
                                + "\" was not shut down. Call shutdown() on it, or close() where the JDK has it.",
                        List.of("created at " + pool.site()),
                        null);
            }
        }
    }

    private void threads(List<Fault> faults) {
        for (Thread thread : loop.engine.foreignThreads.leaked()) {
            add(
                    faults,
                    FaultKind.LEAKED_THREAD,
                    thread.getName(),
                    "thread \"" + thread.getName() + "\" ("
                            + thread.getState()
                            + "), which a task has started outside the loop, is still alive. Use spawn(..) or"
                            + " threadPool(..), or join the thread.",
                    List.of(),
                    null);
        }
    }

    private void add(
            List<Fault> faults,
            FaultKind kind,
            String subject,
            String message,
            List<String> details,
            @Nullable Throwable cause) {
        faults.add(loop.engine.problems.fault(kind, subject, message, details, cause));
    }
}
