// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.sync;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What is smallest is taken first; of equal items, what was put first. */
final class Sorted<T> implements Storage<T> {

    private record Entry<T>(T item, long sequence) {}

    private final PriorityQueue<Entry<T>> entries;
    private long last;
    private long first;

    Sorted(Comparator<? super T> order) {
        entries = new PriorityQueue<>(
                Comparator.<Entry<T>, T>comparing(Entry::item, order).thenComparingLong(Entry::sequence));
    }

    @Override
    public void add(T item) {
        entries.add(new Entry<>(item, ++last));
    }

    @Override
    public @Nullable T take() {
        Entry<T> entry = entries.poll();
        return entry == null ? null : entry.item();
    }

    @Override
    public void putBack(T item) {
        entries.add(new Entry<>(item, --first));
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
