// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.sync;

import dev.asyncloop.Loop;
import dev.asyncloop.internal.SharedObject;
import dev.asyncloop.internal.Waiter;
import dev.asyncloop.internal.WaitingLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A point where a number of tasks of one loop wait for one another; may be passed again and again.
 *
 * <p>The last one to arrive goes on at once, the others in the order of their arrival. Who comes while a party is still leaving waits in
 * front of the barrier, and arrives when all have left. Who is cancelled while it waits has not arrived. Other than in the JDK,
 * the barrier is not broken by that, only by {@link #abort}.
 *
 * @since 0.1
 */
public final class AsyncBarrier {

    private static final class Arrival {

        private final Waiter waiter;
        private int index;
        private @Nullable String broken;

        Arrival(Waiter waiter) {
            this.waiter = waiter;
        }
    }

    private final Loop loop;
    private final String label;
    private final SharedObject shared;
    private final int parties;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<Arrival> leaving = new ArrayList<>();
    private boolean aborted;

    /**
     * Makes a barrier, which reports name by the place of this call.
     *
     * @param loop the loop whose tasks use it
     * @param parties how many tasks pass together
     * @throws IllegalArgumentException if less than 1
     */
    public AsyncBarrier(Loop loop, int parties) {
        this(WaitingLine.label("barrier"), loop, parties);
    }

    /**
     * Makes a barrier.
     *
     * @param loop the loop whose tasks use it
     * @param name the name for reports
     * @param parties how many tasks pass together
     * @throws IllegalArgumentException if less than 1
     */
    public AsyncBarrier(Loop loop, String name, int parties) {
        this(WaitingLine.label("barrier", name), loop, parties);
    }

    private AsyncBarrier(String label, Loop loop, int parties) {
        shared = new SharedObject(loop, "new AsyncBarrier");
        if (parties < 1) {
            throw new IllegalArgumentException("A barrier needs at least one party, and not " + parties + ".");
        }
        this.loop = loop;
        this.parties = parties;
        this.label = label;
    }

    /**
     * Arrives, and waits until all parties have.
     *
     * @return the place among the parties that pass together, in the order of arrival: 0 for the first
     * @throws BarrierBrokenException if the barrier is or was aborted, or is reset meanwhile
     * @throws dev.asyncloop.TaskCancelledException if the task is cancelled meanwhile
     * @throws IllegalStateException if called from a callback or a foreign thread
     */
    public int await() {
        shared.waiting("AsyncBarrier.await");
        if (aborted) {
            throw new BarrierBrokenException(label + " was aborted. reset() makes it usable again.");
        }
        Arrival arrival = new Arrival(Waiter.on(loop, shared, this::toString, () -> null));
        arrivals.add(arrival);
        try {
            admit();
            arrival.waiter.await();
        } finally {
            arrivals.remove(arrival);
            leaving.remove(arrival);
            admit();
        }
        if (arrival.broken != null) {
            throw new BarrierBrokenException(label + " was " + arrival.broken + " before this task had passed it.");
        }
        return arrival.index;
    }

    /** Lets the next party pass, if the one before has left and enough have arrived. */
    private void admit() {
        if (leaving.isEmpty() && count() >= parties) {
            for (Arrival arrival : List.copyOf(arrivals)) {
                if (leaving.size() < parties && arrival.waiter.wake()) {
                    arrival.index = leaving.size();
                    arrivals.remove(arrival);
                    leaving.add(arrival);
                }
            }
        }
    }

    private int count() {
        int count = 0;
        for (Arrival arrival : arrivals) {
            count += arrival.waiter.isDone() ? 0 : 1;
        }
        return count;
    }

    /**
     * Empties the barrier and makes it usable again: those who wait at it, or were let through and have not resumed yet, get a
     * {@link BarrierBrokenException}.
     *
     * @throws IllegalStateException if called from a foreign thread
     */
    public void reset() {
        shared.changing("AsyncBarrier.reset");
        aborted = false;
        if (leaving.isEmpty()) {
            breakFor("reset");
        } else {
            leaving.forEach(arrival -> arrival.broken = "reset");
        }
    }

    /**
     * Breaks the barrier: those who wait get a {@link BarrierBrokenException}, and so does everybody who comes, until
     * {@link #reset}.
     *
     * @throws IllegalStateException if called from a foreign thread
     */
    public void abort() {
        shared.changing("AsyncBarrier.abort");
        aborted = true;
        breakFor("aborted");
    }

    private void breakFor(String reason) {
        for (Arrival arrival : arrivals) {
            arrival.waiter.wake();
        }
        leaving.addAll(arrivals);
        arrivals.clear();
        leaving.forEach(arrival -> arrival.broken = reason);
    }

    /**
     * Returns how many tasks pass together.
     *
     * @return the number
     */
    public int parties() {
        return parties;
    }

    /**
     * Returns how many tasks wait at the barrier for the others.
     *
     * @return the number; 0 while a party is leaving
     * @throws IllegalStateException if called from a foreign thread
     */
    public int waiting() {
        shared.looking("AsyncBarrier.waiting");
        return leaving.isEmpty() ? count() : 0;
    }

    /**
     * Returns whether the barrier was aborted, and not reset since.
     *
     * @return whether nobody can pass
     * @throws IllegalStateException if called from a foreign thread
     */
    public boolean isBroken() {
        shared.looking("AsyncBarrier.isBroken");
        return aborted;
    }

    /** Returns the barrier's name, and how many have arrived. */
    @Override
    public String toString() {
        return label + " (" + count() + " of " + parties + (aborted ? " have arrived, aborted)" : " have arrived)");
    }
}
