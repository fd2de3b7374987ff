// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.clock;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What the queue allocates for itself. */
class TimerQueueMemoryTests {

    private static final class PlainTimer extends TimerQueue.Timer {}

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void queue_empty_hasNoArrays() {
        new TimerQueue<PlainTimer>().nextDeadline(); // loads the classes

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1_000; i++) {
            new TimerQueue<PlainTimer>().nextDeadline();
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000 * 160);
    }

    @Test
    void add_timeoutsThatAreAlwaysCancelled_allocatesNoMoreThanForThoseThatAreLeft() {
        TimerQueue<PlainTimer> queue = new TimerQueue<>();
        PlainTimer[] window = timers(100);
        queue.add(new PlainTimer(), 1);

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100_000; i++) {
            PlainTimer timer = window[i % window.length];
            queue.remove(timer);
            queue.add(timer, 30_000_000_000L + i * 1_000L);
        }

        assertThat(queue.size()).isEqualTo(window.length + 1);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(100_000);
    }

    @Test
    void fire_manyTimersAtRandomTimes_allocatesAFewBytesForEach() {
        int count = 100_000;
        PlainTimer[] timers = timers(count);
        TimerQueue<PlainTimer> queue = new TimerQueue<>();
        SplitMix64 random = new SplitMix64(1);

        long before = threads.getCurrentThreadAllocatedBytes();
        for (PlainTimer timer : timers) {
            queue.add(timer, random.nextInt(1_000_000_000));
        }
        long added = threads.getCurrentThreadAllocatedBytes();
        while (queue.poll() != null) {
            // goes on
        }
        long polled = threads.getCurrentThreadAllocatedBytes();

        // Arrays that double hold four to eight bytes for each timer, and as much was given up while they grew.
        assertThat(added - before).isLessThan(16L * count);
        // Nearly every timer moves once more, into a slot that is finer.
        assertThat(polled - added).isLessThan(24L * count);
    }

    private static PlainTimer[] timers(int count) {
        PlainTimer[] timers = new PlainTimer[count];
        for (int i = 0; i < count; i++) {
            timers[i] = new PlainTimer();
        }
        return timers;
    }
}
