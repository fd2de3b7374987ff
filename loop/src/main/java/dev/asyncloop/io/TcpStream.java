// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.io;

import dev.asyncloop.Loop;
import dev.asyncloop.internal.Channels;
import dev.asyncloop.internal.Waiter;
import java.io.IOException;
import java.lang.StackWalker.StackFrame;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * A connection as two streams of bytes: over TCP, TLS or a Unix domain socket.
 *
 * <p>What arrives is taken in whether or not somebody reads, up to twice {@link StreamOptions#limit()}, so that reading what is
 * there costs neither a switch nor a call of the system. Writing never waits: what the kernel does not take is kept, and {@link
 * #drain()} is where a writer waits for a slower reader. One task at a time may read; any may write. What may wait throws {@link
 * IllegalStateException} in a callback.
 *
 * <pre>{@code
 * try (TcpStream stream = TcpStream.connect(loop, "example.org", 80)) {
 *     stream.write("GET / HTTP/1.0\r\n\r\n");
 *     String status = stream.readLine();
 * }
 * }</pre>
 *
 * @since 0.1
 */
public final class TcpStream implements AutoCloseable {

    private final Loop loop;
    private final SocketAddress near;
    private final SocketAddress far;
    private final Input input;
    private final Output output;
    private final Transport transport;
    private final Waiting closing;
    private final Runnable forget;
    private @Nullable Runnable onClosed;
    private boolean closed;

    private TcpStream(
            Channels channels,
            Connection connection,
            StreamOptions options,
            @Nullable SSLEngine engine,
            @Nullable StackFrame site,
            String advice) {
        loop = channels.loop();
        near = connection.near();
        far = connection.far();
        input = new Input(loop, options.limit(), this::toString);
        output = new Output(channels, options, this::toString);
        closing = new Waiting(loop);
        transport = engine == null
                ? new SocketTransport(channels, connection, new Events())
                : new TlsTransport(
                        loop, engine, new Events(), events -> new SocketTransport(channels, connection, events));
        output.begin(transport);
        input.begin(transport);
        forget = channels.closeAtEnd(toString(), this::abort, site, advice);
    }

    /** Makes the stream of a connection, with TLS where there is an engine for it; {@link #handshake} comes next then. {@code advice} is for who leaks it. */
    static TcpStream of(
            Channels channels,
            Connection connection,
            StreamOptions options,
            @Nullable SSLEngine engine,
            @Nullable StackFrame site,
            String advice)
            throws IOException {
        if (!(connection.far() instanceof UnixDomainSocketAddress)) {
            connection.channel().setOption(StandardSocketOptions.TCP_NODELAY, options.noDelay());
        }
        return new TcpStream(channels, connection, options, engine, site, advice);
    }

    /** Waits until both ends speak TLS, if they do; closes the connection if they fail to. */
    void handshake(StreamOptions options) throws IOException {
        TlsOptions tls = options.tls();
        if (tls != null && transport instanceof TlsTransport secure) {
            boolean done = false;
            try {
                secure.handshake(tls.handshakeTimeout(), this::toString);
                done = true;
            } finally {
                if (!done) {
                    abort();
                }
            }
        }
    }

    /**
     * Connects to an address, as {@link #connect(Loop, SocketAddress, StreamOptions)} with the default options.
     *
     * @param loop the loop
     * @param address an {@link InetSocketAddress} or a {@link UnixDomainSocketAddress}
     * @return the connection
     * @throws IOException if there is nobody who accepts
     */
    public static TcpStream connect(Loop loop, SocketAddress address) throws IOException {
        return connect(loop, address, StreamOptions.defaults());
    }

    /**
     * Connects to an address. Waits as long as the system does: {@link Loop#timeout} limits it.
     *
     * @param loop the loop
     * @param address an {@link InetSocketAddress} or a {@link UnixDomainSocketAddress}
     * @param options how the stream behaves
     * @return the connection
     * @throws IOException if there is nobody who accepts
     */
    public static TcpStream connect(Loop loop, SocketAddress address, StreamOptions options) throws IOException {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(options, "options");
        return Connecting.to(Channels.ofWaiting(loop, "TcpStream.connect"), address, options);
    }

    /**
     * Connects to a port of a host, as {@link #connect(Loop, String, int, StreamOptions)} with the default options.
     *
     * @param loop the loop
     * @param host a name or an address
     * @param port the port
     * @return the connection
     * @throws IOException if the name is unknown, or nobody accepts at any of its addresses
     */
    public static TcpStream connect(Loop loop, String host, int port) throws IOException {
        return connect(loop, host, port, StreamOptions.defaults());
    }

    /**
     * Connects to a port of a host, whose addresses are tried one after the other. Names are looked up in another thread, except
     * for {@code localhost}.
     *
     * @param loop the loop
     * @param host a name or an address
     * @param port the port
     * @param options how the stream behaves
     * @return the connection
     * @throws IOException if the name is unknown, or nobody accepts at any of its addresses
     */
    public static TcpStream connect(Loop loop, String host, int port, StreamOptions options) throws IOException {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(options, "options");
        return Connecting.to(Channels.ofWaiting(loop, "TcpStream.connect"), host, port, options);
    }

    // ---- reading

    /**
     * Reads some bytes: those that are there, or else the next that come.
     *
     * @param max how many at most
     * @return at least one byte; none only at the end of the stream
     * @throws ConnectionLostException if the connection was reset or closed
     * @throws IOException as all subtypes named here
     * @throws IllegalStateException if another task is reading
     */
    public byte[] read(int max) throws IOException {
        return input.read(max);
    }

    /**
     * Reads some bytes into a buffer, as {@link #read(int)}.
     *
     * @param target where to put them
     * @return how many bytes there were, or -1 at the end of the stream
     * @throws IOException as {@link #read(int)}
     */
    public int read(ByteBuffer target) throws IOException {
        return input.read(target);
    }

    /**
     * Reads a number of bytes.
     *
     * @param count how many
     * @return as many bytes
     * @throws IncompleteReadException if the stream ends before; it has the bytes that were there
     * @throws IOException as {@link #read(int)}
     */
    public byte[] readExactly(int count) throws IOException {
        return input.readExactly(count);
    }

    /**
     * Reads everything up to and including a separator.
     *
     * @param separator the bytes that end what is read
     * @return the bytes, the separator included
     * @throws IncompleteReadException if the stream ends before; it has the bytes that were there
     * @throws LimitOverrunException if more than {@link StreamOptions#limit()} bytes come before it; they stay to be read
     * @throws IOException as {@link #read(int)}
     */
    public byte[] readUntil(byte[] separator) throws IOException {
        return input.readUntil(Objects.requireNonNull(separator, "separator"));
    }

    /**
     * Reads a line of UTF-8. It ends with a line feed, with a carriage return before it or not, or with the stream.
     *
     * @return the line without its end, or {@code null} at the end of the stream
     * @throws LimitOverrunException if the line is longer than {@link StreamOptions#limit()}; what is known of it is dropped
     * @throws IOException as {@link #read(int)}
     */
    public @Nullable String readLine() throws IOException {
        byte[] line = input.readLine();
        int length = line.length;
        if (length == 0) {
            return null;
        }
        if (line[length - 1] == '\n') {
            length--;
            if (length > 0 && line[length - 1] == '\r') {
                length--;
            }
        }
        return new String(line, 0, length, StandardCharsets.UTF_8);
    }

    /**
     * Reads a line as bytes, as {@link #readLine()}.
     *
     * @return the line with its end, if it has one; empty at the end of the stream
     * @throws IOException as {@link #readLine()}
     */
    public byte[] readLineBytes() throws IOException {
        return input.readLine();
    }

    /**
     * Reads everything up to the end of the stream.
     *
     * @return the bytes
     * @throws IOException as {@link #read(int)}; what was there stays to be read
     */
    public byte[] readAll() throws IOException {
        return input.readAll();
    }

    /**
     * Returns whether the stream has ended and everything was read, as far as is known now.
     *
     * @return whether {@link #read(int)} would find the end
     */
    public boolean isAtEnd() {
        return input.isAtEnd();
    }

    // ---- writing

    /**
     * Writes bytes: sends what the kernel takes, and keeps a copy of the rest, which is sent as soon as possible. Dropped if the
     * connection is closed or lost, which {@link #drain()} tells; the fifth such write is reported to the exception handler.
     *
     * @param bytes what to write
     * @throws IllegalStateException after {@link #writeEnd()}
     */
    public void write(byte[] bytes) {
        write(ByteBuffer.wrap(bytes));
    }

    /**
     * Writes what remains in a buffer, as {@link #write(byte[])}.
     *
     * @param source what to write; empty afterwards
     * @throws IllegalStateException after {@link #writeEnd()}
     */
    public void write(ByteBuffer source) {
        Objects.requireNonNull(source, "source");
        Waiter.requireOpen(loop, "TcpStream.write");
        output.write(source);
        source.position(source.limit());
        input.answered();
    }

    /**
     * Writes a text as UTF-8, as {@link #write(byte[])}.
     *
     * @param text what to write
     * @throws IllegalStateException after {@link #writeEnd()}
     */
    public void write(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Waits, if more than the high-water mark is unsent, until no more than the low-water mark is.
     *
     * @throws ConnectionLostException if the connection is closed or lost
     * @throws IOException as all subtypes named here
     */
    public void drain() throws IOException {
        Waiter.requireMayWait(loop, "TcpStream.drain");
        output.drain();
    }

    /**
     * Ends the stream to the other end, behind all that was written; reading goes on. Idempotent. With TLS before 1.3, the other
     * end stops sending too.
     */
    public void writeEnd() {
        Waiter.requireOpen(loop, "TcpStream.writeEnd");
        output.writeEnd();
    }

    // ---- the end

    /** Closes the connection once everything written is sent; does not wait for that. Nothing more is received. Idempotent. */
    @Override
    public void close() {
        if (!closed) {
            Waiter.requireOpen(loop, "TcpStream.close");
            output.closing();
            transport.close();
        }
    }

    /** Waits until the connection is closed, whoever closes it. */
    public void waitClosed() {
        Waiter.requireMayWait(loop, "TcpStream.waitClosed");
        if (!closed) {
            closing.await(() -> "close of " + this, transport);
        }
    }

    /** Resets the connection at once: what is unsent is dropped, and the other end gets an error instead of an end. Idempotent. */
    public void abort() {
        if (!closed) {
            Waiter.requireOwner(loop, "TcpStream.abort");
            output.closing();
            transport.abort(null);
        }
    }

    /**
     * Returns whether the connection is closed: by us and with everything sent, or because it was lost.
     *
     * @return whether it is closed
     */
    public boolean isClosed() {
        return closed;
    }

    /** Lets reading end as soon as a request would have to be waited for. */
    void endWhenIdle() {
        input.endWhenIdle();
    }

    void onClosed(Runnable action) {
        onClosed = action;
    }

    /**
     * Returns the address of this end.
     *
     * @return the address
     */
    public SocketAddress localAddress() {
        return near;
    }

    /**
     * Returns the address of the other end.
     *
     * @return the address
     */
    public SocketAddress remoteAddress() {
        return far;
    }

    /**
     * Returns what the ends of a TLS connection have agreed on.
     *
     * @return the session, or {@code null} without TLS
     */
    public @Nullable SSLSession tlsSession() {
        return transport instanceof TlsTransport tls ? tls.engine().getSession() : null;
    }

    /**
     * Returns the protocol that was chosen in the TLS handshake (ALPN).
     *
     * @return its name; empty without TLS, or if none was agreed on
     */
    public String applicationProtocol() {
        String chosen = transport instanceof TlsTransport tls ? tls.engine().getApplicationProtocol() : null;
        return chosen == null ? "" : chosen;
    }

    @Override
    public String toString() {
        return "TcpStream " + Addresses.text(near) + " -> " + Addresses.text(far);
    }

    private final class Events implements Receiver {

        @Override
        public void received(ByteBuffer source) {
            input.received(source);
        }

        @Override
        public void ended() {
            input.ended();
        }

        @Override
        public void sent() {
            output.sent();
        }

        @Override
        public void closed(@Nullable IOException reason) {
            closed = true;
            forget.run();
            input.closed(reason);
            output.closed(reason);
            closing.wakeAll();
            if (onClosed != null) {
                onClosed.run();
            }
        }
    }
}
