// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.callbacks;

import dev.asyncloop.schedule.SeededRandom;
import org.jspecify.annotations.Nullable;

/** Arms many timers, in several rounds where there may be fewer at once, and lets them fire or cancels them. */
final class TimerWork {

    static final int TIMERS = 100_000;

    /** So large that few deadlines are the same. */
    private static final int LAST_MILLIS = 10_000_000;

    private final Timers timers;
    private final int total;
    private final int[] delays;
    private final int[] order;
    private final @Nullable Object[] armed;
    private final Runnable callback = this::fired;
    private long fired;

    TimerWork(Timers timers, int count, int total) {
        this.timers = timers;
        this.total = total;
        delays = new int[count];
        order = new int[count];
        armed = new @Nullable Object[count];
        SeededRandom random = new SeededRandom(count);
        for (int i = 0; i < count; i++) {
            delays[i] = 1 + random.nextInt(LAST_MILLIS);
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
    }

    private void fired() {
        fired++;
    }

    /** Fires the total; returns how many have fired ever. */
    long fire() {
        for (int left = total; left > 0; left -= delays.length) {
            for (int delay : delays) {
                timers.arm(delay, callback);
            }
            timers.advance(LAST_MILLIS);
        }
        return fired;
    }

    /** Arms the total and cancels it in another order; returns how many have fired ever. */
    long cancel() {
        for (int left = total; left > 0; left -= delays.length) {
            for (int i = 0; i < delays.length; i++) {
                armed[i] = timers.arm(delays[i], callback);
            }
            timers.advance(0); // coroutines come to their delay
            for (int i : order) {
                timers.cancel(armed[i]);
            }
            timers.advance(0);
        }
        return fired;
    }
}
