// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.io;

import dev.asyncloop.Loop;
import dev.asyncloop.internal.Channels;
import dev.asyncloop.internal.Watch;
import dev.asyncloop.internal.Wire;
import java.io.IOException;
import java.lang.StackWalker.StackFrame;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** Opens connections. */
final class Connecting {

    private Connecting() {}

    static TcpStream to(Channels channels, String host, int port, StreamOptions options) throws IOException {
        StackFrame site = channels.site();
        @Nullable IOException failure = null;
        for (InetAddress address : addresses(channels.loop(), host)) {
            try {
                return to(channels, new InetSocketAddress(address, port), host, options, site);
            } catch (IOException e) {
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
            }
        }
        throw failure != null ? failure : new ConnectException("The host has no address: " + host);
    }

    private static List<InetAddress> addresses(Loop loop, String host) throws IOException {
        if (host.equals("localhost")) {
            return List.of(InetAddress.getLoopbackAddress());
        }
        boolean isAddress = host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
        return isAddress
                ? List.of(InetAddress.getByName(host))
                : loop.runInExecutor(() -> List.of(InetAddress.getAllByName(host)))
                        .await();
    }

    static TcpStream to(Channels channels, SocketAddress address, StreamOptions options) throws IOException {
        String host = address instanceof InetSocketAddress inet ? inet.getHostString() : "";
        return to(channels, address, host, options, channels.site());
    }

    private static TcpStream to(
            Channels channels, SocketAddress address, String host, StreamOptions options, @Nullable StackFrame site)
            throws IOException {
        SocketChannel channel = address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
        TcpStream stream;
        boolean done = false;
        try {
            channel.configureBlocking(false);
            Connection connection = connect(channels, channel, address);
            stream = TcpStream.of(channels, connection, options, engine(options, address, host), site, "Close it.");
            done = true;
        } finally {
            if (!done) {
                channel.close();
            }
        }
        stream.handshake(options);
        return stream;
    }

    private static @Nullable SSLEngine engine(StreamOptions options, SocketAddress address, String host) {
        TlsOptions tls = options.tls();
        return tls == null
                ? null
                : tls.clientEngine(host, address instanceof InetSocketAddress inet ? inet.getPort() : -1);
    }

    /** Connects a non-blocking channel, of which the loop lets go if that fails. */
    static Connection connect(Channels channels, SocketChannel channel, SocketAddress address) throws IOException {
        Addresses.requireResolved(address);
        channels.awaitRoom(address);
        Watch watch = channels.watch(channel).keep();
        Wire wire = channels.connecting(watch, address);
        boolean done = false;
        try {
            boolean connected = channel.connect(address) || wire.isInside() && wire.insist(channel::finishConnect);
            while (!connected) {
                Readiness.awaitWritable(channels, watch, wire, () -> "connect to " + Addresses.text(address));
                connected = channel.finishConnect();
            }
            done = true;
        } catch (ConnectException e) {
            throw refused(address, e);
        } finally {
            if (!done) {
                watch.letGo();
            }
        }
        SocketAddress near = channel.getLocalAddress();
        SocketAddress far = channel.getRemoteAddress();
        channels.connected(wire, near, far);
        return new Connection(channel, watch, wire, near, far);
    }

    private static ConnectException refused(SocketAddress address, ConnectException cause) {
        ConnectException named =
                new ConnectException("Cannot connect to " + Addresses.text(address) + ": " + cause.getMessage());
        named.initCause(cause);
        return named;
    }
}
