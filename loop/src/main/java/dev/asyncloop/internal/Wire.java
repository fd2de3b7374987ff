// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.ClockHold;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection, a listener or a datagram socket, and what is on its way to it.
 *
 * <p>Where the other end belongs to the same loop, everything sent is counted on one side and everything received on the
 * other, so the loop knows what is still in the hands of the kernel and waits for it. The same count bounds what may be on its
 * way, so that it is not the size of the kernel's buffers at the moment that decides when a writer has to wait. Where the other
 * end is somebody else's and we have opened the connection, waiting for it holds the clock instead. In real time there is
 * nothing to count.
 */
public final class Wire {

    /** How many bytes may be on their way between two channels of a loop; any kernel takes as many. */
    private static final int WINDOW = 64 * 1024;

    /** Something that the kernel is asked for without waiting. */
    @FunctionalInterface
    public interface Attempt {

        /** Returns whether there was anything. */
        boolean happens() throws IOException;
    }

    final Watch watch;

    private final Poller poller;
    private final boolean counts;
    private final boolean toStranger;
    private final boolean toOurs;

    private final List<ClockHold> held = new ArrayList<>(1);
    private @Nullable Wire peer;
    private long sent;
    private boolean sentEnd;
    private long announced;
    private long received;
    private boolean sawEnd;
    private boolean blocked;
    private boolean refused;

    /** Whether the poller looks at this wire. */
    boolean listed;

    private Wire(Poller poller, Watch watch, boolean toStranger, boolean toOurs) {
        this.poller = poller;
        this.watch = watch;
        this.toStranger = toStranger;
        this.toOurs = toOurs;
        this.counts = !poller.engine().settings.realTime;
    }

    /** Makes the end of a connection that we have opened. */
    static Wire opened(Poller poller, Watch watch, boolean toOurs) {
        return new Wire(poller, watch, !toOurs, toOurs);
    }

    /** Makes an end at which others arrive: a listener, a connection that was accepted, a datagram socket. */
    static Wire passive(Poller poller, Watch watch) {
        return new Wire(poller, watch, false, false);
    }

    void join(Wire other) {
        peer = other;
        other.peer = this;
        letTimeGoOn();
        other.letTimeGoOn();
        expect();
        other.expect();
    }

    @Nullable
    Wire peer() {
        return peer;
    }

    private void expect() {
        if (counts && !listed) {
            listed = true;
            poller.expect(this);
        }
    }

    // ---- sending

    /** Returns how many bytes may be sent now; where none, {@link #withhold()} waits until some may. */
    public int allowance() {
        Wire other = peer;
        if (!counts || other == null && !toOurs || other != null && other.isEnded()) {
            return Integer.MAX_VALUE;
        }
        return (int) Math.max(0, WINDOW - (sent - (other == null ? 0 : other.received)));
    }

    /** Keeps the writer of this end from running until the other end has received enough. */
    public void withhold() {
        watch.withholdWriter(true);
    }

    /** Notes bytes that were handed to the kernel. */
    public void sent(long bytes) {
        sent += bytes;
        if (peer != null) {
            peer.expect();
        }
    }

    /** Notes that nothing more will be sent: the output was shut down, or the channel closed. */
    public void sentEnd() {
        sentEnd = true;
        if (peer != null) {
            peer.expect();
        }
    }

    /** Notes whether the kernel refuses to take more, or has not yet connected. */
    public void blocked(boolean isBlocked) {
        blocked = isBlocked && (toOurs || peer != null);
        if (blocked) {
            expect();
        }
    }

    // ---- receiving

    /** Notes that something is on its way here, from a channel that is no peer: a connection to accept, a datagram. */
    void announce() {
        announced++;
        expect();
    }

    /** Notes what has come: bytes, connections or datagrams. */
    public void received(long count) {
        received += count;
        if (peer != null && peer.watch.isWriterWithheld() && peer.allowance() >= WINDOW / 2) {
            peer.watch.withholdWriter(false);
        }
    }

    /** Notes the end of what comes, or that the connection is broken. */
    public void sawEnd() {
        sawEnd = true;
        received(total() - received);
    }

