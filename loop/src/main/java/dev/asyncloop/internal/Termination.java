// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What ends a program from outside while its main task runs. The first SIGINT or SIGTERM, or whatever else lets the JVM shut
 * down, cancels the main task; a shutdown hook then keeps the JVM until the loop has ended in good order, for a bounded time. A
 * second signal ends the JVM at once. Without the module {@code jdk.unsupported} there is the hook only.
 */
final class Termination {

    private static final List<String> SIGNALS = List.of("INT", "TERM");

    /** What the end may take on top of the grace of the tasks. */
    private static final long MARGIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final EventLoop loop;
    private final Engine engine;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean signalled = new AtomicBoolean();
    private final AtomicBoolean requested = new AtomicBoolean();
    private final List<OsSignal> signals = new ArrayList<>();
    private final Thread hook;
    private @Nullable FibreTask<?> main;

    Termination(EventLoop loop) {
        this.loop = loop;
        this.engine = loop.engine;
        hook = new Hook(this);
    }

    /** Registers the hook and the signals, but for those that the program handles itself. */
    void arm() {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the JVM is shutting down already
        }
        for (String name : SIGNALS) {
            if (!loop.signals().isHandled(name)) {
                try {
                    signals.add(OsSignal.take(name, this::arrived));
                } catch (IllegalStateException | IllegalArgumentException e) {
                    // the JVM runs with -Xrs, or the signal is ignored: then the hook has to do
                }
            }
        }
    }

    /** Sets the task to cancel. */
    void protect(FibreTask<?> task) {
        main = task;
    }

    /** Lets the JVM go. */
    void disarm() {
        signals.forEach(OsSignal::giveBack);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // it runs, and waits for this
        }
        ended.countDown();
    }

    /**
     * Where a signal or an exit has ended the main task, keeps its thread until the JVM is gone, which would else report the
     * cancellation as the failure of a program that does what it was told.
     */
    void awaitEndOfJvm(Throwable failure) {
        if (requested.get() && failure instanceof CancellationException) {
            long began = System.nanoTime();
            while (System.nanoTime() - began < MARGIN_NANOS
                    && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(this, MARGIN_NANOS);
            }
        }
    }

    private void arrived(OsSignal signal) {
        if (!signalled.compareAndSet(false, true)) {
            Runtime.getRuntime().halt(128 + signal.number());
        }
        cancelMain("SIG" + signal.name());
        signal.passOn();
    }

    private void cancelMain(String reason) {
        if (requested.compareAndSet(false, true)) {
            engine.inbox.put(() -> {
                FibreTask<?> task = main;
                if (task != null) {
                    task.cancelFor(reason);
                }
            });
        }
    }

    private void shutDown() {
        engine.problems.jvmEnds();
        cancelMain("the JVM is shutting down");
        if (isExitOfTheLoop()) {
            return; // it waits for us
        }
        try {
            long limit = Durations.plus(engine.settings.shutdownGraceInRealTime(), MARGIN_NANOS);
            if (!ended.await(limit, TimeUnit.NANOSECONDS)) {
                System.err.println("Loop \"" + loop.name() + "\" has not ended within " + Durations.text(limit)
                        + " (shutdownGrace) of the shutdown of the JVM.\n" + loop.dump());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether a step of the loop itself has called {@code System.exit}, which does not return. */
    private boolean isExitOfTheLoop() {
        Thread thread = engine.stepThread();
        if (thread != null) {
            for (StackTraceElement frame : thread.getStackTrace()) {
                if (frame.getClassName().equals("java.lang.Runtime")
                        && frame.getMethodName().equals("exit")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static final class Hook extends Thread {

        private final Termination termination;

        Hook(Termination termination) {
            super(null, null, termination.loop.name() + "-shutdown", 0, false);
            this.termination = termination;
        }

        @Override
        public void run() {
            termination.shutDown();
        }
    }
}
