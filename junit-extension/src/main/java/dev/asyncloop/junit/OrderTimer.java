// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds tests to their real-time limit where no loop could: while they block outside of it. One daemon thread looks at the
 * tests that run, ten times a second; what an order pays is one lock that nobody else wants.
 *
 * <p>It adds up the time between its looks, each for a bounded time: a JVM that was stopped (by a debugger, or a laptop's
 * lid) does not make a test look slow.
 */
final class OrderTimer implements AutoCloseable {

    private static final long PERIOD_NANOS = 100_000_000;
    private static final int LAST_INTERRUPT = 2;

    private static final class Watched {

        private final Node node;
        private @Nullable ScheduleRun seen;
        private long nanos;
        private int interrupts;

        Watched(Node node) {
            this.node = node;
        }
    }

    private final Consumer<String> lastResort;
    private final List<Watched> watched = new ArrayList<>();
    private @Nullable Thread thread;
    private boolean closed;

    /** Creates a timer that tells {@code lastResort} of a test that two interrupts did not move. */
    OrderTimer(Consumer<String> lastResort) {
        this.lastResort = lastResort;
    }

    synchronized void watch(Node node) {
        watched.add(new Watched(node));
        if (thread == null && !closed) {
            thread = new Thread(null, this::look, "asyncloop-order-timer", 0, false);
            thread.setDaemon(true);
            thread.start();
        }
        notifyAll();
    }

    synchronized void release(Node node) {
        watched.removeIf(one -> one.node == node);
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    private synchronized void look() {
        try {
            long last = System.nanoTime();
            while (!closed) {
                if (watched.isEmpty()) {
                    wait();
                    last = System.nanoTime();
                }
                wait(PERIOD_NANOS / 1_000_000);
                long now = System.nanoTime();
                long passed = Math.min(now - last, 2 * PERIOD_NANOS);
                last = now;
                for (Watched one : watched) {
                    lookAt(one, passed);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            thread = null;
        }
    }

    private void lookAt(Watched one, long passed) {
        ScheduleRun run = one.node.current();
        if (run != one.seen) {
            one.seen = run;
            one.nanos = 0;
            one.interrupts = 0;
        } else if (one.node.isInPhase()) {
            one.nanos += passed;
            if (one.nanos >= one.node.settings().realTimeNanos() && one.node.interruptIfBlocked(run)) {
                one.nanos = 0;
                one.interrupts++;
                if (one.interrupts == LAST_INTERRUPT) {
                    lastResort.accept(one.node.blockedReport(run));
                }
            }
        }
    }
}
