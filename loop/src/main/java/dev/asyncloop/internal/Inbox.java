// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What arrives from other threads: the one door into the loop, and the one source of order that no seed controls. */
final class Inbox {

    private final ConcurrentLinkedQueue<Runnable> arrivals = new ConcurrentLinkedQueue<>();
    private volatile boolean filled;
    private volatile @Nullable Thread waiting;
    private long received;

    /** Delivers an action to the loop's thread; from any thread. */
    void put(Runnable action) {
        arrivals.add(action);
        filled = true;
        Thread thread = waiting;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    boolean isFilled() {
        return filled;
    }

    /** Runs what has arrived. */
    void drain() {
        filled = false;
        @Nullable Runnable action;
        while ((action = arrivals.poll()) != null) {
            received++;
            action.run();
        }
    }

    /** Returns how many actions have come from outside so far. */
    long received() {
        return received;
    }

    /** Waits in real time until something arrives, the time is over or the thread is interrupted. */
    boolean await(long nanos) {
        long deadline = Durations.plus(System.nanoTime(), nanos);
        waiting = Thread.currentThread();
        try {
            while (!filled) {
                long left = nanos == Long.MAX_VALUE ? Long.MAX_VALUE : deadline - System.nanoTime();
                if (left <= 0 || Thread.currentThread().isInterrupted()) {
                    return false;
                }
                LockSupport.parkNanos(this, left);
            }
            return true;
        } finally {
            waiting = null;
        }
    }
}
