// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.io;

import dev.asyncloop.Handle;
import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.internal.Channels;
import dev.asyncloop.internal.Waiter;
import java.io.IOException;
import java.lang.StackWalker.StackFrame;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * Listens at an address and serves each connection in a task, which belongs to the server: it is no leak while the server is
 * open, and its failure goes to the loop's exception handler. The connection is closed when its handler ends.
 *
 * <pre>{@code
 * try (TcpServer server = TcpServer.start(loop, new InetSocketAddress(8080), stream -> {
 *     for (String line = stream.readLine(); line != null; line = stream.readLine()) {
 *         stream.write(line + "\n");
 *         stream.drain();
 *     }
 * })) {
 *     server.waitClosed();
 * }
 * }</pre>
 *
 * @since 0.1
 */
public final class TcpServer implements AutoCloseable {

    private static final Duration UNWINDING = Duration.ofSeconds(1);

    private final Channels channels;
    private final Loop loop;
    private final ServerOptions options;
    private final ConnectionHandler handler;
    private final Listener listener;
    private final @Nullable StackFrame site;
    private final Runnable forget;
    private final Waiting gone;
    private final Set<Served> connections = new LinkedHashSet<>();
    private boolean endsWhenIdle;

    /** A connection and the task that serves it; both have to end. */
    private final class Served {

        private final TcpStream stream;
        private final Task<?> task;

        Served(TcpStream stream) {
            this.stream = stream;
            String name = "connection from " + Addresses.text(stream.remoteAddress());
            task = loop.spawnBackground(name, () -> serve(stream));
            stream.onClosed(this::ended);
            task.onDone(done -> ended());
        }

        private void ended() {
            if (stream.isClosed() && task.isDone() && connections.remove(this) && connections.isEmpty()) {
                gone.wakeAll();
            }
        }
    }

    TcpServer(
            Channels channels,
            ServerSocketChannel channel,
            ServerOptions options,
            ConnectionHandler handler,
            Listener.Acceptor acceptor)
            throws IOException {
        this.channels = channels;
        this.loop = channels.loop();
        this.options = options;
        this.handler = handler;
        gone = new Waiting(loop);
        listener = new Listener(channels, channel, options.backlog(), acceptor, this::accepted);
        site = channels.site();
        forget = channels.closeAtEnd(toString(), this::closeListener, site);
    }

    /**
     * Starts to listen, as {@link #start(Loop, SocketAddress, ServerOptions, ConnectionHandler)} with the default options.
     *
     * @param loop the loop
     * @param address where to listen
     * @param handler what serves a connection
     * @return the server
     * @throws IOException if the address cannot be listened at
     */
    public static TcpServer start(Loop loop, SocketAddress address, ConnectionHandler handler) throws IOException {
        return start(loop, address, ServerOptions.defaults(), handler);
    }

    /**
     * Starts to listen. Does not wait: connections are accepted while the loop runs.
     *
     * @param loop the loop
     * @param address where to listen: an {@link InetSocketAddress}, with port 0 for any that is free, or a {@link
     *     UnixDomainSocketAddress}
     * @param options how the server behaves
     * @param handler what serves a connection
     * @return the server
     * @throws IOException if the address cannot be listened at
     */
    public static TcpServer start(Loop loop, SocketAddress address, ServerOptions options, ConnectionHandler handler)
            throws IOException {
        return start(loop, address, options, handler, ServerSocketChannel::accept);
    }

    static TcpServer start(
            Loop loop,
            SocketAddress address,
            ServerOptions options,
            ConnectionHandler handler,
            Listener.Acceptor acceptor)
            throws IOException {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(handler, "handler");
        Addresses.requireResolved(address);
        Channels channels = Channels.of(loop, "TcpServer.start");
        ServerSocketChannel channel = address instanceof UnixDomainSocketAddress
                ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                : ServerSocketChannel.open();
        boolean done = false;
        try {
            channel.configureBlocking(false);
            channel.bind(address, options.backlog());
            TcpServer server = new TcpServer(channels, channel, options, handler, acceptor);
            done = true;
            return server;
        } catch (java.net.BindException e) {
            java.net.BindException named =
                    new java.net.BindException("Cannot listen at " + Addresses.text(address) + ": " + e.getMessage());
            named.initCause(e);
            throw named;
        } finally {
            if (!done) {
                channel.close();
            }
        }
    }

