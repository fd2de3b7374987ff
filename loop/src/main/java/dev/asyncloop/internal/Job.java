// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.ExceptionContext;
import dev.asyncloop.Handle;
import dev.asyncloop.TaskCancelledException;
import java.lang.StackWalker.StackFrame;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Delayed;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A job of an executor, and the future that its submitter holds.
 *
 * <p>As the JDK's futures, and unlike tasks, it is not cancelled when somebody who waits for it is, and a cancellation that
 * comes out of its body is a failure: only {@code cancel} cancels it.
 */
final class Job<T extends @Nullable Object> extends Outcome<T> implements RunnableScheduledFuture<T> {

    private final JobExecutor executor;
    private final long number;
    private final @Nullable Runnable command;
    private final Repetition repetition;
    private final @Nullable StackFrame site = engine().taskSite();
    private final Context context;
    private @Nullable Callable<T> body;
    private long deadline;
    private boolean begun;
    private boolean dropped;

    /** What will start it; owned by the executor, as is {@link #task}. */
    @Nullable
    Handle starter;

    @Nullable
    FibreTask<?> task;

    /**
     * Makes a job.
     *
     * @param command what {@code execute} was called with; {@code null} for a job whose future somebody holds
     */
    Job(
            JobExecutor executor,
            long number,
            @Nullable Runnable command,
            Callable<T> body,
            long deadline,
            Repetition repetition) {
        super(executor.engine);
        this.context = executor.engine.captureContext();
        this.executor = executor;
        this.number = number;
        this.command = command;
        this.body = body;
        this.deadline = deadline;
        this.repetition = repetition;
    }

    // ---- running

    /** Runs it here and now, as those may who got it from {@code shutdownNow}. */
    @Override
    public void run() {
        engine().requireOwner("Runnable.run");
        if (!isDone() && !begun) {
            if (!isPeriodic()) {
                executor.withdraw(this);
            }
            call();
        }
    }

    /** Calls the body and notes how that ended; returns the failure, if it failed. */
    @Nullable
    Throwable call() {
        if (isDone()) {
            return null;
        }
        begun = true;
        try {
            T value = Objects.requireNonNull(body).call();
            if (!isAbandoned()) {
                succeeded(value);
            }
            return null;
        } catch (Throwable e) {
            if (!isAbandoned()) {
                failed(e);
            }
            return e;
        }
    }

    private void succeeded(T value) {
        if (!isPeriodic()) {
            end(value);
            body = null;
        }
    }

    private void failed(Throwable e) {
        body = null;
        if (!endWithFailure(e)) {
            return; // cancelled meanwhile: nobody expects an outcome
        }
        if (wasInterrupted() && (e instanceof CancellationException || e instanceof InterruptedException)) {
            markObserved();
        } else if (command == null) {
            executor.loop.failed(this);
        } else {
            markObserved();
            engine().problems
                    .unhandled(new ExceptionContext(
                            "Exception in " + nameForReports() + " submitted at " + spawnSite(), e, task, starter));
        }
    }

    /** Returns whether the task that runs this was given up, which leaves it to its thread alone. */
    private boolean isAbandoned() {
        return task != null && task.isDone();
    }

    private boolean wasInterrupted() {
        return task != null && task.cancelling() > 0;
    }

    /** Moves a periodic job to its next run. */
    void repeat() {
        deadline = repetition.next(deadline, engine().clock.nanoTime());
        begun = false;
        task = null;
    }

    /** Notes that it will never begin, and that its future will never be done, unless somebody runs it. */
    Runnable drop() {
        dropped = true;
        return command != null ? command : this;
    }

    boolean hasBegun() {
        return begun;
    }

    boolean isDropped() {
        return dropped;
    }

    // ---- cancelling

    @Override
    boolean cancelBy(@Nullable String reason, boolean interrupt) {
        if (!endFailed(new TaskCancelledException(reason))) {
            return false;
        }
        executor.cancelled(this, reason, interrupt);
        return true;
    }

    /** Leaves it alone: that somebody does not wait any longer is no reason to cancel it. */
    @Override
    boolean cancelFor(@Nullable String reason) {
        return false;
    }

    // ---- looking

    /** Returns what its body inherits: the context of its submitter. */
    Context context() {
        return context;
    }

    long deadline() {
        return deadline;
    }

    @Nullable
    StackFrame site() {
        return site;
    }

    @Override
    public boolean isPeriodic() {
        return repetition != Repetition.NONE;
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(Durations.minus(deadline, engine().clock.nanoTime()), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        if (other instanceof Job<?> job) {
            int byDeadline = Long.compare(deadline, job.deadline);
            return byDeadline != 0 ? byDeadline : Long.compare(number, job.number);
        }
        return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }

    @Override
    @Nullable
    FibreTask<?> worker() {
        return isDone() ? null : task;
    }

    @Override
    public String name() {
        return executor.name() + " job " + number;
    }

    @Override
    public long id() {
        return number;
    }

    @Override
    public String spawnSite() {
        return Sites.text(site);
    }

    @Override
    String nameForReports() {
        return "job " + number + " of " + executor.description();
    }

    @Override
    public String describe() {
        if (isDone()) {
            return super.describe();
        }
        if (dropped) {
            return "never began: shutdownNow() has dropped it";
        }
        if (begun) {
            return task == null ? "is running" : task.describe();
        }
        long wait = Durations.minus(deadline, engine().clock.nanoTime());
        return wait > 0
                ? "is due at " + Durations.text(deadline)
                : executor.isRunning(this) ? "is ready" : "is queued, for no worker is free";
    }
}
