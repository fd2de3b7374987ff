// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.callbacks;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The limit where timers are cancelled: a binary heap of longs, each a deadline and a number, and beside it the place of each
 * number. Numbers are given again when all timers have gone.
 */
final class IndexedHeap implements Timers {

    private static final int NUMBER_BITS = 20;
    private static final int NUMBERS = (1 << NUMBER_BITS) - 1;

    private long[] heap = new long[16];
    private int[] places = new int[16];
    private int size;
    private int numbers;
    private long now;
    private @Nullable Runnable callback;

    @Override
    public Object arm(long delayMillis, Runnable callback) {
        this.callback = callback;
        if (size == 0) {
            numbers = 0;
        }
        if (numbers == heap.length) {
            heap = Arrays.copyOf(heap, numbers * 2);
            places = Arrays.copyOf(places, numbers * 2);
        }
        int number = numbers++;
        up(size++, (now + delayMillis) << NUMBER_BITS | number);
        return number;
    }

    @Override
    public void cancel(@Nullable Object timer) {
        remove(places[(Integer) requireNonNull(timer)]);
    }

    @Override
    public void advance(long millis) {
        now += millis;
        while (size > 0 && heap[0] >> NUMBER_BITS <= now && callback != null) {
            remove(0);
            callback.run();
        }
    }

    private void remove(int index) {
        long last = heap[--size];
        if (index == size) {
            return;
        }
        if (index > 0 && heap[(index - 1) >> 1] > last) {
            up(index, last);
        } else {
            down(index, last);
        }
    }

    private void up(int from, long entry) {
        int index = from;
        while (index > 0 && heap[(index - 1) >> 1] > entry) {
            place(index, heap[(index - 1) >> 1]);
            index = (index - 1) >> 1;
        }
        place(index, entry);
    }

    private void down(int from, long entry) {
        int index = from;
        for (int child = 2 * index + 1; child < size; child = 2 * index + 1) {
            if (child + 1 < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= entry) {
                break;
            }
            place(index, heap[child]);
            index = child;
        }
        place(index, entry);
    }

    private void place(int index, long entry) {
        heap[index] = entry;
        places[(int) entry & NUMBERS] = index;
    }
}
