// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import dev.asyncloop.boot.IoAccess;
import dev.asyncloop.internal.PlainIo;
import java.io.FileDescriptor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;

/** Hands what the JDK's sockets and processes ask over to the loops. */
final class IoBridge extends IoAccess {

    @Override
    protected void await(Object loop, int fd, int event, long nanos, BooleanSupplier isOpen) {
        PlainIo.await(loop, fd, event, nanos, isOpen);
    }

    @Override
    protected void datagrams(Object loop) {
        PlainIo.datagrams(loop);
    }

    @Override
    protected AutoCloseable holdForProcess(Object loop, boolean timed) {
        return PlainIo.holdForProcess(loop, timed);
    }

    @Override
    protected void stopWaiting(int fd, int event) {
        PlainIo.stopWaiting(fd, event);
    }

    @Override
    protected void listening(Object loop, FileDescriptor fd) {
        PlainIo.listening(loop, fd);
    }

    @Override
    protected void connecting(Object loop, FileDescriptor fd, InetAddress address, int port) {
        PlainIo.connecting(loop, fd, address, port);
    }

    @Override
    protected void connected(Object loop, FileDescriptor fd, int port) {
        PlainIo.connected(loop, fd, port);
    }

    @Override
    protected void accepted(Object loop, FileDescriptor listener, FileDescriptor fd, InetSocketAddress from) {
        PlainIo.accepted(loop, listener, fd, from);
    }

    @Override
    protected void sent(Object loop, FileDescriptor fd, long bytes) {
        PlainIo.sent(loop, fd, bytes);
    }

    @Override
    protected void received(Object loop, FileDescriptor fd, long bytes) {
        PlainIo.received(loop, fd, bytes);
    }

    @Override
    protected void sentEnd(Object loop, FileDescriptor fd) {
        PlainIo.sentEnd(loop, fd);
    }

    @Override
    protected void closing(FileDescriptor fd) {
        PlainIo.closing(fd);
    }
}
