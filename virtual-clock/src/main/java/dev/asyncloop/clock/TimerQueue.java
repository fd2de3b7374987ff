// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.clock;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The timers of an event loop, in the order of their deadlines, and of their insertion where deadlines are equal.
 *
 * <p>Timers extend {@link Timer}, in which the queue notes their place. So removing one is a real removal without a
 * search, and leaves nothing behind. The cost of a timer hardly depends on how many there are. A timer can be added again once it has left.
 *
 * <p>This class is <em>not</em> thread-safe, nor are its timers: use a queue and its timers from one thread at a time.
 *
 * @param <T> the type of the timers
 * @since 0.1
 */
public final class TimerQueue<T extends TimerQueue.Timer> {

    // A timer is in one of three places. As long as they are few, those that come in order are in the run, the
    // others in the heap. When the heap grows large, all move to the wheel. It gives its first ones to the run
    // whenever nothing else is left, and takes what is added for later; what is added for earlier goes to the run
    // or the heap again.

    static final Comparator<Timer> ORDER =
            Comparator.comparingLong(Timer::deadline).thenComparingLong(Timer::sequence);

    /** The heap may hold so many timers, or one in so many of all. */
    private static final int FEW = 64;

    private static final int SHARE = 16;

    private final TimerRun run = new TimerRun();
    private final TimerHeap heap = new TimerHeap();
    private @Nullable TimerWheel wheel;
    private long nextSequence;

    /** The deadline of the timer that was polled last, before which hardly any timer is added. */
    private long passed;

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

        static final int NOT_QUEUED = -1;

        long deadline;
        long sequence;

        /** The place in the array of the heap, the run or the slot of the wheel that the timer is in. */
        int index = NOT_QUEUED;

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

        final boolean isBefore(Timer other) {
            return deadline != other.deadline ? deadline < other.deadline : sequence < other.sequence;
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
        added.deadline = deadlineNanos;
        added.sequence = nextSequence++;
        if (wheel != null && wheel.covers(deadlineNanos)) {
            wheel.add(added);
        } else if (run.endsBy(deadlineNanos)) {
            run.append(added);
        } else {
            heap.add(added);
            if (heap.size() > Math.max(FEW, size() / SHARE)) {
                moveAllToWheel();
            }
        }
    }

    /**
     * Returns the timer that is due first, and leaves it in the queue.
     *
     * @return the first timer, or null if there is none
     * @since 0.1
     */
    public @Nullable T peek() {
        Timer first = first();
        return first == null ? null : cast(first);
    }

    /**
     * Removes and returns the timer that is due first.
     *
     * @return the first timer, or null if there is none
     * @since 0.1
     */
    public @Nullable T poll() {
        Timer first = first();
        if (first == null) {
            return null;
        }
        passed = first.deadline;
        removeNear(first);
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
        Timer removed = requireNonNull(timer, "timer");
        if (!removed.isQueued()) {
            return false;
        }
        return wheel != null && wheel.covers(removed.deadline) ? wheel.remove(removed) : removeNear(removed);
    }

    /**
     * Returns the deadline of the timer that is due first.
     *
     * @return the deadline in nanoseconds, or {@link Long#MAX_VALUE} if there is none
     * @since 0.1
     */
    public long nextDeadline() {
        Timer first = first();
        return first == null ? Long.MAX_VALUE : first.deadline;
    }

    /**
     * Returns the different deadlines up to a limit.
     *
     * @param limit the last deadline of interest, in nanoseconds
     * @return the deadlines, the earliest first
     * @since 0.1
     */
    public long[] deadlinesUpTo(long limit) {
        LongStream.Builder deadlines = LongStream.builder();
        forEach(limit, timer -> deadlines.add(timer.deadline));
        return deadlines
                .build()
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
        return run.size() + heap.size() + (wheel == null ? 0 : wheel.size());
    }

    /**
     * Returns whether there is no timer in the queue.
     *
     * @return true if the queue is empty
     * @since 0.1
     */
    public boolean isEmpty() {
        return size() == 0;
    }

    /**
     * Removes all timers.
     *
     * @since 0.1
     */
    public void clear() {
        forEach(Long.MAX_VALUE, timer -> timer.index = Timer.NOT_QUEUED);
        run.forget();
        heap.forget();
        wheel = null;
    }

    /**
     * Returns the timers in the order in which they would be polled, for reports.
     *
     * @return an unmodifiable copy, which later changes of the queue do not reach
     * @since 0.1
     */
    public List<T> inOrder() {
        List<T> snapshot = new ArrayList<>(size());
        forEach(Long.MAX_VALUE, timer -> snapshot.add(cast(timer)));
        snapshot.sort(ORDER);
        return List.copyOf(snapshot);
    }

    private @Nullable Timer first() {
        if (run.isEmpty()) {
            if (!heap.isEmpty()) {
                return heap.first();
            }
            if (wheel == null || wheel.size() == 0) {
                return null;
            }
            wheel.moveFirstTo(run);
        }
        Timer first = run.first();
        return heap.isEmpty() || first.isBefore(heap.first()) ? first : heap.first();
    }

    /** Removes a timer from the run or the heap; returns whether it was there. */
    private boolean removeNear(Timer timer) {
        return run.remove(timer) || heap.remove(timer);
    }

    /** Moves what is in the run and the heap to the wheel. */
    private void moveAllToWheel() {
        if (wheel == null) {
            wheel = new TimerWheel();
        }
        long first = requireNonNull(first()).deadline;
        wheel.startAt(wheel.size() == 0 ? Math.min(passed, first) : first);
        run.forEach(wheel::add);
        run.forget();
        heap.forEach(wheel::add);
        heap.forget();
    }

    /** Gives all timers to an action that are due up to a limit, and perhaps others. */
    private void forEach(long limit, Consumer<? super Timer> action) {
        run.forEach(action);
        heap.forEach(action);
        if (wheel != null) {
            wheel.forEach(limit, action);
        }
    }

    @SuppressWarnings("unchecked") // only add(T) puts timers into the queue
    private T cast(Timer timer) {
        return (T) timer;
    }
}
