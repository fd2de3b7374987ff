// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.io;

import dev.asyncloop.Loop;
import dev.asyncloop.internal.Channels;
import dev.asyncloop.internal.Wire;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Suspending calls on non-blocking channels that the caller owns, for what {@link TcpStream} is too much: each tries the system
 * call first, and waits only if it would block. A cancelled call leaves no watcher, and the channel open; the loop keeps a channel
 * that it has connected or accepted registered until it is closed.
 *
 * <p>All of them throw {@link IllegalArgumentException} if the channel is in blocking mode, and {@link IllegalStateException} if
 * another task waits for the same side of it. A call throws {@link java.nio.channels.ClosedChannelException} if the
 * channel is closed while it waits; where another thread does that, as soon as the loop has something else to do. None may be
 * called from a callback.
 *
 * @since 0.1
 */
public final class Sockets {

    private Sockets() {}

    /**
     * Connects a channel.
     *
     * @param loop the loop
     * @param channel the channel
     * @param address where to
     * @throws IOException if there is nobody who accepts
     */
    public static void connect(Loop loop, SocketChannel channel, SocketAddress address) throws IOException {
        Objects.requireNonNull(address, "address");
        Addresses.requireResolved(address);
        Channels channels = open(loop, channel, "Sockets.connect");
        keep(Connecting.connect(channels, channel, address));
    }

    /**
     * Accepts a connection.
     *
     * @param loop the loop
     * @param channel a bound channel
     * @return the connection, in non-blocking mode
     * @throws IOException if the system fails to
     */
    public static SocketChannel accept(Loop loop, ServerSocketChannel channel) throws IOException {
        Channels channels = open(loop, channel, "Sockets.accept");
        Wire wire = channels.rawListener(channel);
        while (true) {
            SocketChannel accepted = acceptNow(channel, wire);
            if (accepted != null) {
                Connection connection = Connection.accepted(channels, accepted);
                if (connection.wire().isStrangers()) {
                    channels.beyondControl(() -> "connections from outside to " + channel, channels.site());
                }
                keep(connection);
                return accepted;
            }
            Readiness.awaitReadable(channels, channels.watch(channel), wire, () -> "accept of " + channel);
        }
    }

    /** Keeps what is known of a connection; within the loop, the kernel may not hold small writes back for a time of its own. */
    private static void keep(Connection connection) throws IOException {
        connection.watch().raw(connection.wire());
        if (connection.wire().isInside() && !(connection.far() instanceof UnixDomainSocketAddress)) {
            connection.channel().setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
    }

    private static @Nullable SocketChannel acceptNow(ServerSocketChannel channel, Wire wire) throws IOException {
        @Nullable SocketChannel[] found = {channel.accept()};
        if (found[0] == null && wire.expected() > 0) {
            wire.insist(() -> (found[0] = channel.accept()) != null);
        }
        return found[0];
    }

    /**
     * Reads some bytes.
     *
     * @param loop the loop
     * @param channel a connected channel
     * @param target where to put them
     * @return how many, or -1 at the end
     * @throws IOException if the connection is broken
     */
    public static int read(Loop loop, SocketChannel channel, ByteBuffer target) throws IOException {
        Objects.requireNonNull(target, "target");
        Channels channels = open(loop, channel, "Sockets.read");
        while (true) {
            Wire wire = channels.rawWire(channel);
            int count = readNow(channel, wire, target);
            if (count != 0 || !target.hasRemaining()) {
                return count;
            }
            Readiness.awaitReadable(channels, channels.watch(channel), wire, () -> "read of " + channel);
        }
    }

    private static int readNow(SocketChannel channel, @Nullable Wire wire, ByteBuffer target) throws IOException {
        if (wire == null) {
            return channel.read(target);
        }
        int count = wire.read(channel, target);
        if (count < 0) {
            wire.sawEnd();
        } else {
            wire.received(count);
        }
        return count;
    }

    /**
     * Writes all bytes.
     *
     * @param loop the loop
     * @param channel a connected channel
     * @param source what to write; empty afterwards
     * @throws IOException if the connection is broken
     */
    public static void write(Loop loop, SocketChannel channel, ByteBuffer source) throws IOException {
        Objects.requireNonNull(source, "source");
        Channels channels = open(loop, channel, "Sockets.write");
        while (source.hasRemaining()) {
            Wire wire = channels.rawWire(channel);
            int count = wire == null ? channel.write(source) : wire.write(channel, source);
            if (count == 0) {
                Readiness.awaitWritable(channels, channels.watch(channel), wire, () -> "write of " + channel);
            }
        }
    }

    /**
     * Sends a datagram.
     *
     * @param loop the loop
     * @param channel the channel
     * @param source its contents
     * @param target where to
     * @throws IOException if the system fails to
     */
    public static void send(Loop loop, DatagramChannel channel, ByteBuffer source, SocketAddress target)
            throws IOException {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(target, "target");
        Addresses.requireResolved(target);
        Channels channels = open(loop, channel, "Sockets.send");
        boolean isEmpty = !source.hasRemaining();
        while (channel.send(source, target) == 0 && !isEmpty) {
            Readiness.awaitWritable(channels, channels.watch(channel), null, () -> "send of " + channel);
        }
        channels.sentDatagram(target);
    }

    /**
     * Receives a datagram; what does not fit into the buffer is lost.
     *
     * @param loop the loop
     * @param channel a bound channel
     * @param target where to put its contents
     * @return who sent it
     * @throws IOException if the system fails to
     */
    public static SocketAddress receive(Loop loop, DatagramChannel channel, ByteBuffer target) throws IOException {
        Objects.requireNonNull(target, "target");
        Channels channels = open(loop, channel, "Sockets.receive");
        Wire wire = channels.rawDatagrams(channel);
        while (true) {
            SocketAddress sender = channel.receive(target);
            if (sender != null) {
                if (wire.isStrangers()) {
                    channels.beyondControl(() -> "datagrams from outside to " + channel, channels.site());
                }
                wire.received(1);
                return sender;
            }
            Readiness.awaitReadable(channels, channels.watch(channel), wire, () -> "receive of " + channel);
        }
    }

    private static Channels open(Loop loop, SelectableChannel channel, String operation) {
        Objects.requireNonNull(channel, "channel");
        Channels channels = Channels.ofWaiting(loop, operation);
        if (channel.isBlocking()) {
            throw new IllegalArgumentException(operation
                    + ": the channel must be non-blocking. Call configureBlocking(false) on " + channel + " first.");
        }
        return channels;
    }
}
