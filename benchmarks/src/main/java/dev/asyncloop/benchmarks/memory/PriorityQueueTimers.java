// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.memory;

import java.util.Comparator;
import java.util.PriorityQueue;

/** The limit: a deadline and a sequence each, in the JDK's heap. */
final class PriorityQueueTimers implements Kept {

    private final PriorityQueue<long[]> queue = new PriorityQueue<>(
            Comparator.<long[]>comparingLong(timer -> timer[0]).thenComparingLong(timer -> timer[1]));

    @Override
    public void add(int count) {
        for (int i = 0; i < count; i++) {
            queue.add(new long[] {i, i});
        }
    }

    @Override
    public void close() {
        queue.clear();
    }
}
