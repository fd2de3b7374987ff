// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.debounce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import dev.asyncloop.junit.AsyncLoopTest;
import dev.asyncloop.junit.LoopExecutor;
import dev.asyncloop.samples.testing.Exploring;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;

class DebouncerTests {

    private static final Duration QUIET = Duration.ofMillis(500);

    /** How to make one or the other. */
    private interface Debouncers {
        Debouncing create(ScheduledExecutorService timer, Executor worker, Duration quiet, Runnable action);
    }

    @AsyncLoopTest(schedules = 1_000)
    void text_key_when_timer_fires_is_saved_when_nobody_types(
            Loop loop, Clock clock, @LoopExecutor ScheduledExecutorService timer) {
        assertSavedWhenNobodyTypes(loop, clock, timer, Debouncer::new);
    }

    @AsyncLoopTest
    void text_keys_in_a_row_is_saved_once(Loop loop, Clock clock, @LoopExecutor ScheduledExecutorService timer) {
        List<Instant> saves = new ArrayList<>();
        Debouncer debouncer = new Debouncer(timer, timer, QUIET, () -> saves.add(clock.instant()));
        Instant begin = clock.instant();
        for (int key = 0; key < 10; key++) {
            debouncer.touch();
            loop.advance(Duration.ofMillis(100));
        }
        loop.advance(Duration.ofMinutes(1));
        assertThat(saves).containsExactly(begin.plusMillis(900).plus(QUIET));
    }

    @Test
    void naive_debouncer_saves_while_somebody_types_in_some_order_but_not_in_fifo() {
        Exploring.of(NaiveDebouncerTestCase.class).passesInFifoOrderAndFailsInAnother();
    }

    static class NaiveDebouncerTestCase {
        @AsyncLoopTest(schedules = 100)
        void text_is_saved_when_nobody_types(Loop loop, Clock clock, @LoopExecutor ScheduledExecutorService timer) {
            assertSavedWhenNobodyTypes(loop, clock, timer, NaiveDebouncer::new);
        }
    }

    /** The second key comes just when the timer of the first one fires; in FIFO order it is a little earlier. */
    private static void assertSavedWhenNobodyTypes(
            Loop loop, Clock clock, ScheduledExecutorService timer, Debouncers debouncers) {
        ScheduledExecutorService worker = loop.threadPool(1);
        List<Duration> quietBeforeSave = new ArrayList<>();
        Instant[] lastKey = {Instant.MIN};
        Debouncing debouncer = debouncers.create(
                timer, worker, QUIET, () -> quietBeforeSave.add(Duration.between(lastKey[0], clock.instant())));
        Runnable key = () -> {
            lastKey[0] = clock.instant();
            debouncer.touch();
        };
        loop.callLater(QUIET, key);
        key.run();
        loop.advance(Duration.ofMinutes(1));
        worker.shutdown();
        assertThat(quietBeforeSave).as("quiet times before each save").containsOnly(QUIET);
    }
}
