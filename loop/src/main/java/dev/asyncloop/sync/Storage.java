// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.sync;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The items of a queue, in the order in which they are to be taken. */
interface Storage<T> {

    /** An item, and the how manieth it was to be put. */
    record Entry<T>(T item, long sequence) {}

    /** Returns whether an entry is to be taken before another one. */
    boolean precedes(Entry<T> entry, Entry<T> other);

    void add(Entry<T> entry);

    /** Takes the next entry, if there is one. */
    @Nullable
    Entry<T> take();

    /** Puts an entry that was taken back to its place. */
    void putBack(Entry<T> entry);

    int size();

    void clear();

    /** What was put first is taken first. */
    class Fifo<T> implements Storage<T> {

        final ArrayDeque<Entry<T>> entries = new ArrayDeque<>();

        @Override
        public boolean precedes(Entry<T> entry, Entry<T> other) {
            return entry.sequence() < other.sequence();
        }

        @Override
        public void add(Entry<T> entry) {
            entries.addLast(entry);
        }

        @Override
        public @Nullable Entry<T> take() {
            return entries.pollFirst();
        }

        @Override
        public void putBack(Entry<T> entry) {
            ArrayDeque<Entry<T>> before = new ArrayDeque<>();
            while (!entries.isEmpty() && precedes(entries.getFirst(), entry)) {
                before.push(entries.removeFirst());
            }
            entries.addFirst(entry);
            before.forEach(entries::addFirst);
        }

        @Override
        public int size() {
            return entries.size();
        }

        @Override
        public void clear() {
            entries.clear();
        }
    }

    /** What was put last is taken first. */
    final class Lifo<T> extends Fifo<T> {

        @Override
        public boolean precedes(Entry<T> entry, Entry<T> other) {
            return entry.sequence() > other.sequence();
        }

        @Override
        public void add(Entry<T> entry) {
            entries.addFirst(entry);
        }
    }
}
