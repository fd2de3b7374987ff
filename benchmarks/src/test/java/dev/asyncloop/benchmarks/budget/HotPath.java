// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.budget;

import dev.asyncloop.Handle;
import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.schedule.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Operations of a loop whose cost is watched; {@link #run} does many of one kind. */
public enum HotPath {

    /** A callback that queues the next one. */
    DISPATCH_CHAIN(100_000) {
        @Override
        void body(Loop loop) {
            loop.callSoon(new Chain(loop, operations));
            loop.runUntilIdle();
        }
    },

    /** A thousand callbacks that are queued at once. */
    DISPATCH_BATCH(100_000) {
        @Override
        void body(Loop loop) {
            for (int i = 1; i <= operations; i++) {
                loop.callSoon(HotPath::nothing);
                if (i % 1_000 == 0) {
                    loop.runUntilIdle();
                }
            }
        }
    },

    /** A timer that is inserted and fires, a hundred at once. */
    TIMER_FIRED(100_000) {
        @Override
        void body(Loop loop) {
            for (int i = 0; i < operations; i += DELAYS.length) {
                for (Duration delay : DELAYS) {
                    loop.callLater(delay, HotPath::nothing);
                }
                loop.advance(LONGEST);
            }
        }
    },

    /** A timer that is inserted and cancelled, a hundred at once. */
    TIMER_CANCELLED(100_000) {
        @Override
        void body(Loop loop) {
            Handle[] handles = new Handle[DELAYS.length];
            for (int i = 0; i < operations; i += DELAYS.length) {
                for (int j = 0; j < DELAYS.length; j++) {
                    handles[j] = loop.callLater(DELAYS[j], HotPath::nothing);
                }
                for (Handle handle : handles) {
                    handle.cancel();
                }
            }
        }
    },

    /** A task gives way. */
    YIELD(100_000) {
        @Override
        void body(Loop loop) {
            loop.run(() -> {
                for (int i = 0; i < operations; i++) {
                    loop.yieldNow();
                }
            });
        }
    },

    /** A task sleeps. */
    SLEEP(100_000) {
        @Override
        void body(Loop loop) {
            loop.run(() -> {
                for (int i = 0; i < operations; i++) {
                    loop.sleep(LONGEST);
                }
            });
        }
    },

    /** A task awaits a future, which another one completes before it gives way. */
    HAND_OVER(100_000) {
        @Override
        void body(Loop loop) {
            List<CompletableFuture<String>> last = new ArrayList<>();
            Task<?> giver = loop.spawn(() -> {
                for (int i = 0; i < operations; i++) {
                    loop.yieldNow();
                    last.get(0).complete("it");
                }
            });
            loop.run(() -> {
                for (int i = 0; i < operations; i++) {
                    last.clear();
                    last.add(new CompletableFuture<>());
                    loop.await(last.get(0));
                }
                giver.await();
            });
        }
    },

    /** A task is spawned, and ends. */
    SPAWN(20_000) {
        @Override
        void body(Loop loop) {
            loop.run(() -> {
                for (int i = 0; i < operations; i++) {
                    loop.spawn(() -> {}).await();
                }
            });
        }
    },

    /** A choice among a hundred tasks by a seed; a hundredth of what the tasks cost is in it. */
    SEEDED_CHOICE(100_000) {
        @Override
        void body(Loop loop) {
            int tasks = 100;
            for (int i = 0; i < tasks; i++) {
                loop.spawn(() -> giveWay(loop, operations / tasks));
            }
            loop.runUntilIdle();
        }
    },

    /** A loop for nothing but an empty task. */
    EMPTY_SCHEDULE(5_000) {
        @Override
        void body(Loop loop) {
            loop.run(() -> {});
        }
    },

    /** A loop for three tasks of eight steps each. */
    SCHEDULE_OF_24(2_000) {
        @Override
        void body(Loop loop) {
            loop.run(() -> {
                Task<?> first = loop.spawn(() -> giveWay(loop, 7));
                Task<?> second = loop.spawn(() -> giveWay(loop, 7));
                Task<?> third = loop.spawn(() -> giveWay(loop, 7));
                first.await();
                second.await();
                third.await();
            });
        }
    };

    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final Duration[] DELAYS = new SplittableRandom(0x5eed)
            .longs(100, 1, LONGEST.toNanos())
            .mapToObj(Duration::ofNanos)
            .toArray(Duration[]::new);

    /** How many operations {@link #run} does. */
    final int operations;

    HotPath(int operations) {
        this.operations = operations;
    }

    /** Does them, and shows each loop before it is closed. */
    void run(Consumer<Loop> atEnd) {
        boolean one = this != EMPTY_SCHEDULE && this != SCHEDULE_OF_24;
        for (int i = 0; i < (one ? 1 : operations); i++) {
            try (Loop loop = Loop.builder().schedule(schedule(i)).build()) {
                body(loop);
                atEnd.accept(loop);
            }
        }
    }

    abstract void body(Loop loop);

    private Schedule schedule(int number) {
        return this == SEEDED_CHOICE || this == SCHEDULE_OF_24 ? Schedule.random(number) : Schedule.fifo();
    }

    private static void nothing() {}

    private static void giveWay(Loop loop, int times) {
        for (int i = 0; i < times; i++) {
            loop.yieldNow();
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Queues itself until enough is done. */
    private static final class Chain implements Runnable {

        private final Loop loop;
        private int left;

        Chain(Loop loop, int length) {
            this.loop = loop;
            this.left = length;
        }

        @Override
        public void run() {
            if (--left > 0) {
                loop.callSoon(this);
            }
        }
    }
}
