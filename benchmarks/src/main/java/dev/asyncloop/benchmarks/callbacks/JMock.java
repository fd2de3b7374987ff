// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.callbacks;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jmock.lib.concurrent.DeterministicScheduler;
import org.jspecify.annotations.Nullable;

/** jMock's scheduler, whose timers are in a linked list. */
final class JMock implements Callbacks, Timers {

    private final DeterministicScheduler scheduler = new DeterministicScheduler();

    @Override
    public void callSoon(Runnable callback) {
        scheduler.execute(callback);
    }

    @Override
    public void run() {
        scheduler.runUntilIdle();
    }

    @Override
    public Object arm(long delayMillis, Runnable callback) {
        return scheduler.schedule(callback, delayMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void cancel(@Nullable Object timer) {
        ((Future<?>) requireNonNull(timer)).cancel(false);
    }

    @Override
    public void advance(long millis) {
        scheduler.tick(millis, TimeUnit.MILLISECONDS);
    }
}
