// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.clock;

import static java.util.Objects.requireNonNull;

import dev.asyncloop.clock.TimerQueue.Timer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Timers in a heap, for those that are few or come out of turn.
 *
 * <p>Each node has four children: half as deep as a binary heap, and the four deadlines that are compared on the way down
 * lie next to each other. The deadlines are kept beside the timers so that a comparison touches a timer only when deadlines
 * are equal.
 */
final class TimerHeap {

    private static final int CHILDREN_SHIFT = 2;
    private static final int CHILDREN = 1 << CHILDREN_SHIFT;
    private static final int INITIAL_CAPACITY = 16;
    private static final long[] NO_DEADLINES = {};

    private long[] deadlines = NO_DEADLINES;
    private @Nullable Timer[] timers = TimerSlot.NO_TIMERS;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    Timer first() {
        return at(0);
    }

    void add(Timer timer) {
        if (size == timers.length) {
            int capacity = Math.max(INITIAL_CAPACITY, size * 2);
            deadlines = Arrays.copyOf(deadlines, capacity);
            timers = TimerSlot.moved(timers, capacity);
        }
        siftUp(size++, timer);
    }

    /** Removes a timer; returns whether it was here. */
    boolean remove(Timer timer) {
        int index = timer.index;
        if (index >= size || timers[index] != timer) {
            return false;
        }
        timer.index = Timer.NOT_QUEUED;
        Timer last = at(--size);
        timers[size] = null;
        if (index != size) {
            // The last timer fills the gap. It may belong further up, when the gap was in another branch than its own.
            siftDown(index, last);
            if (last.index == index) {
                siftUp(index, last);
            }
        } else if (size == 0 && timers.length > TimerSlot.KEPT) {
            forget();
        }
        return true;
    }

    void forEach(Consumer<? super Timer> action) {
        for (int i = 0; i < size; i++) {
            action.accept(at(i));
        }
    }

    /** Drops all timers, and leaves them as they are. */
    void forget() {
        deadlines = NO_DEADLINES;
        timers = TimerSlot.NO_TIMERS;
        size = 0;
    }

    private void siftUp(int from, Timer timer) {
        int index = from;
        while (index > 0) {
            int parent = (index - 1) >> CHILDREN_SHIFT;
            if (!isBefore(timer, parent)) {
                break;
            }
            place(index, at(parent));
            index = parent;
        }
        place(index, timer);
    }

    private void siftDown(int from, Timer timer) {
        int index = from;
        while (true) {
            int child = (index << CHILDREN_SHIFT) + 1;
            if (child >= size) {
                break;
            }
            int end = Math.min(child + CHILDREN, size);
            int least = child;
            while (++child < end) {
                if (isBefore(child, least)) {
                    least = child;
                }
            }
            if (isBefore(timer, least)) {
                break;
            }
            place(index, at(least));
            index = least;
        }
        place(index, timer);
    }

    private boolean isBefore(Timer timer, int index) {
        long deadline = deadlines[index];
        return timer.deadline != deadline ? timer.deadline < deadline : timer.sequence < at(index).sequence;
    }

    private boolean isBefore(int first, int second) {
        long deadline = deadlines[first];
        long other = deadlines[second];
        return deadline != other ? deadline < other : at(first).sequence < at(second).sequence;
    }

    private void place(int index, Timer timer) {
        deadlines[index] = timer.deadline;
        timers[index] = timer;
        timer.index = index;
    }

    private Timer at(int index) {
        return requireNonNull(timers[index]);
    }
}
