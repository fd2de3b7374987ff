// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.boot;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.util.function.BooleanSupplier;

/** What {@link SocketHooks} stand for: methods that only the JDK itself can call. */
final class RealSockets {

    static final int IN;
    static final int OUT;
    static final int READING;

    private static final MethodHandle POLL;
    private static final MethodHandle POLL_SELECTOR;
    private static final MethodHandle STOP_POLL;
    private static final MethodHandle LISTEN;
    private static final MethodHandle CONNECT;
    private static final MethodHandle CONNECT_TO;
    private static final MethodHandle ACCEPT;
    private static final MethodHandle SHUTDOWN;
    private static final MethodHandle READ;
    private static final MethodHandle READV;
    private static final MethodHandle WRITE;
    private static final MethodHandle WRITEV;
    private static final MethodHandle CLOSE;

    static {
        try {
            Class<?> poller = Class.forName("sun.nio.ch.Poller");
            Class<?> net = Class.forName("sun.nio.ch.Net");
            Class<?> sockets = Class.forName("sun.nio.ch.SocketDispatcher");
            Class<?> unix = Class.forName("sun.nio.ch.UnixDispatcher");
            MethodHandles.Lookup inNet = MethodHandles.privateLookupIn(net, MethodHandles.lookup());
            IN = (short) inNet.findStaticVarHandle(net, "POLLIN", short.class).get();
            OUT = (short) inNet.findStaticVarHandle(net, "POLLOUT", short.class).get();
            READING = (int) inNet.findStaticVarHandle(net, "SHUT_RD", int.class).get();
            POLL = find(poller, "poll", void.class, int.class, int.class, long.class, BooleanSupplier.class);
            POLL_SELECTOR = find(poller, "pollSelector", void.class, int.class, long.class);
            STOP_POLL = find(poller, "stopPoll", void.class, int.class, int.class);
            LISTEN = find(net, "listen", void.class, FileDescriptor.class, int.class);
            CONNECT = find(net, "connect", int.class, FileDescriptor.class, InetAddress.class, int.class);
            CONNECT_TO =
                    find(net, "connect", int.class, ProtocolFamily.class, FileDescriptor.class, SocketAddress.class);
            ACCEPT = find(
                    net, "accept", int.class, FileDescriptor.class, FileDescriptor.class, InetSocketAddress[].class);
            SHUTDOWN = find(net, "shutdown", void.class, FileDescriptor.class, int.class);
            READ = find(sockets, "read0", int.class, FileDescriptor.class, long.class, int.class);
            READV = find(sockets, "readv0", long.class, FileDescriptor.class, long.class, int.class);
            WRITE = find(sockets, "write0", int.class, FileDescriptor.class, long.class, int.class);
            WRITEV = find(sockets, "writev0", long.class, FileDescriptor.class, long.class, int.class);
            CLOSE = find(unix, "close0", void.class, FileDescriptor.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private RealSockets() {}

    private static MethodHandle find(Class<?> owner, String name, Class<?> result, Class<?>... parameters)
            throws ReflectiveOperationException {
        return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
                .findStatic(owner, name, MethodType.methodType(result, parameters));
    }

    /** Initialises this class: not when the JDK calls, which may be in the middle of anything. */
    static void initialize() throws ReflectiveOperationException {
        MethodHandles.lookup().ensureInitialized(RealSockets.class);
    }

    static void poll(int fd, int event, long nanos, BooleanSupplier isOpen) throws IOException {
        try {
            POLL.invokeExact(fd, event, nanos, isOpen);
        } catch (Throwable e) {
            throw Real.sneaky(e);
        }
    }

    static void pollSelector(int fd, long nanos) throws IOException {
        try {
            POLL_SELECTOR.invokeExact(fd, nanos);
        } catch (Throwable e) {
            throw Real.sneaky(e);
        }
    }

    static void stopPoll(int fd, int event) {
        try {
            STOP_POLL.invokeExact(fd, event);
        } catch (Throwable e) {
            throw Real.sneaky(e);
        }
    }

    static void listen(FileDescriptor fd, int backlog) throws IOException {
        try {
            LISTEN.invokeExact(fd, backlog);
        } catch (Throwable e) {
            throw Real.sneaky(e);
        }
    }

    static int connect(FileDescriptor fd, InetAddress address, int port) throws IOException {
        try {
            return (int) CONNECT.invokeExact(fd, address, port);
        } catch (Throwable e) {
            throw Real.sneaky(e);
        }
    }

    static int connect(ProtocolFamily family, FileDescriptor fd, SocketAddress to) throws IOException {
        try {
            return (int) CONNECT_TO.invokeExact(family, fd, to);
        } catch (Throwable e) {
            throw Real.sneaky(e);
        }
    }

    static int accept(FileDescriptor listener, FileDescriptor fd, InetSocketAddress[] from) throws IOException {
        try {
            return (int) ACCEPT.invokeExact(listener, fd, from);
        } catch (Throwable e) {
            throw Real.sneaky(e);
        }
    }

    static void shutdown(FileDescriptor fd, int how) throws IOException {
        try {
            SHUTDOWN.invokeExact(fd, how);
        } catch (Throwable e) {
            throw Real.sneaky(e);
        }
    }

    static int read(FileDescriptor fd, long address, int length) throws IOException {
        try {
            return (int) READ.invokeExact(fd, address, length);
        } catch (Throwable e) {
            throw Real.sneaky(e);
        }
    }

    static long readv(FileDescriptor fd, long address, int length) throws IOException {
        try {
            return (long) READV.invokeExact(fd, address, length);
        } catch (Throwable e) {
            throw Real.sneaky(e);
        }
    }

    static int write(FileDescriptor fd, long address, int length) throws IOException {
        try {
            return (int) WRITE.invokeExact(fd, address, length);
        } catch (Throwable e) {
            throw Real.sneaky(e);
        }
    }

    static long writev(FileDescriptor fd, long address, int length) throws IOException {
        try {
            return (long) WRITEV.invokeExact(fd, address, length);
        } catch (Throwable e) {
            throw Real.sneaky(e);
        }
    }

    static void close(FileDescriptor fd) throws IOException {
        try {
            CLOSE.invokeExact(fd);
        } catch (Throwable e) {
            throw Real.sneaky(e);
        }
    }
}
