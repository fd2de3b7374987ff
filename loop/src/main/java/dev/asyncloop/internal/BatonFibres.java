// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.FibreBackend;
import dev.asyncloop.StuckStepException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Fibres on threads of their own that pass a baton: the loop's thread gives it to the fibre it resumes and waits until it
 * comes back, so that only one of them runs at any time.
 */
final class BatonFibres implements Fibres {

    /** How long a step that was found stuck, and interrupted, may take to give the baton back. */
    private static final long LAST_CHANCE_NANOS = 1_000_000_000L;

    private static final int SPINS = 64;

    private final Engine engine;
    private final FibreThreads threads;
    private final boolean ownThreads;

    BatonFibres(Engine engine) {
        this.engine = engine;
        ownThreads = engine.settings.threads == null;
        threads = engine.settings.threads == null ? new FibreThreads() : engine.settings.threads;
    }

    @Override
    public Fibre create(String name, Fibre.Listener listener) {
        return new BatonFibre(name, listener);
    }

    @Override
    public FibreBackend backend() {
        return FibreBackend.BATON;
    }

    @Override
    public void close() {
        if (ownThreads) {
            threads.close();
        }
    }

    private final class BatonFibre implements Fibre {

        private final String name;
        private final Listener listener;
        private @Nullable Thread thread;
        private @Nullable Thread loopThread;
        private volatile boolean fibresTurn;
        private boolean done;
        private volatile boolean abandoned;

        BatonFibre(String name, Listener listener) {
            this.name = name;
            this.listener = listener;
        }

        private void run() {
            Engine.CURRENT.set(engine.link());
            awaitTurn();
            try {
                listener.body();
            } finally {
                Engine.CURRENT.remove();
                done = true;
                passBack();
            }
        }

        @Override
        public void resume() {
            loopThread = Thread.currentThread();
            Thread running = thread;
            fibresTurn = true;
            LockSupport.unpark(running);
            awaitBaton();
            if (done && running != null) {
                threads.release(running);
            }
        }

        /** Waits for the baton; gives up on a step that the watchdog found stuck and that an interrupt did not move. */
        private void awaitBaton() {
            boolean interrupted = false;
            long stuckSince = 0;
            for (int spins = 0; fibresTurn; spins++) {
                if (spins < SPINS) {
                    Thread.onSpinWait();
                    continue;
                }
                LockSupport.parkNanos(this, 500_000_000L);
                interrupted |= Thread.interrupted();
                if (fibresTurn && (interrupted || engine.budget.isStuck())) {
                    if (stuckSince == 0) {
                        stuckSince = System.nanoTime();
                        engine.interruptStep();
                    } else if (System.nanoTime() - stuckSince > LAST_CHANCE_NANOS) {
                        abandoned = true;
                        done = true;
                        if (interrupted) {
                            Thread.currentThread().interrupt();
                        }
                        throw abandon();
                    }
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private StuckStepException abandon() {
            String report = engine.budget.takeStuck();
            listener.abandoned();
            String what = "Task \"" + name
                    + "\" did not give control back, also when interrupted; its thread is left behind.";
            return new StuckStepException(report == null ? what + "\n" + Dumps.stack(thread) : report + "\n" + what);
        }

        @Override
        public void suspend() {
            passBack();
            awaitTurn();
        }

        private void passBack() {
            Thread next = loopThread;
            fibresTurn = false;
            LockSupport.unpark(next);
        }

        private void awaitTurn() {
            for (int spins = 0; !fibresTurn && !abandoned; spins++) {
                if (spins < SPINS) {
                    Thread.onSpinWait();
                    continue;
                }
                LockSupport.park(this);
                if (!fibresTurn && Thread.interrupted()) {
                    engine.inbox.put(listener::interrupted);
                }
            }
            if (abandoned) {
                throw new Abandoned();
            }
        }

        @Override
        public boolean isDone() {
            return done;
        }

        /** Returns the thread; it is started on first use, so that a fibre knows it before its first step. */
        @Override
        public @Nullable Thread thread() {
            if (thread == null && !done) {
                thread = threads.run(name, this::run);
            }
            return thread;
        }
    }

    /** Ends the thread of a fibre that was given up, should it ever come back. */
    private static final class Abandoned extends Error {

        private static final long serialVersionUID = 1L;

        Abandoned() {
            super("This task was stuck, and its loop has gone on without it.", null, false, false);
        }
    }
}
