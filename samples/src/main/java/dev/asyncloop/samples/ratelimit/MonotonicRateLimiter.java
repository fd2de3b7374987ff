// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.ratelimit;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The fix: a token bucket filled by elapsed time, {@code System::nanoTime} in production and {@code clock.ticker()} in a test. */
public final class MonotonicRateLimiter implements RateLimiter {

    private final LongSupplier nanoTime;
    private final long interval;
    private final int burst;
    private int permits;
    private long filled;

    /** Makes a limiter that adds a permit in each interval, up to a number. */
    public MonotonicRateLimiter(LongSupplier nanoTime, Duration interval, int burst) {
        this.nanoTime = nanoTime;
        this.interval = interval.toNanos();
        this.burst = burst;
        this.permits = burst;
        this.filled = nanoTime.getAsLong();
    }

    @Override
    public synchronized boolean tryAcquire() {
        long intervals = (nanoTime.getAsLong() - filled) / interval;
        if (intervals > 0) {
            permits = (int) Math.min(burst, permits + intervals);
            filled += intervals * interval;
        }
        if (permits == 0) {
            return false;
        }
        permits--;
        return true;
    }
}
