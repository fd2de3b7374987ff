// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.io;

import dev.asyncloop.ClockHold;
import dev.asyncloop.internal.Channels;
import dev.asyncloop.internal.Waiter;
import dev.asyncloop.internal.Watch;
import dev.asyncloop.internal.Wire;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Suspends a task until a channel is ready, or closed; a cancelled wait leaves no watcher behind. */
final class Readiness {

    private Readiness() {}

    static void awaitReadable(Channels channels, Watch watch, @Nullable Wire wire, Supplier<String> description) {
        if (watch.isReadable()) {
            throw taken(description, "reads from");
        }
        Waiter waiter = Waiter.on(channels.loop(), description, () -> null);
        watch.onReadable(() -> {
            watch.onReadable(null);
            waiter.wake();
        });
        try {
            await(channels, watch, waiter, wire, description);
        } finally {
            watch.onReadable(null);
        }
    }

    static void awaitWritable(Channels channels, Watch watch, @Nullable Wire wire, Supplier<String> description) {
        if (watch.isWritable()) {
            throw taken(description, "writes to");
        }
        Waiter waiter = Waiter.on(channels.loop(), description, () -> null);
        watch.onWritable(() -> {
            watch.onWritable(null);
            waiter.wake();
        });
        if (wire != null && wire.allowance() == 0) {
            wire.withhold();
        }
        try {
            await(channels, watch, waiter, wire, description);
        } finally {
            watch.onWritable(null);
        }
    }

    private static void await(
            Channels channels, Watch watch, Waiter waiter, @Nullable Wire wire, Supplier<String> description) {
        channels.waits(waiter, watch);
        ClockHold hold = wire == null ? null : wire.hold(description);
        try {
            waiter.await();
        } finally {
            channels.waited(waiter);
            if (hold != null) {
                hold.close();
            }
        }
    }

    private static IllegalStateException taken(Supplier<String> description, String does) {
        return new IllegalStateException("Cannot wait for " + description.get() + ": another task, or a watcher, "
                + does + " the channel. Let one at a time.");
    }
}
