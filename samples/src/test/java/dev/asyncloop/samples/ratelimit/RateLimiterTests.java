// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import dev.asyncloop.TaskGroup;
import dev.asyncloop.clock.VirtualClock;
import dev.asyncloop.junit.AsyncLoopTest;
import dev.asyncloop.samples.testing.Exploring;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimiterTests {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int BURST = 5;

    /** What only knows {@link Clock} needs no change for a test in virtual time. */
    @AsyncLoopTest
    void limiter_steady_clock_permits_one_in_a_second(Loop loop, Clock clock) {
        assertThat(permitsInOneMinute(loop, new WallClockRateLimiter(clock, SECOND, BURST)))
                .isEqualTo(BURST + 60);
    }

    @AsyncLoopTest
    void limiter_clock_set_back_permits_one_in_a_second(Loop loop, VirtualClock clock) {
        assertStepIsNotNoticed(loop, clock, Duration.ofHours(-1), limiter(clock));
    }

    @AsyncLoopTest
    void limiter_clock_set_forward_permits_one_in_a_second(Loop loop, VirtualClock clock) {
        assertStepIsNotNoticed(loop, clock, Duration.ofHours(1), limiter(clock));
    }

    @Test
    void wall_clock_limiter_clock_set_back_permits_nothing() {
        assertThat(Exploring.of(SetBackTestCase.class).failure()).hasMessageContaining("but was: 0");
    }

    @Test
    void wall_clock_limiter_clock_set_forward_permits_a_burst() {
        assertThat(Exploring.of(SetForwardTestCase.class).failure()).hasMessageContaining("but was: 65");
    }

    private static RateLimiter limiter(VirtualClock clock) {
        return new MonotonicRateLimiter(clock.ticker(), SECOND, BURST);
    }

    static class SetBackTestCase {
        @AsyncLoopTest
        void step_is_not_noticed(Loop loop, VirtualClock clock) {
            assertStepIsNotNoticed(loop, clock, Duration.ofHours(-1), new WallClockRateLimiter(clock, SECOND, BURST));
        }
    }

    static class SetForwardTestCase {
        @AsyncLoopTest
        void step_is_not_noticed(Loop loop, VirtualClock clock) {
            assertStepIsNotNoticed(loop, clock, Duration.ofHours(1), new WallClockRateLimiter(clock, SECOND, BURST));
        }
    }

    private static void assertStepIsNotNoticed(Loop loop, VirtualClock clock, Duration step, RateLimiter limiter) {
        permitsInOneMinute(loop, limiter);
        clock.stepWallClock(step);
        assertThat(permitsInOneMinute(loop, limiter)).as("permits in a minute").isEqualTo(60);
    }

    /** Returns how many calls of three greedy clients are permitted from now to a minute later. */
    private static int permitsInOneMinute(Loop loop, RateLimiter limiter) {
        int[] permits = {0};
        try (TaskGroup clients = loop.group()) {
            for (int i = 0; i < 3; i++) {
                clients.spawn("client-" + i, () -> {
                    for (int call = 0; call < 600; call++) {
                        loop.sleep(Duration.ofMillis(100));
                        permits[0] += limiter.tryAcquire() ? 1 : 0;
                    }
                });
            }
        }
        return permits[0];
    }
}
