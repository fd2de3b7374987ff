// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.io;

import dev.asyncloop.ClockHold;
import dev.asyncloop.Loop;
import dev.asyncloop.internal.Waiter;
import java.util.ArrayDeque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tasks that wait for the same turn of events on a stream or server, in the order of their coming. */
final class Waiting {

    private final Loop loop;
    private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();

    Waiting(Loop loop) {
        this.loop = loop;
    }

    /** Waits until {@link #wakeAll()}, for what {@code description} says. */
    void await(Supplier<String> description, @Nullable Transport transport) {
        Waiter waiter = Waiter.on(loop, description, () -> null);
        waiters.add(waiter);
        ClockHold hold = transport == null ? null : transport.hold(description);
        try {
            waiter.await();
        } finally {
            waiters.remove(waiter);
            if (hold != null) {
                hold.close();
            }
        }
    }

    void wakeAll() {
        waiters.forEach(Waiter::wake);
    }
}
