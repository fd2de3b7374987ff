// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.io;

import dev.asyncloop.Loop;
import dev.asyncloop.internal.Channels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The sending half of a stream: makes writers wait while more is unsent than the high-water mark, until the low one. */
final class Output {

    /** A task that goes on writing to a lost connection is told of once, at this write. */
    private static final int REPORTED_WRITE = 5;

    private final StreamOptions options;
    private final Supplier<String> name;
    private final Channels channels;
    private final Waiting drained;
    private final Supplier<String> waitsForRoom;

    private @Nullable Transport transport;
    private boolean full;
    private boolean ended;
    private boolean closed;
    private @Nullable IOException reason;
    private int lostWrites;

    Output(Channels channels, StreamOptions options, Supplier<String> name) {
        this.channels = channels;
        this.options = options;
        this.name = name;
        Loop loop = channels.loop();
        drained = new Waiting(loop);
        waitsForRoom = () -> "drain of " + name.get() + " to have at most " + options.lowWater() + " bytes unsent";
    }

    void begin(Transport target) {
        transport = target;
    }

    void write(ByteBuffer source) {
        if (ended) {
            throw new IllegalStateException("write was called on " + name.get()
                    + " after writeEnd(), which has told the other end that nothing more comes.");
        }
        if (closed) {
            dropped();
            return;
        }
        transport().write(source);
        if (!full && transport().unsent() > options.highWater()) {
            full = true;
        }
    }

    private void dropped() {
        if (++lostWrites == REPORTED_WRITE) {
            String message = name.get() + " is closed, and what is written to it is dropped";
            channels.unhandled(message, new ConnectionLostException(name.get(), reason));
        }
    }

    void writeEnd() {
        if (!closed && !ended) {
            ended = true;
            transport().writeEnd();
        }
    }

    void sent() {
        if (full && transport().unsent() <= options.lowWater()) {
            full = false;
            drained.wakeAll();
        }
    }

    void closing() {
        closed = true;
    }

    void closed(@Nullable IOException why) {
        closed = true;
        full = false;
        reason = why;
        drained.wakeAll();
    }

    void drain() throws IOException {
        if (full && !closed) {
            drained.await(waitsForRoom, transport());
        }
        if (closed) {
            throw new ConnectionLostException(name.get(), reason);
        }
    }

    private Transport transport() {
        return Objects.requireNonNull(transport);
    }
}
