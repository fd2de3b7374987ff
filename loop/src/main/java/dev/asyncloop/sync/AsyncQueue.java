// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.sync;

import dev.asyncloop.Loop;
import dev.asyncloop.internal.SharedObject;
import dev.asyncloop.internal.Waiter;
import dev.asyncloop.internal.WaitingLine;
import dev.asyncloop.sync.Storage.Entry;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A queue between the tasks of one loop: first in, first out, and fair to those who get and to those who put.
 *
 * <p>An item that is put while tasks wait is given to the one that has waited longest, and is nobody else's from then on, even
 * before that task resumes: {@link #tryGet} sees only what is not given away, other than in asyncio, where it may take the
 * item. If the task is cancelled instead, the item goes to the next one, and what that one was given to the one after; what is left
 * then goes back to its place in front. An item takes up room until its task has resumed.
 *
 * <p>A put that waits has put nothing before it returns. Items are not {@code null}. To wait for a limited time, use
 * {@link Loop#timeout}, which loses no item.
 *
 * @param <T> the type of the items
 * @since 0.1
 */
public class AsyncQueue<T> {

    private static final class Getter<T> {

        private final Waiter waiter;
        private @Nullable Entry<T> given;

        Getter(Waiter waiter) {
            this.waiter = waiter;
        }
    }

    private final Loop loop;
    private final String label;
    private final SharedObject shared;
    private final int capacity;
    private final Storage<T> items;
    private final ArrayDeque<Getter<T>> getters = new ArrayDeque<>();
    private final ArrayDeque<Getter<T>> served = new ArrayDeque<>();
    private final WaitingLine putters;
    private final WaitingLine joiners;
    private long puts;
    private long unfinished;
    private boolean shutDown;
    private boolean discarding;

    /**
     * Makes an unbounded queue, which reports name by the place of this call.
     *
     * @param loop the loop whose tasks use it
     */
    public AsyncQueue(Loop loop) {
        this(WaitingLine.label("queue"), loop, Integer.MAX_VALUE, new Storage.Fifo<>());
    }

    /**
     * Makes an unbounded queue.
     *
     * @param loop the loop whose tasks use it
     * @param name the name for reports
     */
    public AsyncQueue(Loop loop, String name) {
        this(loop, name, Integer.MAX_VALUE);
    }

    /**
     * Makes a queue.
     *
     * @param loop the loop whose tasks use it
     * @param name the name for reports
     * @param capacity how many items there is room for
     * @throws IllegalArgumentException if less than 1
     */
    public AsyncQueue(Loop loop, String name, int capacity) {
        this(WaitingLine.label("queue", name), loop, capacity, new Storage.Fifo<>());
    }

    AsyncQueue(String label, Loop loop, int capacity, Storage<T> items) {
        shared = new SharedObject(loop, "new AsyncQueue");
        if (capacity < 1) {
            throw new IllegalArgumentException("A queue needs room for at least one item, and not for " + capacity
                    + ". Leave the capacity out for an unbounded queue.");
        }
        this.loop = loop;
        this.capacity = capacity;
        this.items = items;
        this.label = label;
        putters = new WaitingLine(loop, shared, () -> "room in " + this, () -> null);
        joiners = new WaitingLine(loop, shared, () -> unfinished + " unfinished items of " + this, () -> null);
    }

    // ---- putting

    /**
     * Puts an item; suspends while there is no room, behind those who wait for it already.
     *
     * @param item the item
     * @throws QueueShutDownException if the queue is shut down, also while this waits
     * @throws dev.asyncloop.TaskCancelledException if the task is cancelled meanwhile; the item is not in the queue then
     * @throws IllegalStateException if called from a callback or a foreign thread
     */
    public void put(T item) {
        Objects.requireNonNull(item, "item");
        shared.waiting("AsyncQueue.put");
        requireRunning("put");
        if (!hasRoom()) {
            try {
                putters.await();
            } catch (Throwable e) {
                admitPutter();
                throw e;
            }
            requireRunning("put");
        }
        accept(item);
    }

    /**
     * Puts an item if there is room and nobody waits for it; never suspends.
     *
     * @param item the item
     * @return whether it was put
     * @throws QueueShutDownException if the queue is shut down
     * @throws IllegalStateException if called from a foreign thread
     */
    public boolean tryPut(T item) {
        Objects.requireNonNull(item, "item");
        shared.changing("AsyncQueue.tryPut");
        requireRunning("tryPut");
        if (!hasRoom()) {
            return false;
        }
        accept(item);
        return true;
    }

    /**
     * Puts an item for which there must be room, as {@link #tryPut}; never suspends.
     *
     * @param item the item
     * @throws QueueFullException if there is none
     * @throws QueueShutDownException if the queue is shut down
     * @throws IllegalStateException if called from a foreign thread
     */
    public void putNow(T item) {
        if (!tryPut(item)) {
            throw new QueueFullException(this + " is full. Use put(..) to wait for room.");
        }
    }

    private void requireRunning(String operation) {
        if (shutDown) {
            throw new QueueShutDownException(operation + " came too late: " + label + " was shut down.");
        }
    }

    private boolean hasRoom() {
        return isWithinCapacity() && putters.isEmpty();
    }

    private boolean isWithinCapacity() {
        return items.size() + served.size() < capacity;
    }

    private void accept(T item) {
        items.add(new Entry<>(item, ++puts));
        unfinished++;
        giveOut();
        admitPutter();
    }

    private void admitPutter() {
        if (isWithinCapacity()) {
            putters.wakeFirst();
        }
    }

    // ---- getting

    /**
     * Takes the next item; suspends while there is none, behind those who wait for one already.
     *
     * @return the item
     * @throws QueueShutDownException if the queue is empty and shut down, also while this waits
     * @throws dev.asyncloop.TaskCancelledException if the task is cancelled meanwhile; it has taken nothing then
     * @throws IllegalStateException if called from a callback or a foreign thread
     */
    public T get() {
        shared.waiting("AsyncQueue.get");
        T item = take();
        if (item == null && !shutDown) {
            item = waitForItem();
        }
        return requireItem(item, "get");
    }

    private @Nullable T waitForItem() {
        Getter<T> getter = new Getter<>(Waiter.on(loop, shared, () -> "an item of " + this, () -> null));
        getters.add(getter);
        try {
            getter.waiter.await();
        } catch (Throwable e) {
            takeBack(getter);
            throw e;
        } finally {
            (getter.given == null ? getters : served).remove(getter);
            admitPutter();
        }
        Entry<T> given = getter.given;
        return given == null ? take() : given.item(); // without one, it was woken by the shutdown
    }

    /** Takes back what was given to a getter; those who were served after it move up. */
    private void takeBack(Getter<T> getter) {
        Entry<T> left = getter.given;
        if (left == null) {
            return;
        }
        boolean behind = false;
        for (Getter<T> other : served) {
            Entry<T> theirs = Objects.requireNonNull(other.given);
            if (behind && items.precedes(left, theirs)) {
                other.given = left;
                left = theirs;
            }
            behind |= other == getter;
        }
        served.remove(getter);
        if (discarding) {
            finish(1);
        } else {
            items.putBack(left);
            giveOut();
        }
    }

    /** Gives items to those who wait, so that nobody waits while there is one. */
    private void giveOut() {
        while (items.size() > 0 && !getters.isEmpty()) {
            Getter<T> getter = getters.remove();
            if (getter.waiter.wake()) {
                getter.given = items.take();
                served.add(getter);
            }
        }
    }

    /**
     * Takes the next item if there is one that is not given to a waiting task; never suspends.
     *
     * @return the item, or {@code null} if there is none
     * @throws IllegalStateException if called from a foreign thread
     */
    public @Nullable T tryGet() {
        shared.changing("AsyncQueue.tryGet");
        return take();
    }

    /**
     * Takes the next item, which must be there, as {@link #tryGet}; never suspends.
     *
     * @return the item
     * @throws QueueEmptyException if there is none
     * @throws QueueShutDownException if there is none and the queue is shut down
     * @throws IllegalStateException if called from a foreign thread
     */
    public T getNow() {
        T item = tryGet();
        if (item == null && !shutDown) {
            throw new QueueEmptyException(label + " is empty. Use get() to wait for an item.");
        }
        return requireItem(item, "getNow");
    }

    private @Nullable T take() {
        Entry<T> entry = items.take();
        if (entry == null) {
            return null;
        }
        admitPutter();
        return entry.item();
    }

    private T requireItem(@Nullable T item, String operation) {
        if (item == null) {
            throw new QueueShutDownException(operation + " found nothing: " + label + " is empty and was shut down.");
        }
        return item;
    }

    // ---- finishing

    /**
     * Says that the work on an item that was taken is done; see {@link #join}.
     *
     * @throws IllegalStateException if called more often than items were put, or from a foreign thread
     */
    public void taskDone() {
        shared.changing("AsyncQueue.taskDone");
        if (unfinished == 0) {
            throw new IllegalStateException("taskDone() called too many times: every item of " + label
                    + " is done already. Call it once for each item that was taken.");
        }
        finish(1);
    }

    private void finish(int count) {
        unfinished -= count;
        if (unfinished == 0) {
            joiners.wakeAll();
        }
    }

    /**
     * Waits until {@link #taskDone} was called for every item that was put; does not suspend if it was.
     *
     * @throws dev.asyncloop.TaskCancelledException if the task is cancelled meanwhile
     * @throws IllegalStateException if called from a callback or a foreign thread
     */
    public void join() {
        shared.waiting("AsyncQueue.join");
        if (unfinished > 0) {
            joiners.await();
        }
    }

    /**
     * Ends the queue: from now on, puts throw {@link QueueShutDownException}, also those that wait, and so do gets once the queue
     * is empty.
     *
     * @param immediate whether the items are dropped, and count as done; those that are given to a task stay given
     * @throws IllegalStateException if called from a foreign thread
     */
    public void shutdown(boolean immediate) {
        shared.changing("AsyncQueue.shutdown");
        shutDown = true;
        if (immediate) {
            discarding = true;
            int dropped = items.size();
            items.clear();
            if (dropped > 0) {
                finish(dropped);
            }
        }
        getters.forEach(getter -> getter.waiter.wake());
        putters.wakeAll();
    }

    // ---- looking

    /**
     * Returns how many items can be taken at once.
     *
     * @return the number, without those that are given to a task which has not resumed yet
     * @throws IllegalStateException if called from a foreign thread
     */
    public int size() {
        shared.looking("AsyncQueue.size");
        return items.size();
    }

    /**
     * Returns whether {@link #tryGet} would find nothing.
     *
     * @return whether there is no item to be had
     * @throws IllegalStateException if called from a foreign thread
     */
    public boolean isEmpty() {
        return size() == 0;
    }

    /**
     * Returns whether {@link #put} would have to wait.
     *
     * @return whether there is no room, or somebody else is about to have it
     * @throws IllegalStateException if called from a foreign thread
     */
    public boolean isFull() {
        shared.looking("AsyncQueue.isFull");
        return !hasRoom();
    }

    /**
     * Returns how many items there is room for.
     *
     * @return the capacity; {@link Integer#MAX_VALUE} if unbounded
     */
    public int capacity() {
        return capacity;
    }

    /** Returns the queue's name, and how full it is. */
    @Override
    public String toString() {
        return label + " (" + items.size() + (capacity == Integer.MAX_VALUE ? "" : " of " + capacity) + " items"
                + (shutDown ? ", shut down)" : ")");
    }
}
