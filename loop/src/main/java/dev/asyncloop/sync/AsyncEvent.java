// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.sync;

import dev.asyncloop.Loop;
import dev.asyncloop.internal.SharedObject;
import dev.asyncloop.internal.WaitingLine;

/**
 * A flag that the tasks of one loop can wait for.
 *
 * <p>Setting it wakes all who wait at that moment, in the order of their arrival, even if it is cleared before they resume.
 * Cancelling one that waits concerns nobody else, other than with a {@link dev.asyncloop.Promise}.
 *
 * @since 0.1
 */
public final class AsyncEvent {

    private final String label;
    private final SharedObject shared;
    private final WaitingLine line;
    private boolean set;

    /**
     * Makes an event that is not set, which reports name by the place of this call.
     *
     * @param loop the loop whose tasks use it
     */
    public AsyncEvent(Loop loop) {
        this(WaitingLine.label("event"), loop);
    }

    /**
     * Makes an event that is not set.
     *
     * @param loop the loop whose tasks use it
     * @param name the name for reports
     */
    public AsyncEvent(Loop loop, String name) {
        this(WaitingLine.label("event", name), loop);
    }

    private AsyncEvent(String label, Loop loop) {
        shared = new SharedObject(loop, "new AsyncEvent");
        this.label = label;
        line = new WaitingLine(loop, shared, () -> label, () -> null);
    }

    /**
     * Waits until the event is set; does not suspend if it is.
     *
     * @throws dev.asyncloop.TaskCancelledException if the task is cancelled meanwhile
     * @throws IllegalStateException if called from a callback or a foreign thread
     */
    public void await() {
        shared.waiting("AsyncEvent.await");
        if (!set) {
            line.await();
        }
    }

    /**
     * Sets the event and wakes all who wait.
     *
     * @throws IllegalStateException if called from a foreign thread
     */
    public void set() {
        shared.changing("AsyncEvent.set");
        if (!set) {
            set = true;
            line.wakeAll();
        }
    }

    /**
     * Clears the event: who comes from now on waits for the next {@link #set}.
     *
     * @throws IllegalStateException if called from a foreign thread
     */
    public void clear() {
        shared.changing("AsyncEvent.clear");
        set = false;
    }

    /**
     * Returns whether the event is set.
     *
     * @return whether it is set
     * @throws IllegalStateException if called from a foreign thread
     */
    public boolean isSet() {
        shared.looking("AsyncEvent.isSet");
        return set;
    }

    /** Returns the event's name, and whether it is set. */
    @Override
    public String toString() {
        return label + (set ? ", set" : ", not set");
    }
}
