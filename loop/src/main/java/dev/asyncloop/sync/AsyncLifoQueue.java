// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.sync;

import dev.asyncloop.Loop;
import dev.asyncloop.internal.WaitingLine;

/**
 * An {@link AsyncQueue} that gives out first what was put last: a stack.
 *
 * @param <T> the type of the items
 * @since 0.1
 */
public final class AsyncLifoQueue<T> extends AsyncQueue<T> {

    /**
     * Makes an unbounded queue.
     *
     * @param loop the loop whose tasks use it
     * @param name the name for reports
     */
    public AsyncLifoQueue(Loop loop, String name) {
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
    public AsyncLifoQueue(Loop loop, String name, int capacity) {
        super(WaitingLine.label("queue", name), loop, capacity, new Storage.Lifo<>());
    }
}
