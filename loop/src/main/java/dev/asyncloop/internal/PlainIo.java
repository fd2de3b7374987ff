// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.ClockHold;
import java.io.FileDescriptor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;

/** What the agent asks a loop about the sockets of plain Java; a loop is an {@code Object} to it. */
public final class PlainIo {

    private PlainIo() {}

    /** Lets the running task wait until a descriptor is ready or, unless {@code nanos} is 0, that time is over. */
    public static void await(Object loop, int fd, int event, long nanos, BooleanSupplier isOpen) {
        of(loop).await(fd, event, nanos, isOpen);
    }

    /** Notes that a task waits for a datagram. */
    public static void datagrams(Object loop) {
        of(loop).datagrams();
    }

    /** Holds the clock while the running task waits for a process; where it waits for a limited time, time goes on in the end. */
    public static ClockHold holdForProcess(Object loop, boolean timed) {
        Holds holds = ((Engine) loop).holds;
        return timed ? holds.holdAtMost(() -> "a process", () -> {}) : holds.hold(() -> "a process");
    }

    /** Wakes who waits for a descriptor in any loop; from any thread. */
    public static void stopWaiting(int fd, int event) {
        PlainSockets.stopWaiting(fd, event);
    }

    /** Notes that a descriptor listens. */
    public static void listening(Object loop, FileDescriptor fd) {
        of(loop).listening(fd);
    }

    /** Notes that a descriptor is about to be connected. */
    public static void connecting(Object loop, FileDescriptor fd, InetAddress address, int port) {
        of(loop).connecting(fd, address, port);
    }

    /** Notes that a connect has begun, and may have ended. */
    public static void connected(Object loop, FileDescriptor fd, int port) {
        of(loop).connected(fd, port);
    }

    /** Notes that a connection was accepted. */
    public static void accepted(Object loop, FileDescriptor listener, FileDescriptor fd, InetSocketAddress from) {
        of(loop).accepted(listener, fd, from);
    }

    /** Notes how much was written; negative for not at all. */
    public static void sent(Object loop, FileDescriptor fd, long bytes) {
        of(loop).sent(fd, bytes);
    }

    /** Notes how much was read; -1 for the end, else negative for not at all. */
    public static void received(Object loop, FileDescriptor fd, long bytes) {
        of(loop).received(fd, bytes);
    }

    /** Notes that the output was shut down. */
    public static void sentEnd(Object loop, FileDescriptor fd) {
        of(loop).sentEnd(fd);
    }

    /** Notes that a descriptor is about to be closed; from any thread. */
    public static void closing(FileDescriptor fd) {
        PlainSockets.closing(fd);
    }

    private static PlainSockets of(Object loop) {
        return PlainJava.plain(loop).sockets();
    }
}
