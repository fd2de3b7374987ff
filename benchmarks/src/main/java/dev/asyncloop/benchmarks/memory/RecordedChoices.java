// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.memory;

import dev.asyncloop.Loop;
import dev.asyncloop.Promise;
import dev.asyncloop.schedule.Schedule;
import java.time.Duration;

/**
 * Choices that a seeded loop has made and remembers, all among as many callbacks, which have no stacks that might grow. The loop has
 * made some before, so that what it keeps of the last steps only has its full size.
 */
final class RecordedChoices implements Kept, Runnable {

    private static final int BEFORE = 100_000;

    private final Loop loop = Loop.builder().schedule(Schedule.random(0x5eed)).build();
    private Promise<String> enough = loop.promise("enough");
    private int left;

    /** Makes choices among so many callbacks, each of which queues itself again: so each is a source of its own. */
    RecordedChoices(int candidates) {
        for (int i = 0; i < candidates; i++) {
            loop.callLater(Duration.ofMillis(1), this); // at once, they would be of one source
        }
        add(BEFORE);
    }

    @Override
    public void add(int count) {
        long before = loop.trace().choices();
        left = count;
        enough = loop.promise("enough");
        loop.run(() -> enough.await());
        long made = loop.trace().choices() - before;
        if (made < count) {
            throw new IllegalStateException("The loop has recorded " + made + " choices and not " + count + ".");
        }
    }

    @Override
    public void close() {
        loop.close();
    }

    @Override
    public void run() {
        if (--left == 0) {
            enough.complete("enough");
        }
        loop.callSoon(this);
    }
}
