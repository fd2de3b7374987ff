// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.callbacks;

import static java.util.Objects.requireNonNull;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The event loop of Netty's channel for tests. */
final class Netty implements Callbacks, Timers {

    private final EmbeddedChannel channel = new EmbeddedChannel();

    Netty() {
        channel.freezeTime();
    }

    @Override
    public void callSoon(Runnable callback) {
        channel.eventLoop().execute(callback);
    }

    @Override
    public void run() {
        channel.runPendingTasks();
    }

    @Override
    public Object arm(long delayMillis, Runnable callback) {
        return channel.eventLoop().schedule(callback, delayMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void cancel(@Nullable Object timer) {
        ((Future<?>) requireNonNull(timer)).cancel(false);
    }

    @Override
    public void advance(long millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }

    @Override
    public void close() {
        channel.close();
    }
}
