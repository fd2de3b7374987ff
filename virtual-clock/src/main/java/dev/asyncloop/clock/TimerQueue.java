// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.clock;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The timers of an event loop, in the order of their deadlines, and of their insertion where deadlines are equal.
 *
 * <p>Timers extend {@link Timer}, in which the queue notes their place. So removing one is a real removal in logarithmic
 * time, and leaves nothing behind. A timer can be added again once it has left.
 *
 * <p>This class is <em>not</em> thread-safe, nor are its timers: use a queue and its timers from one thread at a time.
 *
 * @param <T> the type of the timers
 * @since 0.1
 */
public final class TimerQueue<T extends TimerQueue.Timer> {

    // A heap in which each node has four children: half as deep as a binary one, and the four deadlines that are
    // compared
    // on the way down lie next to each other. The deadlines are kept beside the timers so that a comparison touches a
    // timer
    // only when deadlines are equal.

    private static final int CHILDREN_SHIFT = 2;
    private static final int CHILDREN = 1 << CHILDREN_SHIFT;
    private static final int INITIAL_CAPACITY = 16;

    private static final Comparator<Timer> ORDER =
            Comparator.comparingLong(Timer::deadline).thenComparingLong(Timer::sequence);

    private long[] deadlines = new long[INITIAL_CAPACITY];
    private @Nullable Timer[] timers = new @Nullable Timer[INITIAL_CAPACITY];
    private int size;
    private long nextSequence;

    /**
     * Creates an empty queue.
     *
     * @since 0.1
     */
    public TimerQueue() {}

    /**
     * Something that is due at a deadline, to be extended by what the queue holds.
     *
     * @since 0.1
     */
    public abstract static class Timer {

        private static final int NOT_QUEUED = -1;

        private long deadline;
        private long sequence;
        private int index = NOT_QUEUED;

        /**
         * Creates a timer that is in no queue.
         *
         * @since 0.1
         */
        protected Timer() {}

        /**
         * Returns the deadline with which this timer was added last.
         *
         * @return the deadline in nanoseconds of monotonic time, 0 if the timer was never added
         * @since 0.1
         */
        public final long deadline() {
            return deadline;
        }

        /**
         * Returns the number that its queue gave this timer when it was added last; numbers go up.
         *
         * @return the number, 0 if the timer was never added
         * @since 0.1
         */
        public final long sequence() {
            return sequence;
        }

        /**
         * Returns whether this timer is in a queue.
         *
         * @return true after it was added, until it is polled, removed or cleared
         * @since 0.1
         */
        public final boolean isQueued() {
            return index != NOT_QUEUED;
        }
    }

    /**
     * Adds a timer, behind all that have the same deadline.
     *
     * @param timer the timer
     * @param deadlineNanos when it is due, in nanoseconds of monotonic time; any value is allowed
     * @throws NullPointerException if {@code timer} is null
     * @throws IllegalStateException if the timer is in this or another queue
     * @since 0.1
     */
    public void add(T timer, long deadlineNanos) {
        Timer added = requireNonNull(timer, "timer");
        if (added.isQueued()) {
            throw new IllegalStateException("the timer is already queued, for " + added.deadline + " ns: " + timer);
        }
        if (size == timers.length) {
            grow();
        }
        added.deadline = deadlineNanos;
        added.sequence = nextSequence++;
        siftUp(size++, added);
    }

    /**
     * Returns the timer that is due first, and leaves it in the queue.
     *
     * @return the first timer, or null if there is none
     * @since 0.1
     */
    public @Nullable T peek() {
        return size == 0 ? null : cast(at(0));
    }

    /**
     * Removes and returns the timer that is due first.
     *
     * @return the first timer, or null if there is none
     * @since 0.1
     */
    public @Nullable T poll() {
        if (size == 0) {
            return null;
        }
        Timer first = at(0);
        removeAt(0);
        return cast(first);
    }

    /**
     * Removes a timer.
     *
     * @param timer the timer
     * @return true if it was in this queue
     * @throws NullPointerException if {@code timer} is null
     * @since 0.1
     */
    public boolean remove(T timer) {
        int index = ((Timer) requireNonNull(timer, "timer")).index;
        if (index < 0 || index >= size || timers[index] != timer) {
            return false;
        }
        removeAt(index);
        return true;
    }

    /**
     * Returns the deadline of the timer that is due first.
     *
     * @return the deadline in nanoseconds, or {@link Long#MAX_VALUE} if there is none
     * @since 0.1
     */
    public long nextDeadline() {
        return size == 0 ? Long.MAX_VALUE : deadlines[0];
    }

    /**
     * Returns the different deadlines up to a limit.
     *
     * @param limit the last deadline of interest, in nanoseconds
     * @return the deadlines, the earliest first
     * @since 0.1
     */
    public long[] deadlinesUpTo(long limit) {
        return LongStream.of(deadlines)
                .limit(size)
                .filter(deadline -> deadline <= limit)
                .sorted()
                .distinct()
                .toArray();
    }

    /**
     * Returns how many timers are in the queue.
     *
     * @return the number of timers
     * @since 0.1
     */
    public int size() {
        return size;
    }

    /**
     * Returns whether there is no timer in the queue.
     *
     * @return true if the queue is empty
     * @since 0.1
     */
    public boolean isEmpty() {
        return size == 0;
    }

    /**
     * Removes all timers.
     *
     * @since 0.1
     */
    public void clear() {
        for (int i = 0; i < size; i++) {
            at(i).index = Timer.NOT_QUEUED;
        }
        Arrays.fill(timers, 0, size, null);
        size = 0;
    }

    /**
     * Returns the timers in the order in which they would be polled, for reports.
     *
     * @return an unmodifiable copy, which later changes of the queue do not reach
     * @since 0.1
     */
    public List<T> inOrder() {
        List<T> snapshot = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            snapshot.add(cast(at(i)));
        }
        snapshot.sort(ORDER);
        return List.copyOf(snapshot);
    }

    private void removeAt(int index) {
        at(index).index = Timer.NOT_QUEUED;
        Timer last = at(--size);
        timers[size] = null;
        if (index == size) {
            return;
        }
        // The last timer fills the gap. It may belong further up, when the gap was in another branch than its own.
        siftDown(index, last);
        if (last.index == index) {
            siftUp(index, last);
        }
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

    private void grow() {
        int capacity = size * 2;
        deadlines = Arrays.copyOf(deadlines, capacity);
        timers = Arrays.copyOf(timers, capacity);
    }

    @SuppressWarnings("unchecked") // only add(T) puts timers into the array
    private T cast(Timer timer) {
        return (T) timer;
    }
}
