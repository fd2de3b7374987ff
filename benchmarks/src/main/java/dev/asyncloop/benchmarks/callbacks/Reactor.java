// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.callbacks;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Reactor's scheduler for tests. */
final class Reactor implements Callbacks, Timers {

    private final VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();

    @Override
    public void callSoon(Runnable callback) {
        scheduler.schedule(callback);
    }

    @Override
    public void run() {
        scheduler.advanceTime();
    }

    @Override
    public Object arm(long delayMillis, Runnable callback) {
        return scheduler.schedule(callback, delayMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void cancel(@Nullable Object timer) {
        ((Disposable) requireNonNull(timer)).dispose();
    }

    @Override
    public void advance(long millis) {
        scheduler.advanceTimeBy(Duration.ofMillis(millis));
    }

    @Override
    public void close() {
        scheduler.dispose();
    }
}
