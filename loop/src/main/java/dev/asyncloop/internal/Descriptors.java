// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** What the JDK knows of its sockets' descriptors; {@code sun.nio.ch} must be open to us. */
final class Descriptors {

    /** To be ready to be read, or to be accepted from. */
    static final int IN;

    private static final MethodHandle OF;
    private static final MethodHandle NUMBER;
    private static final MethodHandle POLL;
    private static final MethodHandle AVAILABLE;
    private static final MethodHandle LOCAL_ADDRESS;

    static {
        try {
            Class<?> util = Class.forName("sun.nio.ch.IOUtil");
            Class<?> net = Class.forName("sun.nio.ch.Net");
            MethodHandles.Lookup inUtil = MethodHandles.privateLookupIn(util, MethodHandles.lookup());
            MethodHandles.Lookup inNet = MethodHandles.privateLookupIn(net, MethodHandles.lookup());
            OF = inUtil.findStatic(util, "newFD", MethodType.methodType(FileDescriptor.class, int.class));
            NUMBER = inUtil.findStatic(util, "fdVal", MethodType.methodType(int.class, FileDescriptor.class));
            POLL = inNet.findStatic(
                    net, "poll", MethodType.methodType(int.class, FileDescriptor.class, int.class, long.class));
            AVAILABLE = inNet.findStatic(net, "available", MethodType.methodType(int.class, FileDescriptor.class));
            LOCAL_ADDRESS = inNet.findStatic(
                    net, "localAddress", MethodType.methodType(InetSocketAddress.class, FileDescriptor.class));
            IN = (short) inNet.findStaticVarHandle(net, "POLLIN", short.class).get();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Sockets of JDK " + Runtime.version() + " are not known to us", e);
        }
    }

    private Descriptors() {}

    static FileDescriptor of(int number) {
        try {
            return (FileDescriptor) OF.invokeExact(number);
        } catch (Throwable e) {
            throw Throwing.sneaky(e);
        }
    }

    static int number(FileDescriptor fd) {
        try {
            return (int) NUMBER.invokeExact(fd);
        } catch (Throwable e) {
            throw Throwing.sneaky(e);
        }
    }

    /** Returns whether an operation would not block; also if it would fail, which it then will. */
    static boolean isReady(FileDescriptor fd, int event) {
        return poll(fd, event, 0);
    }

    /** Waits until there is something to be read, for a limited time. */
    static void awaitReadable(FileDescriptor fd, long nanos) {
        poll(fd, IN, TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    private static boolean poll(FileDescriptor fd, int event, long millis) {
        try {
            return (int) POLL.invokeExact(fd, event, millis) != 0;
        } catch (IOException e) {
            return true;
        } catch (Throwable e) {
            throw Throwing.sneaky(e);
        }
    }

    /** Returns how many bytes can be read at once; very many if that cannot be found out. */
    static int available(FileDescriptor fd) {
        try {
            return (int) AVAILABLE.invokeExact(fd);
        } catch (IOException e) {
            return Integer.MAX_VALUE;
        } catch (Throwable e) {
            throw Throwing.sneaky(e);
        }
    }

    static int localPort(FileDescriptor fd) {
        try {
            return ((InetSocketAddress) LOCAL_ADDRESS.invokeExact(fd)).getPort();
        } catch (Throwable e) {
            throw Throwing.sneaky(e);
        }
    }
}
