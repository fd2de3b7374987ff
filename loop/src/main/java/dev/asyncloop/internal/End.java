// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.io.FileDescriptor;
import org.jspecify.annotations.Nullable;

/** One end of a connection of plain Java, or a listener. */
final class End {

    /** How much the kernel is sure to deliver at once while the other end does not read. */
    private static final int CERTAIN = 32 * 1024;

    private final FileDescriptor fd;
    private final String name;
    private final boolean toStranger;
    private @Nullable End peer;
    private long sent;
    private long received;
    private boolean uncertain;
    private volatile boolean closed;

    End(FileDescriptor fd, String name, boolean toStranger) {
        this.fd = fd;
        this.name = name;
        this.toStranger = toStranger;
    }

    FileDescriptor fd() {
        return fd;
    }

    /** Returns whether we have called somebody who is not of this loop. */
    boolean isToStranger() {
        return toStranger;
    }

    boolean isClosed() {
        return closed;
    }

    void closed() {
        closed = true;
    }

    void join(End other) {
        peer = other;
        other.peer = this;
    }

    void sent(long bytes, long grace) {
        sent += bytes;
        if (peer != null) {
            peer.awaitArrival(grace);
        }
    }

    void received(long bytes) {
        received += bytes;
    }

    /** Waits until the other end can see that nothing more comes. */
    void sentEnd(long grace) {
        if (peer != null && !peer.closed) {
            Descriptors.awaitReadable(peer.fd, grace);
        }
    }

    /** Waits until the kernel has delivered what the other end has sent; for a limited time, and never again if that was in vain. */
    void awaitArrival(long grace) {
        End other = peer;
        if (other == null || closed || uncertain) {
            return;
        }
        long expected = Math.min(other.sent - received, CERTAIN);
        if (expected > 0 && Descriptors.available(fd) < expected) {
            long began = System.nanoTime();
            while (!closed && Descriptors.available(fd) < expected) {
                if (System.nanoTime() - began > grace) {
                    uncertain = true;
                    return;
                }
                Thread.onSpinWait();
            }
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
