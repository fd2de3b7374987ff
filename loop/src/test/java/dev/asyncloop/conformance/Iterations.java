// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.conformance;

import dev.asyncloop.Loop;

/** Counts iterations by a callback that queues itself again, and is the first of each iteration in FIFO order. */
final class Iterations {

    private final Loop loop;
    private long count;
    private boolean stopped;

    Iterations(Loop loop) {
        this.loop = loop;
        loop.callSoon(this::tick);
    }

    private void tick() {
        count++;
        if (!stopped) {
            loop.callSoon(this::tick);
        }
    }

    void restart() {
        count = 0;
    }

    long count() {
        return count;
    }

    String after(String what) {
        return what + "+" + count;
    }

    /** Ends the counting, without which time would stand still. */
    void stop() {
        stopped = true;
    }
}
