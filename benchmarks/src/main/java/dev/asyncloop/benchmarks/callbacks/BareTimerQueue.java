// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.callbacks;

import static java.util.Objects.requireNonNull;

import dev.asyncloop.clock.TimerQueue;
import org.jspecify.annotations.Nullable;

/** The loop's queue of timers without the loop. */
final class BareTimerQueue implements Timers {

    private final TimerQueue<Entry> queue = new TimerQueue<>();
    private long now;

    @Override
    public Object arm(long delayMillis, Runnable callback) {
        Entry entry = new Entry(callback);
        queue.add(entry, now + delayMillis);
        return entry;
    }

    @Override
    public void cancel(@Nullable Object timer) {
        queue.remove((Entry) requireNonNull(timer));
    }

    @Override
    public void advance(long millis) {
        now += millis;
        while (queue.nextDeadline() <= now) {
            requireNonNull(queue.poll()).callback.run();
        }
    }

    private static final class Entry extends TimerQueue.Timer {

        private final Runnable callback;

        Entry(Runnable callback) {
            this.callback = callback;
        }
    }
}
