// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares the queue with a sorted list, over random operations that are the same in every run. */
class TimerQueueModelTests {

    private static final class NumberedTimer extends TimerQueue.Timer {
        private final int number;

        NumberedTimer(int number) {
            this.number = number;
        }

        @Override
        public String toString() {
            return number + "@" + deadline() + "#" + sequence();
        }
    }

    private final TimerQueue<NumberedTimer> queue = new TimerQueue<>();

    /** What the queue should hold, in its order. New timers go behind the last that is not later. */
    private final List<NumberedTimer> model = new ArrayList<>();

    private final List<NumberedTimer> idle = new ArrayList<>();

    // Few different deadlines make many equal ones; many timers make a deep heap.
    @ParameterizedTest
    @CsvSource({"1, 5, 3", "2, 40, 1", "3, 40, 10", "4, 300, 20", "5, 300, 1000000", "6, 2000, 100"})
    void queue_randomOperations_behavesAsASortedList(long seed, int timers, int deadlines) {
        SplitMix64 random = new SplitMix64(seed);
        for (int i = 0; i < timers; i++) {
            idle.add(new NumberedTimer(i));
        }
        for (int step = 0; step < 5_000; step++) {
            // Growing and shrinking phases, so that the queue becomes full and empty.
            boolean growing = (step / 1_000) % 2 == 0;
            int dice = random.nextInt(10);
            if (dice < (growing ? 7 : 3)) {
                add(random, deadlines);
            } else if (dice < 8) {
                poll();
            } else {
                remove(random);
            }
            check();
            if (random.nextInt(2_000) == 0) {
                clear();
            }
        }
        assertThat(queue.inOrder()).isEqualTo(model);
        while (!model.isEmpty()) {
            poll();
            check();
        }
        assertThat(queue.poll()).isNull();
    }

    private void add(SplitMix64 random, int deadlines) {
        if (idle.isEmpty()) {
            return;
        }
        NumberedTimer timer = idle.remove(random.nextInt(idle.size()));
        long deadline = random.nextInt(deadlines);
        int place = model.size();
        while (place > 0 && model.get(place - 1).deadline() > deadline) {
            place--;
        }
        queue.add(timer, deadline);
        model.add(place, timer);
    }

    private void poll() {
        NumberedTimer polled = queue.poll();
        if (model.isEmpty()) {
            assertThat(polled).isNull();
        } else {
            NumberedTimer expected = model.remove(0);
            assertThat(polled).isSameAs(expected);
            idle.add(expected);
        }
    }

    private void remove(SplitMix64 random) {
        if (!idle.isEmpty()) {
            assertThat(queue.remove(idle.get(random.nextInt(idle.size())))).isFalse();
        }
        if (!model.isEmpty()) {
            NumberedTimer timer = model.remove(random.nextInt(model.size()));
            assertThat(queue.remove(timer)).isTrue();
            assertThat(timer.isQueued()).isFalse();
            idle.add(timer);
        }
    }

    private void clear() {
        queue.clear();
        idle.addAll(model);
        model.clear();
    }

    private void check() {
        assertThat(queue.size()).isEqualTo(model.size());
        assertThat(queue.isEmpty()).isEqualTo(model.isEmpty());
        if (model.isEmpty()) {
            assertThat(queue.peek()).isNull();
            assertThat(queue.nextDeadline()).isEqualTo(Long.MAX_VALUE);
        } else {
            assertThat(queue.peek()).isSameAs(model.get(0));
            assertThat(queue.nextDeadline()).isEqualTo(model.get(0).deadline());
        }
        if (model.size() < 20) {
            assertThat(queue.inOrder()).isEqualTo(model);
        }
    }
}
