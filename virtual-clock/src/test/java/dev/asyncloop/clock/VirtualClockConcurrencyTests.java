// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.clock;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VirtualClockConcurrencyTests {

    private static final int READERS = 3;
    private static final int ROUNDS = 500_000;
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);

    /**
     * Tests that readers see only wall times that existed.
     *
     * <p>A round advances four times by 1 ms, and the wall clock is an hour ahead around the second and the third time. So
     * the right clock never shows the second of the four milliseconds, and the clock that is ahead never the zeroth: who
     * combines the offset of one moment with the monotonic time of another one gets to see them.
     */
    @Test
    void instant_whileAWriterAdvancesAndSteps_isOneThatExisted() throws Exception {
        VirtualClock clock = VirtualClock.startingAt(Instant.EPOCH);
        AtomicBoolean done = new AtomicBoolean();
        CyclicBarrier start = new CyclicBarrier(READERS + 1);
        ExecutorService executor = Executors.newFixedThreadPool(READERS);
        try {
            List<Future<Long>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(executor.submit(() -> {
                    start.await();
                    long reads = 0;
                    // Read at least once, since the writer may be through before this thread runs.
                    do {
                        long before = clock.nanoTime();
                        long first = clock.instant().toEpochMilli();
                        long between = clock.nanoTime();
                        long second = clock.millis();
                        long after = clock.nanoTime();
                        assertExisted(first, before, between);
                        assertExisted(second, between, after);
                        reads++;
                    } while (!done.get());
                    return reads;
                }));
            }

            start.await();
            try {
                for (int round = 0; round < ROUNDS; round++) {
                    writeRound(clock);
                }
            } finally {
                done.set(true);
            }

            for (Future<Long> reader : readers) {
                assertThat(reader.get(30, SECONDS)).isPositive();
            }
        } finally {
            executor.shutdownNow();
        }
        assertThat(clock.elapsed()).isEqualTo(MILLI.multipliedBy(4 * ROUNDS));
    }

    private static void writeRound(VirtualClock clock) {
        clock.advance(MILLI);
        clock.stepWallClock(HOUR);
        clock.advance(MILLI);
        clock.advance(MILLI);
        clock.stepWallClock(HOUR.negated());
        clock.advance(MILLI);
    }

    private static void assertExisted(long millis, long nanosBefore, long nanosAfter) {
        boolean ahead = millis >= HOUR.toMillis();
        long elapsed = ahead ? millis - HOUR.toMillis() : millis;
        if (elapsed % 4 == (ahead ? 0 : 2)) {
            throw new AssertionError("never existed: " + elapsed + " ms, " + (ahead ? "ahead" : "right"));
        }
        if (elapsed < NANOSECONDS.toMillis(nanosBefore) || elapsed > NANOSECONDS.toMillis(nanosAfter)) {
            throw new AssertionError(elapsed + " ms, read between " + nanosBefore + " and " + nanosAfter + " ns");
        }
    }

    @Test
    void advance_fromManyThreads_losesNone() throws Exception {
        VirtualClock clock = VirtualClock.create();
        ExecutorService executor = Executors.newFixedThreadPool(READERS);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                writers.add(executor.submit(() -> {
                    for (int n = 0; n < ROUNDS; n++) {
                        clock.advance(Duration.ofNanos(3));
                        clock.stepWallClock(Duration.ofNanos(1));
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get(30, SECONDS);
            }
        } finally {
            executor.shutdownNow();
        }

        assertThat(clock.nanoTime()).isEqualTo(3L * READERS * ROUNDS);
        assertThat(clock.instant()).isEqualTo(VirtualClock.DEFAULT_START.plusNanos(4L * READERS * ROUNDS));
    }
}
