// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.callbacks;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What one writes first: a {@code PriorityQueue<long[]>}, from which removing is linear. */
final class JdkQueue implements Timers {

    private final PriorityQueue<long[]> queue = new PriorityQueue<>((a, b) -> Long.compare(a[0], b[0]));
    private long now;
    private @Nullable Runnable callback;

    @Override
    public Object arm(long delayMillis, Runnable callback) {
        this.callback = callback;
        long[] timer = {now + delayMillis};
        queue.add(timer);
        return timer;
    }

    @Override
    public void cancel(@Nullable Object timer) {
        queue.remove(timer);
    }

    @Override
    public void advance(long millis) {
        now += millis;
        for (long[] next = queue.peek(); next != null && next[0] <= now && callback != null; next = queue.peek()) {
            queue.poll();
            callback.run();
        }
    }
}
