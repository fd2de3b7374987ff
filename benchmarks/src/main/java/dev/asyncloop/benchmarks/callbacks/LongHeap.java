// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.callbacks;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The limit where timers fire: a binary heap of deadlines, which all have the same callback and cannot be cancelled. */
final class LongHeap implements Timers {

    private long[] heap = new long[16];
    private int size;
    private long now;
    private @Nullable Runnable callback;

    @Override
    public @Nullable Object arm(long delayMillis, Runnable callback) {
        this.callback = callback;
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        long deadline = now + delayMillis;
        int index = size++;
        while (index > 0 && heap[(index - 1) >> 1] > deadline) {
            heap[index] = heap[(index - 1) >> 1];
            index = (index - 1) >> 1;
        }
        heap[index] = deadline;
        return null;
    }

    @Override
    public void cancel(@Nullable Object timer) {
        throw new UnsupportedOperationException("A deadline alone cannot be found again: use IndexedHeap.");
    }

    @Override
    public void advance(long millis) {
        now += millis;
        while (size > 0 && heap[0] <= now && callback != null) {
            removeFirst();
            callback.run();
        }
    }

    private void removeFirst() {
        long last = heap[--size];
        int index = 0;
        for (int child = 1; child < size; child = 2 * index + 1) {
            if (child + 1 < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= last) {
                break;
            }
            heap[index] = heap[child];
            index = child;
        }
        heap[index] = last;
    }
}
