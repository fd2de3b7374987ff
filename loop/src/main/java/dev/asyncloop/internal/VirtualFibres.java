// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.FibreBackend;
import java.util.IdentityHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Fibres on virtual threads whose scheduler is the loop.
 *
 * <p>A virtual thread hands its continuation to its scheduler whenever it can run: at its start, when it is unparked, after
 * {@code Thread.yield}. Running the continuation mounts it on the calling thread and returns when it parks or ends. Each
 * fibre is the scheduler of its own thread, so it knows what is handed to it:
 *
 * <ul>
 *   <li>its own continuation, while {@link VirtualFibre#resume()} asks for it: it is run there and then;
 *   <li>its own continuation at another time: the thread had stopped inside the JDK (a lock, a queue) and was woken, by
 *       another task or from outside;
 *   <li>another continuation: a virtual thread that the body has started, which inherits the scheduler. It is adopted as a
 *       task of the loop.
 * </ul>
 */
final class VirtualFibres implements Fibres {

    private final Engine engine;

    /** Continuations of adopted threads; looked up by identity, never iterated. */
    private final IdentityHashMap<Runnable, VirtualFibre> adopted = new IdentityHashMap<>(4);

    private @Nullable LoopAgent agent = LoopAgents.active();

    VirtualFibres(Engine engine) {
        this.engine = engine;
        if (agent != null) {
            agent.loopOpened();
            if (engine.plainPoints != null) {
                engine.plainPoints.open(agent);
            }
        }
    }

    /** Returns the class of the schedulers. */
    static Class<?> fibreClass() {
        return VirtualFibre.class;
    }

    /** Returns the engine that runs what is handed to this scheduler. */
    static Engine engineOf(Object fibre) {
        return ((VirtualFibre) fibre).engine();
    }

    @Override
    public Fibre create(String name, Fibre.Listener listener) {
        VirtualFibre fibre = new VirtualFibre(listener);
        fibre.thread = VirtualThreads.create(fibre, name, fibre);
        return fibre;
    }

    @Override
    public FibreBackend backend() {
        return FibreBackend.VIRTUAL_THREADS;
    }

    @Override
    public void close() {
        adopted.clear();
        if (agent != null) {
            agent.loopClosed();
            if (engine.plainPoints != null) {
                engine.plainPoints.close(agent);
            }
            agent = null;
        }
    }

    /** Returns the context of the task that is running, else of the one whose scheduler was asked. */
    private Context contextOf(Fibre.Listener starter) {
        return engine.current() == null && starter instanceof FibreTask<?> task ? task.context() : engine.context();
    }

    private void adopt(Runnable continuation, Fibre.Listener starter) {
        VirtualFibre known = adopted.get(continuation);
        if (known != null) {
            known.submitted(continuation);
            return;
        }
        Thread thread = VirtualThreads.threadOf(continuation);
        String name = thread == null || thread.getName().isEmpty() ? null : thread.getName();
        AdoptedTask task = new AdoptedTask(engine, name, contextOf(starter));
        VirtualFibre fibre = new VirtualFibre(task);
        fibre.thread = thread;
        fibre.started = true;
        if (thread != null) {
            task.takeFailureOf(thread);
        }
        fibre.own = continuation;
        fibre.canGoOn = true;
        fibre.onEnd = () -> {
            adopted.remove(continuation);
            task.ended();
        };
        adopted.put(continuation, fibre);
        task.start(fibre);
    }

    private final class VirtualFibre implements Fibre, Executor, Runnable {

        private final Listener listener;
        private @Nullable Thread thread;
        private @Nullable Runnable own;
        private @Nullable Runnable onEnd;

        /** Whether its continuation was handed over and has not been run. */
        private boolean canGoOn;

        private boolean started;
        private boolean expected;
        private boolean suspended;
        private boolean pausing;
        private boolean toldOfInterrupt;
        private boolean gotPermit;
        private boolean driverInterrupted;
        private boolean done;

        VirtualFibre(Listener listener) {
            this.listener = listener;
        }

        Engine engine() {
            return engine;
        }

        @Override
        public void run() {
            try {
                listener.body();
            } finally {
                lookForInterruptOfDriver();
                done = true;
            }
        }

        /**
         * Remembers that the driving thread was interrupted during this step: as our carrier, it loses its interrupt status
         * when the fibre is unmounted. The carrier of an interrupted fibre is interrupted too, which means nothing.
         */
        private void lookForInterruptOfDriver() {
            Thread driver = engine.driver();
            if (driver != null
                    && driver.isInterrupted()
                    && !Thread.currentThread().isInterrupted()) {
                driverInterrupted = true;
            }
        }

        @Override
        public void resume() {
            boolean wasSuspended = suspended;
            suspended = false;
            if (!canGoOn && thread != null) {
                letGoOn(thread, wasSuspended);
            }
            Runnable next = own;
            if (canGoOn && next != null) {
                canGoOn = false;
                driverInterrupted = Thread.interrupted();
                next.run();
                if (driverInterrupted) {
                    Thread.currentThread().interrupt();
                }
            }
            if (onEnd != null && thread != null && thread.getState() == Thread.State.TERMINATED) {
                done = true;
                onEnd.run();
            }
        }

        private void letGoOn(Thread own, boolean wasSuspended) {
            if (!started) {
                started = true;
                expected = true;
                own.start();
                expected = false;
            } else if (wasSuspended && VirtualThreads.unpark(own)) {
                canGoOn = true;
            } else if (wasSuspended) {
                expected = true;
                LockSupport.unpark(own);
                expected = false;
                while (!canGoOn) {
                    // a foreign thread has unparked it already, and is about to tell
                    Thread.onSpinWait();
                    engine.inbox.drain();
                }
            }
        }

        @Override
        public void suspend() {
            lookForInterruptOfDriver();
            suspended = true;
            if (!VirtualThreads.park()) {
                throw pinned();
            }
            if (gotPermit) {
                gotPermit = false;
                LockSupport.unpark(thread);
            }
            if (toldOfInterrupt) {
                toldOfInterrupt = false;
                Thread.interrupted(); // it arrives as a cancellation, and once is enough
            }
        }

        @Override
        @SuppressWarnings("ThreadPriorityCheck") // we are the scheduler
        public void pause() {
            lookForInterruptOfDriver();
            suspended = true;
            pausing = true;
            Thread.yield();
            pausing = false;
            if (suspended) {
                throw pinned();
            }
        }

        private IllegalStateException pinned() {
            suspended = false;
            Thread.interrupted();
            String report = engine.budget.takeStuck();
            return new IllegalStateException("A task cannot suspend inside of a class initializer, a native frame"
                    + " or, before JDK 24, a synchronized block on the virtual-thread backend: its virtual thread"
                    + " cannot leave the thread of the loop there. Suspend outside of it, or use FibreBackend.BATON."
                    + (report == null ? "" : "\n" + report));
        }

        @Override
        public boolean isDone() {
            return done;
        }

        @Override
        public @Nullable Thread thread() {
            return thread;
        }

        /** Called by virtual threads that can run: this fibre's, or one that it has started. */
        @Override
        public void execute(Runnable runnable) {
            if (expected && engine.isDriverOrStep()) {
                if (own == null) {
                    own = runnable;
                }
                canGoOn = true;
            } else if (engine.isDriverOrStep()) {
                submitted(runnable);
            } else if (engine.monitors.isUnblocker()) {
                engine.monitors.arrive(() -> taskOf(runnable), () -> submitted(runnable));
            } else {
                String waker = Thread.currentThread().getName();
                engine.inbox.put(() -> {
                    noteForeign(waker, runnable);
                    submitted(runnable);
                });
            }
        }

        /** Notes that a thread which is not the loop's has ended a wait of the JDK; its pollers stand for I/O, which is noted itself. */
        private void noteForeign(String waker, Runnable runnable) {
            if (engine.plain() != null && !suspended && !waker.endsWith("-Poller")) {
                FibreTask<?> task = taskOf(runnable);
                engine.beyondControl.note(
                        Sites.suspensionSite(task.thread()),
                        () -> task.nameForReports() + " was woken by thread \"" + waker
                                + "\", which does not run on the loop,");
            }
        }

        /** Returns the task that a continuation belongs to: this one's, or that of a thread which its body has started. */
        private FibreTask<?> taskOf(Runnable runnable) {
            VirtualFibre child = runnable == own ? this : adopted.get(runnable);
            return (FibreTask<?>) (child == null ? this : child).listener;
        }

        private void submitted(Runnable runnable) {
            if (runnable != own) {
                adopt(runnable, listener);
                return;
            }
            canGoOn = true;
            if (expected || pausing) {
                return;
            }
            gotPermit = suspended;
            if (!suspended) {
                listener.unparked();
            } else if (thread != null && thread.isInterrupted() && !toldOfInterrupt) {
                toldOfInterrupt = true;
                listener.interrupted();
            }
        }
    }
}
