// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.callbacks;

import java.util.ArrayDeque;

/** The limit: a deque that is emptied. */
final class BareDeque implements Callbacks {

    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();

    @Override
    public void callSoon(Runnable callback) {
        queue.add(callback);
    }

    @Override
    public void run() {
        for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
            next.run();
        }
    }
}
