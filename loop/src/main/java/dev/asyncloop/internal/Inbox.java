// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** What arrives from other threads: the one door into the loop, and the one source of order that no seed controls. */
final class Inbox {

    /** The longest sleep that is asked for, as in asyncio: some systems cannot be asked for more. */
    static final long MAX_SLEEP_NANOS = Duration.ofDays(1).toNanos();

    private final ConcurrentLinkedQueue<Runnable> arrivals = new ConcurrentLinkedQueue<>();
    private volatile boolean filled;
    private volatile @Nullable Thread waiting;
    private volatile Sleeper sleeper = Sleeper.PARK;
    private long received;

    /** Sets how the loop's thread waits from now on; on that thread. */
    void sleepBy(Sleeper sleeper) {
        this.sleeper = sleeper;
    }

    /** Delivers an action to the loop's thread; from any thread. */
    void put(Runnable action) {
        arrivals.add(action);
        filled = true;
        Thread thread = waiting;
        if (thread != null) {
            sleeper.wake(thread);
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

    /**
     * Waits in real time until something arrives from a thread or on a channel, the time is over or the thread is interrupted;
     * returns whether something has arrived from a thread. May return before the time is over.
     */
    boolean await(long nanos) {
        waiting = Thread.currentThread();
        try {
            if (!filled && nanos > 0 && !Thread.currentThread().isInterrupted()) {
                sleeper.sleep(Math.min(nanos, MAX_SLEEP_NANOS));
            }
            return filled;
        } finally {
            waiting = null;
        }
    }
}
