// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.boot;

import java.io.FileDescriptor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;

/** The way to the loops for the JDK's sockets and processes. */
public abstract class IoAccess {

    /** Creates the way. */
    protected IoAccess() {}

    /** Lets the running task wait until a descriptor is ready or, unless {@code nanos} is 0, that time is over. */
    protected abstract void await(Object loop, int fd, int event, long nanos, BooleanSupplier isOpen);

    /** Notes that a task waits for a datagram. */
    protected abstract void datagrams(Object loop);

    /** Holds the clock while the running task waits for a process, to be closed then. */
    protected abstract AutoCloseable holdForProcess(Object loop, boolean timed);

    /** Wakes who waits for a descriptor in any loop. */
    protected abstract void stopWaiting(int fd, int event);

    /** Notes that a descriptor listens. */
    protected abstract void listening(Object loop, FileDescriptor fd);

    /** Notes that a descriptor is about to be connected. */
    protected abstract void connecting(Object loop, FileDescriptor fd, InetAddress address, int port);

    /** Notes that a connect has begun, and may have ended. */
    protected abstract void connected(Object loop, FileDescriptor fd, int port);

    /** Notes that a connection was accepted. */
    protected abstract void accepted(Object loop, FileDescriptor listener, FileDescriptor fd, InetSocketAddress from);

    /** Notes how much was written; negative for not at all. */
    protected abstract void sent(Object loop, FileDescriptor fd, long bytes);

    /** Notes how much was read; -1 for the end, else negative for not at all. */
    protected abstract void received(Object loop, FileDescriptor fd, long bytes);

    /** Notes that the output was shut down. */
    protected abstract void sentEnd(Object loop, FileDescriptor fd);

    /** Notes that a descriptor is about to be closed, in a loop or not. */
    protected abstract void closing(FileDescriptor fd);
}
