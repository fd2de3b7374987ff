// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.Loops.millis;
import static dev.asyncloop.Loops.seconds;
import static dev.asyncloop.Loops.secondsOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.clock.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Virtual time: who moves it, how far, and what runs on the way. */
class TimeTests {

    private final Loop loop = Loop.create();
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    /** Schedules a random tangle of timers, tasks and callbacks. */
    private static void tangle(Loop tangled, List<String> into, int depth, RandomGenerator random) {
        for (int i = 0; i < 3; i++) {
            String name = depth + "." + i;
            Duration delay = millis(random.nextInt(5) - 1);
            Runnable more = () -> {
                into.add(name + "@" + tangled.clock().nanoTime());
                if (depth < 3) {
                    tangle(tangled, into, depth + 1, random);
                }
            };
            switch (random.nextInt(3)) {
                case 0 -> tangled.callLater(delay, more);
                case 1 ->
                    tangled.spawn(() -> {
                        tangled.sleep(delay);
                        more.run();
                    });
                default -> tangled.callSoon(more);
            }
        }
    }

    @Test
    void advance_inParts_isTheSameAsAtOnce() {
        for (long seed = 0; seed < 500; seed++) {
            List<String> once = new ArrayList<>();
            List<String> inParts = new ArrayList<>();
            long hash;
            try (Loop tangled = Loop.builder().seed(seed).build()) {
                tangle(tangled, once, 0, tangled.random());
                tangled.advance(millis(12));
                hash = tangled.trace().hash();
            }
            try (Loop tangled = Loop.builder().seed(seed).build()) {
                tangle(tangled, inParts, 0, tangled.random());
                tangled.advance(millis(seed % 5));
                tangled.advance(Duration.ZERO);
                tangled.advance(Duration.ofNanos(1_500_001));
                tangled.advance(millis(10 - seed % 5).plusNanos(499_999));
                assertThat(tangled.clock().nanoTime()).isEqualTo(12_000_000);
                assertThat(tangled.trace().hash()).as("seed %d", seed).isEqualTo(hash);
            }
            assertThat(inParts).isEqualTo(once).isNotEmpty();
        }
    }

    @Test
    void advance_toADeadline_includesIt() {
        loop.callLater(seconds(2), () -> log.add("at 2"));
        loop.callLater(seconds(2).plusNanos(1), () -> log.add("just after"));
        loop.advance(seconds(2));
        assertThat(log).containsExactly("at 2");
        loop.advance(Duration.ofNanos(1));
        assertThat(log).containsExactly("at 2", "just after");
    }

    @Test
    void clock_insideOfATimer_readsItsDeadline() {
        for (int i = 1; i <= 3; i++) {
            loop.callLater(seconds(i), () -> log.add("" + loop.clock().nanoTime()));
        }
        loop.advance(seconds(10));
        assertThat(log).containsExactly("1000000000", "2000000000", "3000000000");
        assertThat(secondsOf(loop)).isEqualTo(10);
    }

    @Test
    void advanceTo_anInstant_leavesTheClockThere() {
        Instant target = loop.clock().instant().plusSeconds(90);
        loop.callLater(seconds(90), () -> log.add("ran"));
        loop.advanceTo(target);
        assertThat(loop.clock().instant()).isEqualTo(target);
        assertThat(log).containsExactly("ran");
        loop.advanceTo(target);
        assertThat(loop.clock().instant()).isEqualTo(target);
    }

    @Test
    void runUntilIdle_withTimers_doesNotMoveTime() {
        loop.callLater(seconds(1), () -> log.add("never"));
        loop.callLater(Duration.ZERO, () -> loop.callLater(Duration.ZERO, () -> log.add("now")));
        loop.runUntilIdle();
        assertThat(log).containsExactly("now");
        assertThat(loop.clock().nanoTime()).isZero();
        loop.advanceUntilIdle();
    }

    @Test
    void advanceUntilIdle_withBackgroundTasks_ignoresTheirTimers() {
        loop.spawnBackground("ticker", () -> {
            while (true) {
                loop.sleep(seconds(7));
                log.add("tick@" + secondsOf(loop));
            }
        });
        loop.spawn("worker", () -> {
            loop.sleep(seconds(10));
            loop.callLater(seconds(5), () -> log.add("timer@" + secondsOf(loop)));
        });
        loop.advanceUntilIdle();
        assertThat(log).containsExactly("tick@7", "tick@14", "timer@15");
        assertThat(secondsOf(loop)).isEqualTo(15);
    }

    @Test
    void callAt_whenTheWallClockStepsAfterwards_staysWhereItWas() {
        VirtualClock clock = loop.clock();
        loop.callAt(clock.instant().plusSeconds(10), () -> log.add("ran@" + secondsOf(loop)));
        loop.callAt(clock.instant().minusSeconds(10), () -> log.add("past@" + secondsOf(loop)));
        clock.stepWallClock(Duration.ofHours(1));
        loop.callAt(clock.instant().plusSeconds(5), () -> log.add("stepped@" + secondsOf(loop)));
        loop.advance(seconds(20));
        assertThat(log).containsExactly("past@0", "stepped@5", "ran@10");
    }

    @Test
    void delays_ofThreeHundredYears_neverCome() {
        Duration ages = Duration.ofDays(365L * 300);
        Handle timer = loop.callLater(ages, () -> log.add("never"));
        Task<?> sleeper = loop.spawn(() -> loop.sleep(ages));
        loop.callLater(ages.negated(), () -> log.add("long ago"));
        loop.advance(Duration.ofDays(1));
        assertThat(log).containsExactly("long ago");
        assertThat(timer.isPending()).isTrue();
        assertThat(sleeper.isDone()).isFalse();
        assertThat(timer.cancel()).isTrue();
    }

    @Test
    void realTime_shortTimers_runInOrder() {
        try (Loop real = Loop.builder().realTime().build()) {
            real.callLater(millis(4), () -> log.add("late"));
            real.callLater(millis(2), () -> log.add("early"));
            String result = real.run(() -> {
                real.sleep(millis(6));
                return "done";
            });
            assertThat(result).isEqualTo("done");
            assertThat(log).containsExactly("early", "late");
            assertThat(real.clock().nanoTime()).isGreaterThanOrEqualTo(6_000_000);
        }
    }
}
