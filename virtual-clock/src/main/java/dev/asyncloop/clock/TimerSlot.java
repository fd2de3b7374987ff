// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.clock;

import static java.util.Objects.requireNonNull;

import dev.asyncloop.clock.TimerQueue.Timer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Timers of neighbouring deadlines, in no order. */
final class TimerSlot {

    /** What an array holds before it is needed. */
    static final @Nullable Timer[] NO_TIMERS = {};

    /** An array that is not longer is kept when it becomes empty. */
    static final int KEPT = 64;

    private @Nullable Timer[] timers = NO_TIMERS;
    private int size;

    /** No deadline here is less; there may be none that is equal once timers were removed. */
    private long least = Long.MAX_VALUE;

    /** Returns the next capacity of an array that is full. */
    static int grown(int capacity) {
        return Math.max(4, capacity * 2);
    }

    /**
     * Moves timers to a larger array. The other one becomes garbage, which perhaps is in the old generation: what it held would
     * be kept alive, and copied by the collector.
     */
    static @Nullable Timer[] moved(@Nullable Timer[] from, int capacity) {
        @Nullable Timer[] to = Arrays.copyOf(from, capacity);
        Arrays.fill(from, null);
        return to;
    }

    int size() {
        return size;
    }

    long least() {
        return least;
    }

    void add(Timer timer, long deadline) {
        if (size == timers.length) {
            timers = moved(timers, grown(size));
        }
        timers[size] = timer;
        timer.index = size++;
        least = Math.min(least, deadline);
    }

    /** Removes a timer; returns whether it was here. The last one fills the gap. */
    boolean remove(Timer timer) {
        int index = timer.index;
        if (index >= size || timers[index] != timer) {
            return false;
        }
        timer.index = Timer.NOT_QUEUED;
        Timer last = at(--size);
        timers[size] = null;
        if (last != timer) {
            timers[index] = last;
            last.index = index;
        }
        if (size == 0) {
            exchange(timers);
        }
        return true;
    }

    void forEach(Consumer<? super Timer> action) {
        for (int i = 0; i < size; i++) {
            action.accept(at(i));
        }
    }

    /** Returns the array with all timers, each at its index, and goes on, empty, with another array, which holds none. */
    @Nullable
    Timer[] exchange(@Nullable Timer[] spare) {
        @Nullable Timer[] filled = timers;
        timers = spare.length <= KEPT ? spare : NO_TIMERS;
        size = 0;
        least = Long.MAX_VALUE;
        return filled;
    }

    private Timer at(int index) {
        return requireNonNull(timers[index]);
    }
}
