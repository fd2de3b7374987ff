// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.io;

import dev.asyncloop.ClockHold;
import dev.asyncloop.internal.Channels;
import dev.asyncloop.internal.Watch;
import dev.asyncloop.internal.Wire;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A connected socket: read when the loop finds it readable, written at once as far as the kernel takes it. */
final class SocketTransport implements Transport {

    private final Channels channels;
    private final SocketChannel channel;
    private final Watch watch;
    private final Wire wire;
    private final SocketAddress near;
    private final SocketAddress far;
    private final Receiver receiver;
    private final ByteQueue unsent = new ByteQueue();

    private boolean ending;
    private boolean inputEnded;
    private boolean closing;
    private boolean closed;

    SocketTransport(Channels channels, Connection connection, Receiver receiver) {
        this.channels = channels;
        channel = connection.channel();
        watch = connection.watch();
        wire = connection.wire();
        near = connection.near();
        far = connection.far();
        this.receiver = receiver;
    }

    // ---- receiving

    @Override
    public void reading(boolean on) {
        if (!closing && !closed && !inputEnded) {
            watch.onReadable(on ? this::readNow : null);
        }
    }

    @Override
    public void readNow() {
        if (closing || closed || inputEnded) {
            return;
        }
        ByteBuffer scratch = channels.scratch();
        int count;
        try {
            count = wire.read(channel, scratch);
        } catch (IOException e) {
            wire.sawEnd();
            finish(e);
            return;
        }
        if (count > 0) {
            wire.received(count);
            receiver.received(scratch.flip());
        } else if (count < 0) {
            wire.sawEnd();
            watch.onReadable(null);
            inputEnded = true;
            receiver.ended();
        }
    }

    // ---- sending

    @Override
    public void write(ByteBuffer source) {
        if (closing || closed) {
            return;
        }
        if (unsent.isEmpty() && !send(source)) {
            return;
        }
        if (source.hasRemaining()) {
            if (unsent.isEmpty()) {
                waitUntilWritable();
            }
            unsent.add(source);
        }
    }

    /** Sends until the kernel takes no more; returns false if the connection was lost. */
    private boolean send(ByteBuffer source) {
        try {
            int allowed = wire.allowance();
            while (source.hasRemaining() && allowed > 0) {
                ByteBuffer scratch = channels.scratch();
                scratch.limit(Math.min(allowed, Math.min(scratch.capacity(), source.remaining())));
                int offered = scratch.limit();
                scratch.put(0, source, source.position(), offered);
                int count = channel.write(scratch);
                wire.sent(count);
                source.position(source.position() + count);
                allowed -= count;
                if (count < offered) {
                    break;
                }
            }
            return true;
        } catch (IOException e) {
            finish(e);
            return false;
        }
    }

    private void waitUntilWritable() {
        watch.onWritable(this::sendUnsent);
        waitAgain();
    }

    private void waitAgain() {
        if (wire.allowance() == 0) {
            wire.withhold();
        } else {
            wire.blocked(true);
        }
    }

    private void sendUnsent() {
        try {
            wire.blocked(false);
            ByteBuffer scratch = channels.scratch();
            scratch.limit(Math.min(wire.allowance(), scratch.capacity()));
            unsent.peekInto(scratch);
            int count = channel.write(scratch.flip());
            wire.sent(count);
            unsent.skip(count);
        } catch (IOException e) {
            finish(e);
            return;
        }
        if (!unsent.isEmpty()) {
            waitAgain();
        } else {
            watch.onWritable(null);
            if (ending) {
                endOutput();
            }
            if (closing) {
                finish(null);
                return;
            }
        }
        receiver.sent();
    }

    @Override
    public int unsent() {
        return unsent.size();
    }

    @Override
    public void writeEnd() {
        if (!ending && !closing && !closed) {
            ending = true;
            if (unsent.isEmpty()) {
                endOutput();
            }
        }
    }

    private void endOutput() {
        try {
            channel.shutdownOutput();
            wire.sentEnd();
        } catch (IOException e) {
            finish(e);
        }
    }

    // ---- the end

    @Override
    public void close() {
        if (closing || closed) {
            return;
        }
        watch.onReadable(null);
        closing = true;
        if (unsent.isEmpty()) {
            finish(null);
        }
    }

    @Override
    public void abort(@Nullable IOException reason) {
        if (!closed) {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException | UnsupportedOperationException e) {
                // a socket that cannot be reset is only closed
            }
            finish(reason);
            channels.release();
        }
    }

    private void finish(@Nullable IOException reason) {
        if (closed) {
            return;
        }
        closed = true;
        unsent.clear();
        watch.onReadable(null);
        watch.onWritable(null);
        try {
            channel.close();
        } catch (IOException e) {
            // it is gone in any case
        }
        channels.closed(wire, near, far);
        receiver.closed(reason);
    }

    @Override
    public @Nullable ClockHold hold(Supplier<String> who) {
        return wire.hold(who);
    }

    @Override
    public @Nullable ClockHold holdForAnswer(Supplier<String> who) {
        return wire.holdForAnswer(who);
    }
}
