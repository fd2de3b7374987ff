// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.clock;

import static java.util.Objects.requireNonNull;

import dev.asyncloop.clock.TimerQueue.Timer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Timers in the order in which they are polled: those whose turn is near, and those that were added in that order.
 *
 * <p>They lie between two ends of an array, with a hole where one was removed in the middle.
 */
final class TimerRun {

    private @Nullable Timer[] timers = TimerSlot.NO_TIMERS;
    private int head;
    private int tail;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    Timer first() {
        return at(head);
    }

    /** Returns whether a new timer belongs behind all that are here. */
    boolean endsBy(long deadline) {
        return size == 0 || at(tail - 1).deadline <= deadline;
    }

    void append(Timer timer) {
        if (tail == timers.length) {
            makeRoom();
        }
        timers[tail] = timer;
        timer.index = tail++;
        size++;
    }

    /** Takes all timers of a slot, if there are none here; returns the last deadline. */
    long take(TimerSlot slot) {
        tail = size = slot.size();
        timers = slot.exchange(timers);
        TimerSort.sort(timers, size);
        return at(tail - 1).deadline;
    }

    /** Removes a timer; returns whether it was here. */
    boolean remove(Timer timer) {
        int index = timer.index;
        if (index >= tail || timers[index] != timer) {
            return false;
        }
        timer.index = Timer.NOT_QUEUED;
        timers[index] = null;
        if (--size == 0) {
            head = tail = 0;
            if (timers.length > TimerSlot.KEPT) {
                timers = TimerSlot.NO_TIMERS;
            }
        } else if (index == head) {
            do {
                head++;
            } while (timers[head] == null);
        } else if (index == tail - 1) {
            do {
                tail--;
            } while (timers[tail - 1] == null);
        }
        return true;
    }

    void forEach(Consumer<? super Timer> action) {
        for (int i = head; i < tail; i++) {
            Timer timer = timers[i];
            if (timer != null) {
                action.accept(timer);
            }
        }
    }

    /** Drops all timers, and leaves them as they are. */
    void forget() {
        timers = TimerSlot.NO_TIMERS;
        head = tail = size = 0;
    }

    /** Moves the timers to the front: of the same array if they leave a quarter of it free, else of a larger one. */
    private void makeRoom() {
        @Nullable Timer[] from = timers;
        int end = tail;
        if (size == end) {
            timers = TimerSlot.moved(from, TimerSlot.grown(size));
            return;
        }
        if (size > end - end / 4) {
            timers = new Timer[TimerSlot.grown(end)];
        }
        tail = 0;
        for (int i = head; i < end; i++) {
            Timer timer = from[i];
            if (timer != null) {
                timers[tail] = timer;
                timer.index = tail++;
            }
        }
        if (timers == from) {
            Arrays.fill(timers, tail, end, null);
        }
        head = 0;
    }

    private Timer at(int index) {
        return requireNonNull(timers[index]);
    }
}
