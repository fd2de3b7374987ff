// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.sync;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The items of a queue, in the order in which they are to be taken. */
interface Storage<T> {

    void add(T item);

    /** Takes the next item, if there is one. */
    @Nullable
    T take();

    /** Puts an item back that was taken, in front of its equals. */
    void putBack(T item);

    int size();

    void clear();

    /** What was put first is taken first. */
    class Fifo<T> implements Storage<T> {

        final ArrayDeque<T> items = new ArrayDeque<>();

        @Override
        public void add(T item) {
            items.addLast(item);
        }

        @Override
        public @Nullable T take() {
            return items.pollFirst();
        }

        @Override
        public void putBack(T item) {
            items.addFirst(item);
        }

        @Override
        public int size() {
            return items.size();
        }

        @Override
        public void clear() {
            items.clear();
        }
    }

    /** What was put last is taken first. */
    final class Lifo<T> extends Fifo<T> {

        @Override
        public void add(T item) {
            items.addFirst(item);
        }
    }
}
