// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.FaultKind;
import dev.asyncloop.TaskCancelledException;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** The cancellation of one task: who asked, where it arrived, and what the body made of it. */
final class Cancellation {

    /** Requests not taken back by {@code uncancel}. */
    int open;

    /** Whether a request waits for the next time the task is resumed or suspends. */
    boolean pending;

    /** Whether the thread was interrupted, in order that the JDK throws. */
    boolean interrupting;

    @Nullable
    String reason;

    @Nullable
    String by;

    @Nullable
    StackFrame site;

    private boolean delivered;
    private String deliveredAt = "";
    private long deliveredNanos;
    private int suspensions;
    private boolean reported;
    private boolean keptBack;

    /** Turns the pending request into the exception to throw, in the task's own thread. */
    TaskCancelledException deliver(FibreTask<?> task) {
        pending = false;
        interrupting = false;
        markDelivered(task);
        return new TaskCancelledException(reason);
    }

    /** Notes that the cancellation has reached the body, in whatever way. */
    void markDelivered(FibreTask<?> task) {
        delivered = true;
        suspensions = 0;
        deliveredNanos = task.engine().clock.nanoTime();
        deliveredAt = Sites.text(Sites.caller());
    }

    /** Says whether the body is kept from ending; once it is no more, it has its time from then on. */
    void keepBack(FibreTask<?> task, boolean kept) {
        if (keptBack && !kept) {
            suspensions = 0;
            deliveredNanos = task.engine().clock.nanoTime();
        }
        keptBack = kept;
    }

    /** Forgets the delivery: the requests were taken back, and what comes is another story. */
    void takenBack() {
        pending = false;
        delivered = false;
    }

    /** Notes that the task suspends again after delivery, and reports it if that goes on for too long. */
    void suspended(FibreTask<?> task) {
        if (!delivered || open == 0 || keptBack) {
            return;
        }
        suspensions++;
        Settings settings = task.engine().settings;
        if (suspensions > settings.cancellationGraceSuspensions || elapsed(task) > settings.cancellationGraceNanos) {
            reportIgnored(task);
        }
    }

    /** Reports a task that is, or still was, at work long after delivery: whenever it goes on, at its end and at the loop's. */
    void checkElapsed(FibreTask<?> task) {
        if (delivered && open > 0 && !keptBack && elapsed(task) > task.engine().settings.cancellationGraceNanos) {
            reportIgnored(task);
        }
    }

    private long elapsed(FibreTask<?> task) {
        return task.engine().clock.nanoTime() - deliveredNanos;
    }

    private void reportIgnored(FibreTask<?> task) {
        if (!reported) {
            reported = true;
            task.problem(
                    FaultKind.IGNORED_CANCELLATION,
                    task.nameForReports() + " goes on " + task.engine().settings.timeText(elapsed(task)) + " and "
                            + suspensions
                            + " suspensions after its cancellation was delivered. Let the exception through, or call"
                            + " Task.uncancel() if going on is meant.",
                    story(task),
                    null);
        }
    }

    void bodyEndedNormally(FibreTask<?> task) {
        boolean flagKept = Thread.currentThread().isInterrupted();
        if (flagKept || !(delivered || interrupting)) {
            return;
        }
        task.problem(
                FaultKind.SWALLOWED_CANCELLATION,
                task.nameForReports()
                        + " was cancelled and then ended normally: somebody caught the exception. Rethrow it,"
                        + " restore the interrupt flag, or call Task.uncancel() if ending normally is meant.",
                story(task),
                null);
    }

    void bodyFailed(FibreTask<?> task, Throwable failure) {
        if (!(delivered || interrupting) || mentionsCancellation(failure)) {
            return;
        }
        task.problem(
                FaultKind.MASKED_CANCELLATION,
                task.nameForReports() + " was cancelled and ended with " + failure
                        + ", which does not mention it. Add the cancellation as cause or suppressed exception.",
                story(task),
                failure);
    }

    private static boolean mentionsCancellation(Throwable failure) {
        int depth = 0;
        for (Throwable e = failure; e != null && depth < 32; e = e.getCause(), depth++) {
            if (isCancellation(e)) {
                return true;
            }
            for (Throwable suppressed : e.getSuppressed()) {
                if (isCancellation(suppressed)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns whether an exception is the loop's or the JDK's way of telling a task to stop. */
    static boolean isCancellation(Throwable e) {
        return e instanceof CancellationException || e instanceof InterruptedException;
    }

    private List<String> story(FibreTask<?> task) {
        List<String> lines = new ArrayList<>();
        lines.add("spawned at " + task.spawnSite());
        lines.add("cancelled " + (by == null ? "" : "by task \"" + by + "\" ")
                + (site == null ? "by an interrupt of its thread" : "at " + Sites.text(site))
                + (reason == null ? "" : ", reason: " + reason));
        if (delivered) {
            lines.add("delivered at " + deliveredAt + ", "
                    + task.engine().settings.timeText(deliveredNanos));
        } else {
            lines.add("delivered as an interrupt");
        }
        return lines;
    }
}
