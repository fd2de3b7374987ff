// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.sync;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What is smallest is taken first; of equal items, what was put first. */
final class Sorted<T> implements Storage<T> {

    private final Comparator<Entry<T>> order;
    private final PriorityQueue<Entry<T>> entries;

    Sorted(Comparator<? super T> order) {
        this.order = Comparator.<Entry<T>, T>comparing(Entry::item, order).thenComparingLong(Entry::sequence);
        entries = new PriorityQueue<>(this.order);
    }

    @Override
    public boolean precedes(Entry<T> entry, Entry<T> other) {
        return order.compare(entry, other) < 0;
    }

    @Override
    public void add(Entry<T> entry) {
        entries.add(entry);
    }

    @Override
    public @Nullable Entry<T> take() {
        return entries.poll();
    }

    @Override
    public void putBack(Entry<T> entry) {
        entries.add(entry);
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
