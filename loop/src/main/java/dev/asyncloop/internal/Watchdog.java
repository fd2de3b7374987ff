// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches loops for a step that does not end, and for a run that takes too long: one daemon thread, which looks at the step
 * counters a few times within the time allowed.
 *
 * <p>It counts its own looks, not a clock: a JVM that was stopped (by a debugger, or a laptop's lid) does not make a step
 * look stuck. A stuck step is interrupted, and the drive ends with {@link dev.asyncloop.StuckStepException} once it gives
 * way. A step that does not give way after three times as long again cannot be stopped from Java on the virtual-thread
 * backend: then whoever made the watchdog is told, and may end the JVM.
 */
public final class Watchdog implements AutoCloseable {

    static final String THREAD_NAME = "asyncloop-watchdog";

    private static final int LOOKS = 10;
    private static final long MIN_PERIOD_NANOS = 1_000_000L;
    private static final long MAX_PERIOD_OF_RUN_NANOS = 100_000_000L;
    private static final long IDLE_NANOS = 100_000_000L;
    private static final int MAX_IDLE_LOOKS = 300;

    private static final class Watched {

        private final Engine engine;
        private final long periodNanos;

        /** How long the run may take, if it is the run that is watched, and is at its end at the first look. */
        private final long runNanos;

        private long nextLook;
        private long seenSteps = -1;
        private int looks;

        Watched(Engine engine, long periodNanos, long firstLookNanos, long runNanos) {
            this.engine = engine;
            this.periodNanos = periodNanos;
            this.runNanos = runNanos;
            this.nextLook = System.nanoTime() + firstLookNanos;
        }
    }

    private final @Nullable Consumer<String> lastResort;
    private final List<Watched> watched = new ArrayList<>();
    private @Nullable Thread thread;
    private boolean closed;

    /** Creates a watchdog without a last resort. */
    public Watchdog() {
        this(null);
    }

    /** Creates a watchdog that tells {@code lastResort} of a step that cannot be stopped, on the watchdog's thread. */
    public Watchdog(@Nullable Consumer<String> lastResort) {
        this.lastResort = lastResort;
    }

    /** Watches for a step that takes longer than it may. */
    void watch(Engine engine, long maxStepNanos) {
        long period = Math.max(MIN_PERIOD_NANOS, maxStepNanos / LOOKS);
        add(new Watched(engine, period, period, 0));
    }

    /**
     * Watches for the end of a run's time, after which its next step is to be the last, and for a step that does not end
     * then. Such a step is interrupted, but is no case for the last resort: it may be within the limit of its own.
     */
    void watchRun(Engine engine, long runNanos, long leftNanos) {
        long period = Math.min(MAX_PERIOD_OF_RUN_NANOS, Math.max(MIN_PERIOD_NANOS, runNanos / LOOKS));
        add(new Watched(engine, period, Math.max(0, leftNanos), runNanos));
    }

    private synchronized void add(Watched one) {
        watched.add(one);
        if (thread == null && !closed) {
            thread = new Thread(null, this::look, THREAD_NAME, 0, false);
            thread.setDaemon(true);
            thread.start();
        }
    }

    synchronized void release(Engine engine) {
        for (int i = watched.size() - 1; i >= 0; i--) {
            if (watched.get(i).engine == engine) {
                watched.remove(i);
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    private synchronized void look() {
        int idle = 0;
        try {
            while (!closed) {
                idle = watched.isEmpty() ? idle + 1 : 0;
                if (idle > MAX_IDLE_LOOKS) {
                    break;
                }
                long now = System.nanoTime();
                long next = now + IDLE_NANOS;
                for (Watched one : watched) {
                    if (one.nextLook <= now) {
                        lookAt(one);
                        one.nextLook = now + one.periodNanos;
                    }
                    next = Math.min(next, one.nextLook);
                }
                wait(Math.max(1, (next - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            thread = null;
        }
    }

    private void lookAt(Watched one) {
        Engine engine = one.engine;
        if (one.runNanos > 0) {
            engine.budget.late();
        }
        long steps = engine.steps();
        if (steps != one.seenSteps || !engine.isInStep()) {
            one.seenSteps = steps;
            one.looks = 0;
            return;
        }
        one.looks++;
        if (one.looks == LOOKS) {
            engine.budget.stuck(report(engine, one));
            engine.interruptStep();
        } else if (one.looks % LOOKS == 0) {
            engine.interruptStep();
            if (one.looks == 4 * LOOKS && lastResort != null && one.runNanos == 0) {
                lastResort.accept(report(engine, one));
            }
        }
    }

    private static String report(Engine engine, Watched one) {
        FibreTask<?> task = engine.current();
        return "A step of " + (task == null ? "a callback" : task.nameForReports()) + " at virtual time "
                + Durations.text(engine.clock.nanoTime()) + " has not given control back for "
                + Durations.text(one.periodNanos * LOOKS)
                + " of real time"
                + (one.runNanos > 0 ? ", and the run may take " + Durations.text(one.runNanos) : "")
                + ". A task must suspend through the loop (sleep, await, yieldNow); does it spin, or block in a"
                + " call that the loop cannot see?" + hint(engine.stepThread()) + "\n"
                + Dumps.stack(engine.stepThread()) + "\n" + engine.loop.dump();
    }

    /** Says more where a step blocks in the JDK. */
    private static String hint(@Nullable Thread thread) {
        if (thread != null) {
            for (StackTraceElement element : thread.getStackTrace()) {
                String frame = element.getClassName() + "." + element.getMethodName();
                if (frame.startsWith("java.util.concurrent.CompletableFuture.")) {
                    return " It blocks in " + frame + "(): wait with loop.await(future) instead.";
                }
                if (frame.equals("java.lang.Thread.sleep")) {
                    return " It sleeps in real time: use loop.sleep(..) instead.";
                }
                if (Sites.isUserCode(element.getClassName())) {
                    break;
                }
            }
        }
        return "";
    }
}
