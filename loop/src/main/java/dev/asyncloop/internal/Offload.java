// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.ClockHold;
import dev.asyncloop.TaskCancelledException;
import java.lang.StackWalker.StackFrame;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One piece of blocking work and its outcome. The two end apart: a cancellation ends the outcome at once and interrupts the
 * work, which holds the clock until it has really ended.
 */
final class Offload<T extends @Nullable Object> extends Outcome<T> implements Runnable {

    private final EventLoop loop;
    private final Offloads offloads;
    private final Callable<T> work;
    private final @Nullable StackFrame site = Sites.caller();
    private final ClockHold hold;

    /** What the work sees of task locals and thread-locals: what is there where it is given. */
    private final Context context;

    /** The thread that runs the work now; guarded by this, as is {@link #dropped}. */
    private @Nullable Thread runner;

    private boolean dropped;
    private boolean interrupted;

    Offload(EventLoop loop, Offloads offloads, Callable<T> work) {
        super(loop.engine);
        this.loop = loop;
        this.offloads = offloads;
        this.work = work;
        context = loop.engine.captureContext();
        hold = loop.engine.holds.hold(this::name);
    }

    void start(Executor executor) {
        try {
            executor.execute(this);
        } catch (RejectedExecutionException e) {
            over(() -> endFailed(e));
        }
    }

    /** Does the work, on a foreign thread. */
    @Override
    public void run() {
        if (!begin()) {
            return;
        }
        Runnable[] outcome = new Runnable[1];
        Context ofThread = Context.ofThread();
        Context.setOfThread(context);
        try {
            engine().runWithThreadLocals(context, () -> outcome[0] = work());
        } finally {
            Context.setOfThread(ofThread);
        }
        leave();
        engine().inbox.put(() -> over(outcome[0]));
    }

    private Runnable work() {
        try {
            T value = work.call();
            return () -> end(value);
        } catch (Throwable e) {
            Throwable failure = wasStopped(e) ? FibreTask.asCancellation(e) : e;
            return () -> endFailed(failure);
        }
    }

    /** Returns whether the work ended because we have interrupted it. */
    private synchronized boolean wasStopped(Throwable e) {
        return interrupted && e instanceof InterruptedException;
    }

    private synchronized boolean begin() {
        if (!dropped) {
            runner = Thread.currentThread();
        }
        return !dropped;
    }

    /** From here on the thread is its executor's again, and without an interrupt of ours. */
    private synchronized void leave() {
        runner = null;
        if (interrupted) {
            Thread.interrupted();
        }
    }

    private void over(Runnable outcome) {
        offloads.ended(this);
        hold.close();
        outcome.run();
        loop.failed(this);
    }

    @Override
    boolean cancelFor(@Nullable String reason) {
        if (!endFailed(new TaskCancelledException(reason))) {
            return false;
        }
        interrupt();
        return true;
    }

    /** Interrupts the work, or takes it back if it has not begun. */
    void interrupt() {
        boolean neverBegins;
        synchronized (this) {
            if (runner != null) {
                interrupted = true;
                runner.interrupt();
            }
            neverBegins = runner == null && !dropped;
            dropped |= neverBegins;
        }
        if (neverBegins) {
            over(() -> endFailed(new TaskCancelledException("the loop is closing")));
        }
    }

    @Override
    public String spawnSite() {
        return Sites.text(site);
    }

    @Override
    public String name() {
        return "work in an executor";
    }
}
