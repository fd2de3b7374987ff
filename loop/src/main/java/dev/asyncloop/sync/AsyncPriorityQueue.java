// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.sync;

import dev.asyncloop.Loop;
import dev.asyncloop.internal.WaitingLine;
import java.util.Comparator;
import java.util.Objects;

/**
 * An {@link AsyncQueue} that gives out the smallest item first, and of equal ones the one that was put first.
 *
 * <p>An item that is put while a task waits for one is that task's at once, even if a smaller one follows.
 *
 * @param <T> the type of the items
 * @since 0.1
 */
public final class AsyncPriorityQueue<T> extends AsyncQueue<T> {

    /**
     * Makes an unbounded queue.
     *
     * @param loop the loop whose tasks use it
     * @param name the name for reports
     * @param order compares items, such as {@link Comparator#naturalOrder()}
     */
    public AsyncPriorityQueue(Loop loop, String name, Comparator<? super T> order) {
        this(loop, name, Integer.MAX_VALUE, order);
    }

    /**
     * Makes a queue.
     *
     * @param loop the loop whose tasks use it
     * @param name the name for reports
     * @param capacity how many items there is room for
     * @param order compares items, such as {@link Comparator#naturalOrder()}
     * @throws IllegalArgumentException if the capacity is less than 1
     */
    public AsyncPriorityQueue(Loop loop, String name, int capacity, Comparator<? super T> order) {
        super(WaitingLine.label("queue", name), loop, capacity, new Sorted<>(Objects.requireNonNull(order, "order")));
    }
}
