// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.callbacks;

import static java.util.Objects.requireNonNull;

import dev.asyncloop.Handle;
import dev.asyncloop.Loop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A loop as users make it. Only its budgets are larger: they are meant for programs that run away. */
final class AsyncLoop implements Callbacks, Timers {

    private final Loop loop = Loop.builder()
            .maxSteps(Long.MAX_VALUE)
            .maxStepsPerInstant(Long.MAX_VALUE)
            .build();

    @Override
    public void callSoon(Runnable callback) {
        loop.callSoon(callback);
    }

    @Override
    public void run() {
        loop.runUntilIdle();
    }

    @Override
    public Object arm(long delayMillis, Runnable callback) {
        return loop.callLater(Duration.ofMillis(delayMillis), callback);
    }

    @Override
    public void cancel(@Nullable Object timer) {
        ((Handle) requireNonNull(timer)).cancel();
    }

    @Override
    public void advance(long millis) {
        loop.advance(Duration.ofMillis(millis));
    }

    @Override
    public void close() {
        loop.close();
    }
}