    // ---- serving

    private void accepted(Connection connection) {
        if (connection.wire().isStrangers()) {
            channels.beyondControl(() -> "connections from outside to " + this, site);
        }
        try {
            TlsOptions tls = options.streams().tls();
            SSLEngine engine = tls == null ? null : tls.serverEngine();
            Served served = new Served(TcpStream.of(channels, connection, options.streams(), engine, site, advice()));
            connections.add(served);
            if (endsWhenIdle) {
                served.stream.endWhenIdle();
            }
        } catch (IOException e) {
            // it was reset before it was looked at
        }
    }

    private String advice() {
        return "It is a connection of the " + this
                + ": end that with shutdown(..), or its connections with closeClients() or abortClients().";
    }

    private void serve(TcpStream stream) {
        try {
            if (isSecured(stream)) {
                handler.handle(stream);
            }
        } catch (CancellationException e) {
            throw e;
        } catch (Throwable e) {
            channels.unhandled("The handler of " + stream + " failed", e);
        } finally {
            stream.close();
        }
    }

    private boolean isSecured(TcpStream stream) {
        try {
            stream.handshake(options.streams());
            return true;
        } catch (IOException e) {
            channels.unhandled("The TLS handshake of " + stream + " failed", e);
            return false;
        }
    }

    /**
     * Returns where the server listens, or did before it was closed.
     *
     * @return the address, with the port that was chosen if 0 was asked for
     */
    public SocketAddress address() {
        return listener.address();
    }

    /**
     * Returns how many connections are open, or have a handler that has not ended.
     *
     * @return the number of connections
     */
    public int connectionCount() {
        return connections.size();
    }

    // ---- the end

    /** Stops listening; connections stay open, and their handlers go on. Idempotent. */
    @Override
    public void close() {
        if (listener.isOpen()) {
            Waiter.requireOpen(loop, "TcpServer.close");
            closeListener();
        }
    }

    private void closeListener() {
        if (listener.isOpen()) {
            listener.close();
            forget.run();
            if (connections.isEmpty()) {
                gone.wakeAll();
            }
        }
    }

    /** Waits until the server is closed, all its connections are and all handlers have ended. */
    public void waitClosed() {
        Waiter.requireMayWait(loop, "TcpServer.waitClosed");
        while (listener.isOpen() || !connections.isEmpty()) {
            gone.await(() -> "close of " + this, null);
        }
    }

    /** Closes all connections, each once everything written is sent; new ones are accepted further on. */
    public void closeClients() {
        Waiter.requireOpen(loop, "TcpServer.closeClients");
        List.copyOf(connections).forEach(served -> served.stream.close());
    }

    /** Resets all connections at once; new ones are accepted further on. */
    public void abortClients() {
        Waiter.requireOpen(loop, "TcpServer.abortClients");
        List.copyOf(connections).forEach(served -> served.stream.abort());
    }

    /**
     * Ends the server without losing a request: serves what the kernel has accepted already, stops listening, lets streams end
     * whose handlers wait for a next request, and gives the others time. What is left then is cancelled and reset.
     *
     * @param grace how long handlers may go on
     * @return the connections that had to be cut off, in the order in which they were accepted; empty if all went well
     */
    public List<String> shutdown(Duration grace) {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("The grace is " + grace + ", and must not be negative.");
        }
        Waiter.requireMayWait(loop, "TcpServer.shutdown");
        endsWhenIdle = true;
        if (listener.isOpen()) {
            listener.acceptAllThatWait();
            closeListener();
        }
        List.copyOf(connections).forEach(served -> served.stream.endWhenIdle());
        waitForConnections(grace);
        List<String> cutOff = new ArrayList<>();
        for (Served served : List.copyOf(connections)) {
            cutOff.add(served.task.name());
            served.task.cancel("the server shuts down");
            served.stream.abort();
        }
        waitForConnections(UNWINDING);
        return cutOff;
    }

    private void waitForConnections(Duration atMost) {
        if (!connections.isEmpty()) {
            Handle timer = loop.callLater(atMost, gone::wakeAll);
            try {
                gone.await(() -> "connections of " + this + " to end", null);
            } finally {
                timer.cancel();
            }
        }
    }

    @Override
    public String toString() {
        return "TcpServer at " + Addresses.text(listener.address());
    }
}
