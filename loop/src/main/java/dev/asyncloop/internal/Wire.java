// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.ClockHold;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection, a listener or a datagram socket, and what is on its way to it.
 *
 * <p>Where the other end belongs to the same loop, everything sent is counted on one side and everything received on the
 * other, so the loop knows what is still in the hands of the kernel and waits for it. Where the other end is somebody else's and
 * we have opened the connection, waiting for it holds the clock instead.
 */
public final class Wire {

    private final Poller poller;
    private final Watch watch;
    private final boolean holdsClock;

    private @Nullable Wire peer;
    private long sent;
    private boolean sentEnd;
    private long announced;
    private long received;
    private boolean sawEnd;
    private boolean blocked;

    Wire(Poller poller, Watch watch, boolean holdsClock) {
        this.poller = poller;
        this.watch = watch;
        this.holdsClock = holdsClock;
    }

    void join(Wire other) {
        peer = other;
        other.peer = this;
        poller.onTheWay().add(this);
        poller.onTheWay().add(other);
    }

    boolean isPaired() {
        return peer != null;
    }

    /** Returns the channel's watch. */
    public Watch watch() {
        return watch;
    }

    /** Notes bytes that were handed to the kernel. */
    public void sent(long bytes) {
        sent += bytes;
        if (peer != null) {
            poller.onTheWay().add(peer);
        }
    }

    /** Notes that nothing more will be sent: the output was shut down, or the channel closed. */
    public void sentEnd() {
        sentEnd = true;
        if (peer != null) {
            poller.onTheWay().add(peer);
        }
    }

    /** Notes that something is on its way here, from a channel that is no peer: a connection to accept, a datagram. */
    void announce() {
        announced++;
        poller.onTheWay().add(this);
    }

    /** Notes what has come: bytes, connections or datagrams. */
    public void received(long count) {
        received += count;
        settle();
    }

    /** Notes the end of what comes, or that the connection is broken. */
    public void sawEnd() {
        sawEnd = true;
        received = total();
        settle();
    }

    /** Notes whether the kernel refuses to take more, or has not yet connected. */
    public void blocked(boolean isBlocked) {
        blocked = isBlocked;
        if (isBlocked) {
            poller.onTheWay().add(this);
        } else {
            settle();
        }
    }

    /** Holds the clock while the caller waits for the other end, if that is somebody else; to be closed when the wait ends. */
    public @Nullable ClockHold hold(Supplier<String> who) {
        return holdsClock && peer == null && !poller.engine().settings.realTime
                ? poller.engine().holds.hold(who)
                : null;
    }

    private long total() {
        return peer == null ? announced : peer.sent;
    }

    private boolean expects() {
        return total() > received || peer != null && peer.sentEnd && !sawEnd;
    }

    private void settle() {
        if (!blocked && !expects()) {
            poller.onTheWay().remove(this);
        }
    }

    /** Returns whether something is on its way that somebody waits for and that the kernel has not delivered. */
    boolean isMissing() {
        return watch.isReadable() && !watch.isReadFired() && expects()
                || blocked && !watch.isWriteFired() && (peer == null || peer.received >= sent);
    }

    /** Does not count on what is on its way any longer; what is sent from now on counts again. */
    void giveUp() {
        blocked = false;
        if (peer == null) {
            received = Math.max(received, announced);
        }
    }
}
