// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.ratelimit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The bug: a token bucket filled by the wall clock. When that is set back, nobody gets a permit until it has caught up; when it
 * is set forward, everybody does.
 */
public final class WallClockRateLimiter implements RateLimiter {

    private final Clock clock;
    private final Duration interval;
    private final int burst;
    private int permits;
    private Instant filled;

    /** Makes a limiter that adds a permit in each interval, up to a number. */
    public WallClockRateLimiter(Clock clock, Duration interval, int burst) {
        this.clock = clock;
        this.interval = interval;
        this.burst = burst;
        this.permits = burst;
        this.filled = clock.instant();
    }

    @Override
    public synchronized boolean tryAcquire() {
        long intervals = Duration.between(filled, clock.instant()).dividedBy(interval);
        if (intervals > 0) {
            permits = (int) Math.min(burst, permits + intervals);
            filled = filled.plus(interval.multipliedBy(intervals));
        }
        if (permits == 0) {
            return false;
        }
        permits--;
        return true;
    }
}
