// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.ExceptionContext;
import dev.asyncloop.Loop;
import java.io.IOException;
import java.lang.StackWalker.StackFrame;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What {@code dev.asyncloop.io} needs of a loop: watches of channels, knowledge of what is on its way, a place to be closed. */
public final class Channels {

    private final EventLoop loop;
    private final Engine engine;

    private Channels(EventLoop loop) {
        this.loop = loop;
        this.engine = loop.engine;
    }

    /** Returns the channels of a loop, for a caller on its thread. */
    public static Channels of(Loop loop, String operation) {
        EventLoop eventLoop = (EventLoop) Objects.requireNonNull(loop, "loop");
        eventLoop.engine.requireOpen(operation);
        return new Channels(eventLoop);
    }

    /** Returns the channels of a loop, for a caller that may wait: on its thread, and no callback. */
    public static Channels ofWaiting(Loop loop, String operation) {
        Waiter.requireMayWait(loop, operation);
        return new Channels((EventLoop) loop);
    }

    public Loop loop() {
        return loop;
    }

    /** Returns the watch of a non-blocking channel, made if there is none. */
    public Watch watch(SelectableChannel channel) {
        return engine.poller().watch(channel);
    }

    /** Makes the wire of a listener with room for so many that wait to be accepted. */
    public Wire listening(Watch watch, SocketAddress address, int capacity) {
        return engine.poller().wires.listening(watch, address, capacity);
    }

    public void notListening(SocketAddress address) {
        engine.poller().wires.notListening(address);
    }

    /** Lets the system have back at once what was closed. */
    public void release() {
        engine.poller().release();
    }

    /** Notes who waits for a channel that others may close; to be ended by {@link #waited}. */
    public void waits(Waiter waiter, Watch watch) {
        engine.poller().waits(waiter, watch);
    }

    public void waited(Waiter waiter) {
        engine.poller().waited(waiter);
    }

    /** Returns the loop's memory for one call of the kernel, cleared. */
    public ByteBuffer scratch() {
        return engine.poller().scratch();
    }

    /** Waits until there is room for who connects to an address, if it is of a listener of this loop. */
    public void awaitRoom(SocketAddress to) {
        engine.poller().wires.awaitRoom(to);
    }

    /** Makes the wire of a channel that begins to connect to an address. */
    public Wire connecting(Watch watch, SocketAddress to) {
        return engine.poller().wires.connecting(watch, to);
    }

    /** Notes that a channel has connected. */
    public void connected(Wire wire, SocketAddress near, SocketAddress far) {
        engine.poller().wires.connected(wire, near, far);
    }

    /** Makes the wire of a channel that was accepted. */
    public Wire accepted(Watch watch, SocketAddress near, SocketAddress far) {
        return engine.poller().wires.accepted(watch, near, far);
    }

    /** Notes that a connected channel is closed. */
    public void closed(Wire wire, SocketAddress near, SocketAddress far) {
        engine.poller().wires.closed(wire, near, far);
    }

    /** Makes the wire of a datagram socket, which may be connected to somebody. */
    public Wire datagrams(Watch watch, SocketAddress address, @Nullable SocketAddress far) {
        return engine.poller().wires.datagrams(watch, address, far);
    }

    // ---- channels that user code holds

    /** Returns the wire of a connected channel, if it was connected or accepted by way of the loop. */
    public @Nullable Wire rawWire(SocketChannel channel) {
        Watch watch = engine.poller().find(channel);
        return watch == null ? null : watch.raw();
    }

    /** Returns the wire of a listener, made if there is none. */
    public Wire rawListener(ServerSocketChannel channel) throws IOException {
        Watch watch = watch(channel);
        Wire known = watch.raw();
        if (known != null) {
            return known;
        }
        Wire made = listening(watch, channel.getLocalAddress(), Integer.MAX_VALUE);
        watch.raw(made);
        return made;
    }

    /** Returns the wire of a datagram socket, made if there is none. */
    public Wire rawDatagrams(DatagramChannel channel) throws IOException {
        Watch watch = watch(channel);
        Wire known = watch.raw();
        if (known != null) {
            return known;
        }
        Wire made = datagrams(watch, channel.getLocalAddress(), channel.getRemoteAddress());
        watch.raw(made);
        return made;
    }

    // ---- what is common to all

    public void noDatagrams(SocketAddress address) {
        engine.poller().wires.noDatagrams(address);
    }

    /** Notes that a datagram was sent; returns whether it was to a socket of this loop. */
    public boolean sentDatagram(SocketAddress to) {
        return engine.poller().wires.sentDatagram(to);
    }

    /** Returns the line of user code that is calling, for {@link #closeAtEnd}. */
    public @Nullable StackFrame site() {
        return Sites.caller();
    }

    /** Notes for reports that no seed controls something, and where it was asked for. */
    public void beyondControl(Supplier<String> what, @Nullable StackFrame site) {
        engine.beyondControl.note(site, what);
    }

    /**
     * Has something closed at the loop's end if it is still open then, which the audit reports as a leak.
     *
     * @return to be run when it is closed before
     */
    public Runnable closeAtEnd(String name, AutoCloseable resource, @Nullable StackFrame site) {
        return loop.resources().add(name, resource, () -> true, site);
    }

    /** As {@link #closeAtEnd(String, AutoCloseable, StackFrame)}; {@code advice} says in the report how to close it. */
    public Runnable closeAtEnd(String name, AutoCloseable resource, @Nullable StackFrame site, String advice) {
        return loop.resources().add(name, resource, () -> true, site, advice);
    }

    /** Tells the loop's exception handler of a failure that nobody else can be told of. */
    public void unhandled(String message, Throwable failure) {
        engine.problems.unhandled(new ExceptionContext(message, failure, engine.current(), null));
    }
}