    /** Notes that the listener was closed to which this end had connected, before it accepted. */
    void refused() {
        refused = true;
        expect();
    }

    /** Notes that this end is closed: who would send to it need not wait until it receives. */
    void closed() {
        sentEnd();
        if (peer != null && peer.watch.isWriterWithheld()) {
            peer.watch.withholdWriter(false);
        }
    }

    /** Returns how much of one kind is on its way here: bytes, connections or datagrams. */
    public int expected() {
        return counts ? (int) Math.min(Integer.MAX_VALUE, total() - received) : 0;
    }

    /** Reads what the kernel has and, of what is on its way within this loop, as much as fits; counts nothing. */
    public int read(SocketChannel channel, ByteBuffer target) throws IOException {
        int before = target.position();
        int first = channel.read(target);
        int expected = first < 0 ? 0 : Math.min(expected(), target.limit() - before);
        if (target.position() - before < expected) {
            try {
                insist(() -> channel.read(target) < 0 || target.position() - before >= expected);
            } catch (IOException e) {
                if (target.position() == before) {
                    throw e;
                } // else it is thrown again by the next read
            }
        }
        return first < 0 ? first : target.position() - before;
    }

    /** Writes as much as may be on its way and the kernel takes; counts it. */
    public int write(SocketChannel channel, ByteBuffer source) throws IOException {
        int limit = source.limit();
        source.limit((int) Math.min(limit, (long) source.position() + allowance()));
        try {
            int count = channel.write(source);
            sent(count);
            return count;
        } finally {
            source.limit(limit);
        }
    }

    /** Returns whether what comes next, or the connection itself, is of nobody in this loop, and time is virtual. */
    public boolean isStrangers() {
        return counts && peer == null && expected() <= 0;
    }

    /** Returns whether both ends are of this loop, and time is virtual. */
    public boolean isInside() {
        return counts && (toOurs || peer != null);
    }

    /**
     * Asks the kernel again and again for what it must have, since it came from this loop, but may not have delivered; for a
     * bounded time. Returns whether it happened.
     */
    public boolean insist(Attempt attempt) throws IOException {
        long began = System.nanoTime();
        while (!attempt.happens()) {
            if (System.nanoTime() - began > poller.engine().settings.externalGraceNanos) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    // ---- waiting

    /** Holds the clock while the caller waits for somebody else whom it has called; to be closed when the wait ends. */
    public @Nullable ClockHold hold(Supplier<String> who) {
        return toStranger ? holdForAnswer(who) : null;
    }

    /** Holds the clock while the caller waits for the other end, whoever called, if that is somebody else. */
    public @Nullable ClockHold holdForAnswer(Supplier<String> who) {
        if (!counts || peer != null) {
            return null;
        }
        ClockHold hold = poller.engine().holds.hold(who);
        held.add(hold);
        return () -> {
            held.remove(hold);
            hold.close();
        };
    }

    /** Ends the holds of those who wait, for the other end has turned out to be of this loop. */
    private void letTimeGoOn() {
        held.forEach(ClockHold::close);
        held.clear();
    }

    private long total() {
        return peer == null ? announced : peer.sent;
    }

    boolean isOpen() {
        return watch.isOpen();
    }

    private boolean isEnded() {
        return sentEnd || !isOpen();
    }

    private boolean expects() {
        return total() > received || !sawEnd && (refused || peer != null && peer.isEnded());
    }

    /** Returns whether the poller has to go on looking at this end. */
    boolean isOfInterest() {
        return watch.isOpen() && (blocked || expects() || peer != null && !peer.isEnded() && peer.watch.isRaw());
    }

    /** Returns whether something is on its way that somebody waits for and that the kernel has not delivered. */
    boolean isMissing() {
        return watch.isReadable() && !watch.isReadFired() && expects()
                || blocked && watch.isWritable() && !watch.isWriteFired() && (peer == null || peer.received >= sent);
    }

    /** Does not count on what is on its way any longer; what is sent from now on counts again. */
    void giveUp() {
        blocked = false;
        refused = false;
        received(Math.max(0, total() - received));
        if (peer != null && peer.isEnded()) {
            sawEnd = true;
        }
    }
}
