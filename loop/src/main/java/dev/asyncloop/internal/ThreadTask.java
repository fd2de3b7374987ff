// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import org.jspecify.annotations.Nullable;

/**
 * A platform thread that a step has started, run as a task of the loop: its {@code run} is called on a fibre, and the thread
 * object is what the code in it sees as the current thread. A daemon is a background task.
 */
final class ThreadTask extends FibreTask<@Nullable Void> {

    /** How many errors a thread may survive before it is left where it waits. */
    private static final int MAX_ENDINGS = 100;

    private final Thread logical;
    private boolean killed;
    private boolean wasWoken;
    private int endings;

    ThreadTask(Engine engine, Thread logical) {
        super(engine, logical.getName(), null, logical.isDaemon(), engine.taskSite(), engine.captureContext());
        this.logical = logical;
    }

    /** Starts the thread in the next steps of the loop. */
    void startThread() {
        Fibre fibre = engine().loop.fibres().create(name(), this);
        adoptFibre(fibre);
        Thread thread = fibre.thread();
        if (thread == null) {
            throw new IllegalStateException("plain Java needs virtual threads");
        }
        boolean interrupted = logical.isInterrupted();
        ThreadAccess.begin(logical, thread);
        if (interrupted) {
            thread.interrupt();
        }
        start();
    }

    @Override
    Thread logicalThread() {
        return logical;
    }

    @Override
    String word() {
        return "thread";
    }

    @Override
    @SuppressWarnings("DoNotCall") // this is the thread that runs it
    public void body() {
        Throwable failure = null;
        try {
            engine().bind();
            if (!killed) {
                logical.run();
            }
        } catch (LoopEnded e) {
            // it was told to
        } catch (Throwable e) {
            failure = killed ? null : uncaught(e);
        }
        try {
            ThreadAccess.end(logical);
        } catch (LoopEnded e) {
            // while it waited for its monitor
        }
        Throwable result = failure;
        finish(() -> {
            Plain plain = engine().plain();
            if (plain != null) {
                plain.ended();
            }
            if (result == null) {
                end(null);
            } else {
                endFailed(result);
            }
        });
    }

    /** Tells the handler that is responsible; returns the failure of this task, or {@code null} if a handler was set for it. */
    private @Nullable Throwable uncaught(Throwable failure) {
        Thread.UncaughtExceptionHandler handler = logical.getUncaughtExceptionHandler();
        boolean isTold = handler.getClass() != ThreadGroup.class;
        if (isTold || Thread.getDefaultUncaughtExceptionHandler() != null) {
            try {
                handler.uncaughtException(logical, failure);
            } catch (Throwable ignored) {
                // as the JVM does
            }
        }
        return isTold ? null : failure;
    }

    /** Ends the thread wherever it waits: with an interrupt, and with {@link LoopEnded} where it waits all the same. */
    void kill() {
        killed = true;
        if (currentWait() == null) {
            interruptAndUnpark();
        } else {
            cancelFor("the loop is closing");
        }
    }

    /** Throws if the thread has been told to end, and its interrupt is spent, so that it would wait once more. */
    void endWhereItWaits() {
        if (killed && !Thread.currentThread().isInterrupted()) {
            endHere();
        }
    }

    /** Throws if the thread has been told to end, and has parked before: once it may, to clean up after the interrupt. */
    void endWhereItHasParked() {
        if (killed && wasWoken) {
            endHere();
        }
        wasWoken = killed;
    }

    private void endHere() {
        if (++endings <= MAX_ENDINGS) {
            throw new LoopEnded();
        }
    }
}
