// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.boot;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.util.function.BooleanSupplier;

/** What the JDK's sockets call instead of the system; outside of tasks they get to the system. */
public final class SocketHooks {

    /** What is to be read, and what can be written, in this order. */
    private static final int[] EVENTS = {RealSockets.IN, RealSockets.OUT};

    @SuppressWarnings("Convert2Lambda") // a lambda may need more of the JDK than there is where this is called
    private static final BooleanSupplier ALWAYS_OPEN = new BooleanSupplier() {

        @Override
        public boolean getAsBoolean() {
            return true;
        }
    };

    private SocketHooks() {}

    /** Instead of {@code Poller.poll}. */
    public static void poll(int fd, int event, long nanos, BooleanSupplier isOpen) throws IOException {
        Object loop = Hooks.loop();
        if (loop == null) {
            RealSockets.poll(fd, event, nanos, isOpen);
        } else {
            Hooks.access.io.await(loop, fd, event, nanos, isOpen);
        }
    }

    /** Instead of {@code Poller.poll}, for a datagram. */
    public static void pollDatagrams(int fd, int event, long nanos, BooleanSupplier isOpen) throws IOException {
        Object loop = Hooks.loop();
        if (loop != null) {
            Hooks.access.io.datagrams(loop);
        }
        poll(fd, event, nanos, isOpen);
    }

    /** Instead of {@code Poller.pollSelector}. */
    public static void pollSelector(int fd, long nanos) throws IOException {
        Object loop = Hooks.loop();
        if (loop == null) {
            RealSockets.pollSelector(fd, nanos);
        } else {
            Hooks.access.io.await(loop, fd, RealSockets.IN, nanos, ALWAYS_OPEN);
        }
    }

    /** Instead of {@code Poller.stopPoll}. */
    public static void stopPoll(int fd) {
        for (int event : EVENTS) {
            stopPoll(fd, event);
        }
    }

    /** Instead of {@code Poller.stopPoll}. */
    public static void stopPoll(int fd, int event) {
        if (Hooks.loops > 0) {
            Hooks.access.io.stopWaiting(fd, event);
        }
        RealSockets.stopPoll(fd, event);
    }

    /** Instead of {@code Net.listen}. */
    public static void listen(FileDescriptor fd, int backlog) throws IOException {
        RealSockets.listen(fd, backlog);
        Object loop = Hooks.loop();
        if (loop != null) {
            Hooks.access.io.listening(loop, fd);
        }
    }

    /** Instead of {@code Net.connect}. */
    public static int connect(FileDescriptor fd, InetAddress address, int port) throws IOException {
        Object loop = Hooks.loop();
        if (loop != null) {
            Hooks.access.io.connecting(loop, fd, address, port);
        }
        int result = RealSockets.connect(fd, address, port);
        if (loop != null) {
            Hooks.access.io.connected(loop, fd, port);
        }
        return result;
    }

    /** Instead of {@code Net.connect}. */
    public static int connect(ProtocolFamily family, FileDescriptor fd, SocketAddress to) throws IOException {
        Object loop = Hooks.loop();
        InetSocketAddress target = (InetSocketAddress) to;
        if (loop != null) {
            Hooks.access.io.connecting(loop, fd, target.getAddress(), target.getPort());
        }
        int result = RealSockets.connect(family, fd, to);
        if (loop != null) {
            Hooks.access.io.connected(loop, fd, target.getPort());
        }
        return result;
    }

    /** Instead of {@code Net.accept}. */
    public static int accept(FileDescriptor listener, FileDescriptor fd, InetSocketAddress[] from) throws IOException {
        int accepted = RealSockets.accept(listener, fd, from);
        Object loop = accepted <= 0 ? null : Hooks.loop();
        if (loop != null) {
            Hooks.access.io.accepted(loop, listener, fd, from[0]);
        }
        return accepted;
    }

    /** Instead of {@code SocketDispatcher.read0}. */
    public static int read0(FileDescriptor fd, long address, int length) throws IOException {
        int count = RealSockets.read(fd, address, length);
        received(fd, count);
        return count;
    }

    /** Instead of {@code SocketDispatcher.readv0}. */
    public static long readv0(FileDescriptor fd, long address, int length) throws IOException {
        long count = RealSockets.readv(fd, address, length);
        received(fd, count);
        return count;
    }

    /** Instead of {@code SocketDispatcher.write0}. */
    public static int write0(FileDescriptor fd, long address, int length) throws IOException {
        int count = RealSockets.write(fd, address, length);
        sent(fd, count);
        return count;
    }

    /** Instead of {@code SocketDispatcher.writev0}. */
    public static long writev0(FileDescriptor fd, long address, int length) throws IOException {
        long count = RealSockets.writev(fd, address, length);
        sent(fd, count);
        return count;
    }

    /** Instead of {@code Net.shutdown}. */
    public static void shutdown(FileDescriptor fd, int how) throws IOException {
        RealSockets.shutdown(fd, how);
        Object loop = how == RealSockets.READING ? null : Hooks.loop();
        if (loop != null) {
            Hooks.access.io.sentEnd(loop, fd);
        }
    }

    /** Instead of {@code UnixDispatcher.close0}. */
    public static void close0(FileDescriptor fd) throws IOException {
        if (Hooks.loops > 0) {
            Hooks.access.io.closing(fd);
        }
        RealSockets.close(fd);
    }

    private static void received(FileDescriptor fd, long count) {
        Object loop = Hooks.loop();
        if (loop != null) {
            Hooks.access.io.received(loop, fd, count);
        }
    }

    private static void sent(FileDescriptor fd, long count) {
        Object loop = Hooks.loop();
        if (loop != null) {
            Hooks.access.io.sent(loop, fd, count);
        }
    }
}
