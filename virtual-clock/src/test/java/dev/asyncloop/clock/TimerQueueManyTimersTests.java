// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares the queue with a sorted set, at sizes at which timers move between heap, wheel and run, for deadlines of many kinds. */
class TimerQueueManyTimersTests {

    private static final class PlainTimer extends TimerQueue.Timer {}

    enum Deadlines {
        NEAR,
        FAR,
        CLUSTERED,
        EQUAL,
        EXTREME,
        OF_EVERY_SCALE,
        EVER_EARLIER,
        AROUND_THE_FIRST,
        SOMETIMES_PAST
    }

    private final TimerQueue<PlainTimer> queue = new TimerQueue<>();
    private final TreeSet<PlainTimer> model =
            new TreeSet<>(Comparator.comparingLong(PlainTimer::deadline).thenComparingLong(PlainTimer::sequence));

    /** All timers that there are. One may be in here and not be queued. */
    private final List<PlainTimer> timers = new ArrayList<>();

    private long now;

    @ParameterizedTest
    @EnumSource
    void queue_growingAndShrinking_behavesAsASortedSet(Deadlines deadlines) {
        for (long seed = 0; seed < 8; seed++) {
            SplitMix64 random = new SplitMix64(seed);
            for (int phase = 0; phase < 12; phase++) {
                int adds = random.nextInt(100);
                int polls = random.nextInt(100 - adds);
                boolean looking = random.nextInt(2) == 0;
                for (int step = random.nextInt(3_000); step > 0; step--) {
                    change(random, deadlines, adds, polls);
                    if (looking || random.nextInt(100) == 0) {
                        checkFirst();
                    }
                }
                checkAll(random);
                if (random.nextInt(8) == 0) {
                    queue.clear();
                    model.clear();
                }
            }
            while (!model.isEmpty()) {
                poll();
            }
            assertThat(queue.poll()).isNull();
        }
    }

    private void change(SplitMix64 random, Deadlines deadlines, int adds, int polls) {
        int dice = random.nextInt(100);
        if (dice < adds || timers.isEmpty()) {
            add(next(deadlines, random), random);
        } else if (dice < adds + polls) {
            poll();
        } else {
            PlainTimer timer = timers.get(random.nextInt(timers.size()));
            boolean queued = model.contains(timer) && model.remove(timer);
            assertThat(timer.isQueued()).isEqualTo(queued);
            assertThat(queue.remove(timer)).isEqualTo(queued);
            assertThat(timer.isQueued()).isFalse();
        }
    }

    private long next(Deadlines deadlines, SplitMix64 random) {
        long first = model.isEmpty() ? now : model.first().deadline();
        return switch (deadlines) {
            case NEAR -> now + random.nextInt(1_000);
            case FAR -> now + (random.nextLong() >>> 20);
            case CLUSTERED -> now / 1_000_000 * 1_000_000 + random.nextInt(5) * 1_000_000_000L + random.nextInt(3);
            case EQUAL -> now + random.nextInt(50) / 49;
            case EXTREME ->
                random.nextInt(2) == 0 ? Long.MIN_VALUE + random.nextInt(2) : Long.MAX_VALUE - random.nextInt(2);
            case OF_EVERY_SCALE -> random.nextLong() >> random.nextInt(64);
            case EVER_EARLIER -> first - (random.nextLong() >>> 20 + random.nextInt(40));
            case AROUND_THE_FIRST -> first + (random.nextLong() >> 24 + random.nextInt(40));
            case SOMETIMES_PAST -> now + random.nextInt(1_000_000_000) - random.nextInt(4) / 3 * 1_000_000_000L;
        };
    }

    private void add(long deadline, SplitMix64 random) {
        PlainTimer timer = timers.isEmpty() ? null : timers.get(random.nextInt(timers.size()));
        if (timer == null || timer.isQueued()) {
            timer = new PlainTimer();
            timers.add(timer);
        }
        queue.add(timer, deadline);
        model.add(timer);
    }

    private void poll() {
        PlainTimer expected = model.pollFirst();
        assertThat(queue.poll()).isSameAs(expected);
        if (expected != null) {
            assertThat(expected.isQueued()).isFalse();
            now = expected.deadline();
        }
    }

    private void checkFirst() {
        if (model.isEmpty()) {
            assertThat(queue.peek()).isNull();
            assertThat(queue.nextDeadline()).isEqualTo(Long.MAX_VALUE);
        } else {
            assertThat(queue.peek()).isSameAs(model.first());
            assertThat(queue.nextDeadline()).isEqualTo(model.first().deadline());
        }
    }

    private void checkAll(SplitMix64 random) {
        assertThat(queue.size()).isEqualTo(model.size());
        assertThat(queue.isEmpty()).isEqualTo(model.isEmpty());
        assertThat(queue.inOrder().equals(List.copyOf(model))).isTrue();
        long limit =
                model.isEmpty() ? 0 : timers.get(random.nextInt(timers.size())).deadline();
        assertThat(queue.deadlinesUpTo(limit))
                .isEqualTo(model.stream()
                        .mapToLong(PlainTimer::deadline)
                        .filter(deadline -> deadline <= limit)
                        .distinct()
                        .toArray());
    }
}
