// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.io;

import dev.asyncloop.ClockHold;
import dev.asyncloop.Handle;
import dev.asyncloop.Loop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * TLS on a socket: an {@link SSLEngine} between what a stream sees and what is on the wire. What is written before the handshake
 * is over is kept until then. The engine's tasks, which check certificates, run on the loop's thread.
 */
final class TlsTransport implements Transport {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Loop loop;
    private final SSLEngine engine;
    private final Receiver receiver;
    private final Transport socket;
    private final Waiting handshakes;
    private final ByteQueue encrypted = new ByteQueue();
    private final ByteQueue unwrapped = new ByteQueue();
    private ByteBuffer packet;
    private ByteBuffer plain;
    private @Nullable Handle timer;
    private boolean open;
    private boolean inputEnded;
    private boolean pumping;
    private boolean closing;
    private boolean closed;
    private @Nullable IOException failure;

    TlsTransport(Loop loop, SSLEngine engine, Receiver receiver, Function<Receiver, Transport> socket) {
        this.loop = loop;
        this.engine = engine;
        this.receiver = receiver;
        this.socket = socket.apply(new Events());
        handshakes = new Waiting(loop);
        packet = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    }

    SSLEngine engine() {
        return engine;
    }

    // ---- the handshake

    /** Waits until both ends have agreed. */
    void handshake(Duration limit, Supplier<String> name) throws IOException {
        timer = loop.callLater(
                limit,
                () -> fail(
                        new SSLHandshakeException("The TLS handshake of " + name.get() + " took more than " + limit)));
        try {
            engine.beginHandshake();
            socket.reading(true);
            pump();
            while (!open && !closed) {
                handshakes.await(() -> "TLS handshake of " + name.get(), this);
            }
        } finally {
            timer.cancel();
        }
        if (!open) {
            throw failure != null ? failure : new ConnectionLostException(name.get(), null);
        }
    }

    /** Lets the engine go on as far as it can with what has come. */
    private void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        try {
            while (!closed && advance()) {
                // the next record
            }
        } catch (SSLException e) {
            sayGoodbye();
            fail(e);
        } finally {
            pumping = false;
        }
    }

    private boolean advance() throws SSLException {
        return switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> {
                runTasks();
                yield true;
            }
            case NEED_WRAP -> wrap(NOTHING);
            case NOT_HANDSHAKING -> {
                if (!open) {
                    open = true;
                    handshakes.wakeAll();
                }
                if (!unwrapped.isEmpty()) {
                    wrapAll(ByteBuffer.wrap(unwrapped.take(unwrapped.size())));
                }
                yield unwrap();
            }
            default -> unwrap();
        };
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    // ---- receiving

    private boolean unwrap() throws SSLException {
        if (encrypted.isEmpty() || inputEnded) {
            return false;
        }
        ByteBuffer source = encrypted.view();
        SSLEngineResult result = engine.unwrap(source, plain.clear());
        encrypted.skip(result.bytesConsumed());
        return switch (result.getStatus()) {
            case BUFFER_UNDERFLOW -> false;
            case BUFFER_OVERFLOW -> {
                plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize() + plain.capacity());
                yield true;
            }
            case CLOSED -> {
                inputEnded = true;
                receiver.ended();
                yield engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
            }
            case OK -> {
                if (plain.flip().hasRemaining()) {
                    receiver.received(plain);
                }
                yield true;
            }
        };
    }

    // ---- sending

    @Override
    public void write(ByteBuffer source) {
        if (closing || closed) {
            return;
        }
        if (!open) {
            unwrapped.add(source);
            return;
        }
        try {
            wrapAll(source);
        } catch (SSLException e) {
            fail(e);
        }
        pump();
    }

    /** Encrypts and sends; keeps what the engine would not take, as it is in the midst of a handshake. */
    private void wrapAll(ByteBuffer source) throws SSLException {
        while (source.hasRemaining() && wrap(source)) {
            // the next record
        }
        if (source.hasRemaining() && !engine.isOutboundDone()) {
            unwrapped.add(source);
        }
    }

    /** Encrypts and sends one record; returns false if the engine would not. */
    private boolean wrap(ByteBuffer source) throws SSLException {
        SSLEngineResult result = engine.wrap(source, packet.clear());
        if (result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW) {
            packet = ByteBuffer.allocate(engine.getSession().getPacketBufferSize() + packet.capacity());
            return true;
        }
        if (packet.flip().hasRemaining()) {
            socket.write(packet);
        }
        return result.getStatus() == SSLEngineResult.Status.OK && result.bytesConsumed() + result.bytesProduced() > 0;
    }

    @Override
    public int unsent() {
        return socket.unsent() + unwrapped.size();
    }

    @Override
    public void writeEnd() {
        if (!closing && !closed) {
            sayGoodbye();
        }
    }

    /** Tells the other end, by a close_notify or by what the engine has found wrong, that nothing more will come. */
    private void sayGoodbye() {
        engine.closeOutbound();
        try {
            while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && wrap(NOTHING)) {
                // the next record
            }
        } catch (SSLException e) {
            // there is nobody left to tell
        }
    }

    @Override
    public void reading(boolean on) {
        if (open) {
            socket.reading(on);
        }
    }

    @Override
    public void readNow() {
        socket.readNow();
    }

    // ---- the end

    @Override
    public void close() {
        if (!closing && !closed) {
            closing = true;
            sayGoodbye();
            socket.close();
        }
    }

    @Override
    public void abort(@Nullable IOException reason) {
        socket.abort(reason);
    }

    /** Closes the connection, at once if the other end does not take what was sent before: it may never do so. */
    private void fail(IOException reason) {
        failure = failure == null ? reason : failure;
        if (socket.unsent() > 0) {
            socket.abort(reason);
        } else {
            socket.close();
        }
    }

    @Override
    public @Nullable ClockHold hold(Supplier<String> who) {
        return open ? socket.hold(who) : socket.holdForAnswer(who);
    }

    @Override
    public @Nullable ClockHold holdForAnswer(Supplier<String> who) {
        return socket.holdForAnswer(who);
    }

    private final class Events implements Receiver {

        @Override
        public void received(ByteBuffer source) {
            encrypted.add(source);
            pump();
        }

        @Override
        public void ended() {
            if (!inputEnded && failure == null) {
                failure = new SSLException(
                        open
                                ? "the other end has closed the connection without ending the stream, which may be cut off"
                                : "the other end has closed the connection during the TLS handshake");
            }
            if (!inputEnded) {
                socket.close();
            }
        }

        @Override
        public void sent() {
            receiver.sent();
        }

        @Override
        public void closed(@Nullable IOException reason) {
            closed = true;
            if (failure == null) {
                failure = reason;
            }
            if (timer != null) {
                timer.cancel();
            }
            handshakes.wakeAll();
            receiver.closed(failure);
        }
    }
}
