// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.io;

import dev.asyncloop.ClockHold;
import dev.asyncloop.Loop;
import dev.asyncloop.internal.Channels;
import dev.asyncloop.internal.Waiter;
import dev.asyncloop.internal.Watch;
import dev.asyncloop.internal.Wire;
import java.io.IOException;
import java.lang.StackWalker.StackFrame;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A socket for datagrams. What arrives is taken in whether or not somebody receives, up to {@value #MAX_QUEUED} datagrams; then it
 * is left to the kernel, which drops what is too much.
 *
 * @since 0.1
 */
public final class UdpSocket implements AutoCloseable {

    private static final int MAX_QUEUED = 1024;

    private final Channels channels;
    private final Loop loop;
    private final DatagramChannel channel;
    private final SocketAddress near;
    private final @Nullable SocketAddress far;
    private final Watch watch;
    private final Wire wire;
    private final @Nullable StackFrame site;
    private final Runnable forget;
    private final ArrayDeque<Datagram> queue = new ArrayDeque<>();
    private @Nullable Waiter receiver;
    private @Nullable IOException failure;
    private boolean paused;

    private UdpSocket(Channels channels, DatagramChannel channel, @Nullable SocketAddress far) throws IOException {
        this.channels = channels;
        this.channel = channel;
        this.far = far;
        loop = channels.loop();
        near = channel.getLocalAddress();
        watch = channels.watch(channel).keep();
        wire = channels.datagrams(watch, near, far);
        site = channels.site();
        forget = channels.closeAtEnd(toString(), this::closeNow, site);
        watch.onReadable(this::readReady);
    }

    /**
     * Opens a socket at an address.
     *
     * @param loop the loop
     * @param address the address, with port 0 for any that is free
     * @return the socket
     * @throws IOException if the address cannot be used
     */
    public static UdpSocket bind(Loop loop, InetSocketAddress address) throws IOException {
        Objects.requireNonNull(address, "address");
        return open(Channels.of(loop, "UdpSocket.bind"), address, null);
    }

    /**
     * Opens a socket that sends to one address and receives from there only.
     *
     * @param loop the loop
     * @param remote the address of the other end
     * @return the socket
     * @throws IOException if there is no way to that address
     */
    public static UdpSocket connect(Loop loop, InetSocketAddress remote) throws IOException {
        Objects.requireNonNull(remote, "remote");
        return open(Channels.of(loop, "UdpSocket.connect"), null, remote);
    }

    private static UdpSocket open(
            Channels channels, @Nullable InetSocketAddress local, @Nullable InetSocketAddress remote)
            throws IOException {
        InetSocketAddress known = Objects.requireNonNull(local == null ? remote : local);
        Addresses.requireResolved(known);
        boolean ip6 = known.getAddress() instanceof java.net.Inet6Address;
        DatagramChannel channel =
                DatagramChannel.open(ip6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
        boolean done = false;
        try {
            channel.configureBlocking(false);
            if (local != null) {
                channel.bind(local);
            }
            if (remote != null) {
                channel.connect(remote);
            }
            UdpSocket socket = new UdpSocket(channels, channel, remote);
            done = true;
            return socket;
        } finally {
            if (!done) {
                channel.close();
            }
        }
    }

    // ---- receiving

    private void readReady() {
        while (queue.size() < MAX_QUEUED) {
            ByteBuffer scratch = channels.scratch();
            SocketAddress[] sender = new SocketAddress[1];
            try {
                if (!receiveNow(scratch, sender)) {
                    return;
                }
            } catch (IOException e) {
                failure = e;
                wakeReceiver();
                return;
            }
            if (wire.isStrangers()) {
                channels.beyondControl(() -> "datagrams from outside to " + this, site);
            }
            wire.received(1);
            byte[] bytes = new byte[scratch.flip().remaining()];
            scratch.get(bytes);
            queue.add(new Datagram(bytes, sender[0]));
            wakeReceiver();
        }
        paused = true;
        watch.onReadable(null);
    }

    private boolean receiveNow(ByteBuffer scratch, SocketAddress[] sender) throws IOException {
        sender[0] = channel.receive(scratch);
        return sender[0] != null
                || wire.expected() > 0 && wire.insist(() -> (sender[0] = channel.receive(scratch)) != null);
    }

    private void wakeReceiver() {
        if (receiver != null) {
            receiver.wake();
        }
    }

    /**
     * Receives a datagram: the oldest that is there, or else the next that comes.
     *
     * @return the datagram
     * @throws IOException if the other end is known to be unreachable, or the socket is closed
     * @throws IllegalStateException if another task is receiving
     */
    public Datagram receive() throws IOException {
        Waiter.requireMayWait(loop, "UdpSocket.receive");
        if (receiver != null) {
            throw new IllegalStateException("receive was called on " + this
                    + " while another task waits in it. Let one task receive, and hand over what has come.");
        }
        while (queue.isEmpty()) {
            IOException why = failure;
            if (why != null) {
                failure = null;
                throw why;
            }
            if (!channel.isOpen()) {
                throw new ConnectionLostException(toString(), null);
            }
            await();
        }
        Datagram first = queue.remove();
        if (paused && queue.size() <= MAX_QUEUED / 2) {
            paused = false;
            watch.onReadable(this::readReady);
        }
        return first;
    }

    private void await() {
        Supplier<String> waitsFor = () -> "receive of " + this;
        Waiter waiter = Waiter.on(loop, waitsFor, () -> null);
        receiver = waiter;
        ClockHold hold = wire.hold(waitsFor);
        try {
            waiter.await();
        } finally {
            receiver = null;
            if (hold != null) {
                hold.close();
            }
        }
    }

    // ---- sending

    /**
     * Sends a datagram to an address. Waits only while the kernel takes no more.
     *
     * @param bytes its contents
     * @param target where to
     * @throws IOException if it cannot be sent, for it is too long or there is no way to the target
     * @throws IllegalArgumentException if it is empty and the socket connected, as the JDK sends no such datagram
     */
    public void send(byte[] bytes, SocketAddress target) throws IOException {
        Objects.requireNonNull(target, "target");
        Waiter.requireMayWait(loop, "UdpSocket.send");
        Addresses.requireResolved(target);
        if (bytes.length == 0 && far != null) {
            throw new IllegalArgumentException(
                    "The JDK sends no empty datagram on a connected socket: bind it, and say where to send to.");
        }
        ByteBuffer source = ByteBuffer.wrap(bytes);
        while (channel.send(source, target) == 0 && bytes.length > 0) {
            Readiness.awaitWritable(channels, watch, null, () -> "send of " + this);
        }
        channels.sentDatagram(target);
    }

    /**
     * Sends a datagram to the other end of a connected socket, as {@link #send(byte[], SocketAddress)}.
     *
     * @param bytes its contents
     * @throws IOException if it cannot be sent
     * @throws IllegalStateException if the socket was bound and not connected
     */
    public void send(byte[] bytes) throws IOException {
        if (far == null) {
            throw new IllegalStateException(this + " is not connected: say where to, with send(bytes, target).");
        }
        send(bytes, far);
    }

    // ---- the end

    /** Closes the socket; what was received may still be taken. Idempotent. */
    @Override
    public void close() {
        if (channel.isOpen()) {
            Waiter.requireOpen(loop, "UdpSocket.close");
            closeNow();
        }
    }

    private void closeNow() {
        watch.onReadable(null);
        watch.onWritable(null);
        channels.noDatagrams(near);
        forget.run();
        try {
            channel.close();
        } catch (IOException e) {
            channels.unhandled("Cannot close " + this, e);
        }
        channels.release();
        wakeReceiver();
    }

    /**
     * Returns the address of this end.
     *
     * @return the address
     */
    public SocketAddress localAddress() {
        return near;
    }

    @Override
    public String toString() {
        return "UdpSocket " + Addresses.text(near) + (far == null ? "" : " -> " + Addresses.text(far));
    }
}
