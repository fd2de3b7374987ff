// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.callbacks;

import static java.util.Objects.requireNonNull;

import cats.effect.kernel.testkit.TestContext;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import scala.Function0;
import scala.concurrent.duration.FiniteDuration;

/** The scheduler below Cats Effect's {@code TestControl}, which takes callbacks that are due together in a random order. */
final class Cats implements Callbacks, Timers {

    private final TestContext context = TestContext.apply();

    @Override
    public void callSoon(Runnable callback) {
        context.execute(callback);
    }

    @Override
    public void run() {
        context.tick();
    }

    @Override
    public Object arm(long delayMillis, Runnable callback) {
        return context.schedule(FiniteDuration.apply(delayMillis, TimeUnit.MILLISECONDS), callback);
    }

    @Override
    public void cancel(@Nullable Object timer) {
        ((Function0<?>) requireNonNull(timer)).apply();
    }

    @Override
    public void advance(long millis) {
        if (millis > 0) {
            context.advance(FiniteDuration.apply(millis, TimeUnit.MILLISECONDS));
        }
        context.tick();
    }
}
