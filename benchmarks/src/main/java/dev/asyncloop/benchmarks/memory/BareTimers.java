// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.memory;

import dev.asyncloop.clock.TimerQueue;

/** Timers in the queue on which that of the loop is built: a deadline, a sequence and a place, and nothing that is due. */
final class BareTimers implements Kept {

    private final TimerQueue<TimerQueue.Timer> queue = new TimerQueue<>();

    @Override
    public void add(int count) {
        for (int i = 0; i < count; i++) {
            queue.add(new Timer(), i);
        }
    }

    @Override
    public void close() {
        queue.clear();
    }

    private static final class Timer extends TimerQueue.Timer {}
}
