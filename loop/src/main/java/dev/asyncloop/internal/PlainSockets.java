// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.io.FileDescriptor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The sockets that plain Java uses under a loop: who waits for which, and where their other ends are.
 *
 * <p>The loop itself asks the kernel, before each iteration, which of the sockets are ready that its tasks wait for, in the order
 * in which these began to wait; no thread of the JDK takes part. What one end sends to another one of this loop is waited for
 * when it is sent, so it is there before anything else runs. Only where the other end is a stranger's does real time matter.
 */
final class PlainSockets {

    /** The open connections and listeners of all loops, by the numbers of their descriptors; looked up, never iterated. */
    private static final ConcurrentHashMap<Integer, End> ENDS = new ConcurrentHashMap<>();

    /** Who waits, in all loops; looked up, never iterated. */
    private static final ConcurrentHashMap<IoWait.Key, IoWait> WAITS = new ConcurrentHashMap<>();

    private static final long SHORTEST_NAP_NANOS = 20_000;
    private static final long LONGEST_NAP_NANOS = 1_000_000;

    private final Engine engine;
    private final List<IoWait> waits = new ArrayList<>();
    private final Map<Integer, End> listeners = new LinkedHashMap<>();

    /** Those who have called a listener of this loop and were not accepted yet, by both ports. */
    private final Map<Long, End> callers = new LinkedHashMap<>();

    /** The ends that have sent something to a stranger, and have received nothing since. */
    private final Set<End> asking = new LinkedHashSet<>();

    private long nap = SHORTEST_NAP_NANOS;

    PlainSockets(Engine engine) {
        this.engine = engine;
    }

    // ---- waiting

    /** Lets the running task wait until a descriptor is ready or, unless {@code nanos} is 0, that time is over. */
    void await(int fd, int event, long nanos, BooleanSupplier isOpen) {
        IoWait wait = new IoWait(fd, event, ENDS.get(fd));
        hold(wait, nanos > 0);
        waits.add(wait);
        WAITS.put(wait.key(), wait);
        try {
            if (isOpen.getAsBoolean()) {
                wait.park(nanos);
            }
        } finally {
            WAITS.remove(wait.key(), wait);
            waits.remove(wait);
            wait.letTimeGoOn();
        }
    }

    /** Notes for reports that a task waits for a datagram: nobody tells where one is, or whether it is. */
    void datagrams() {
        engine.beyondControl.note(Sites.caller(), () -> "a wait for datagrams");
    }

    /** Wakes who waits for a descriptor, in whatever loop; from any thread. */
    static void stopWaiting(int fd, int event) {
        IoWait wait = WAITS.get(new IoWait.Key(fd, event));
        if (wait != null) {
            wait.wake();
        }
    }

    /** Holds the clock for a stranger who has been asked; a limited wait, and that of a selector, gives up in the end. */
    private void hold(IoWait wait, boolean timed) {
        End end = wait.end();
        if (end != null && end.isToStranger()) {
            wait.hold(timed ? engine.holds.holdAtMost(wait::toString, () -> {}) : engine.holds.hold(wait::toString));
        } else if (end == null && !asking.isEmpty()) {
            End asked = asking.iterator().next();
            wait.hold(engine.holds.holdAtMost(() -> "an answer by " + asked, asking::clear));
        }
    }

    private void asks(End end) {
        if (asking.add(end)) {
            for (IoWait wait : waits) {
                if (!wait.isHolding()) {
                    hold(wait, true);
                }
            }
        }
    }

    /** Wakes those whose descriptors are ready; returns whether there were any. */
    boolean poll() {
        boolean any = false;
        for (int i = 0; i < waits.size(); i++) {
            any |= waits.get(i).wakeIfReady();
        }
        if (any) {
            nap = SHORTEST_NAP_NANOS;
        }
        return any;
    }

    /** Returns how long the loop may sleep before it has to poll again. */
    long nap(long nanos) {
        if (waits.isEmpty()) {
            return nanos;
        }
        nap = Math.min(2 * nap, LONGEST_NAP_NANOS);
        return Math.min(nanos, nap);
    }

    // ---- the ends

    void listening(FileDescriptor fd) {
        End end = open(fd, "a listener", false);
        listeners.put(Descriptors.localPort(fd), end);
    }

    /** Notes that a descriptor is about to be connected. */
    void connecting(FileDescriptor fd, InetAddress address, int port) {
        End listener = isHere(address) ? listeners.get(port) : null;
        boolean toStranger = listener == null || listener.isClosed();
        open(fd, "a connection to " + address.getHostAddress() + ":" + port, toStranger);
    }

    /** Notes that a connection is established or under way. */
    void connected(FileDescriptor fd, int port) {
        End end = end(fd);
        if (end == null) {
            return;
        }
        if (end.isToStranger()) {
            asks(end);
        } else {
            callers.put(ports(Descriptors.localPort(fd), port), end);
            Descriptors.awaitReadable(
                    Objects.requireNonNull(listeners.get(port)).fd(), grace());
        }
    }

    void accepted(FileDescriptor listener, FileDescriptor fd, InetSocketAddress from) {
        End end = open(fd, "a connection from " + from.getAddress().getHostAddress(), false);
        End caller = callers.remove(ports(from.getPort(), Descriptors.localPort(listener)));
        if (caller == null || caller.isClosed()) {
            engine.beyondControl.note(Sites.caller(), () -> "a connection from outside of the loop was accepted");
        } else {
            end.join(caller);
            end.awaitArrival(grace());
        }
    }

    void sent(FileDescriptor fd, long bytes) {
        End end = end(fd);
        if (end != null && bytes > 0) {
            end.sent(bytes, grace());
            if (end.isToStranger()) {
                asks(end);
            }
        }
    }

    void received(FileDescriptor fd, long bytes) {
        End end = end(fd);
        if (end != null && bytes >= -1) {
            end.received(Math.max(0, bytes));
            asking.remove(end);
        }
    }

    /** Notes that the other end has been told that nothing more will come. */
    void sentEnd(FileDescriptor fd) {
        End end = end(fd);
        if (end != null) {
            end.sentEnd(grace());
        }
    }

    /** Notes that a descriptor is about to be closed, by whatever thread. */
    static void closing(FileDescriptor fd) {
        End end = ENDS.remove(Descriptors.number(fd));
        if (end != null) {
            end.closed();
        }
    }

    private End open(FileDescriptor fd, String name, boolean toStranger) {
        asking.removeIf(End::isClosed);
        callers.values().removeIf(End::isClosed);
        End end = new End(fd, name, toStranger);
        End before = ENDS.put(Descriptors.number(fd), end);
        if (before != null) {
            before.closed();
        }
        return end;
    }

    private static @Nullable End end(FileDescriptor fd) {
        return ENDS.get(Descriptors.number(fd));
    }

    private static boolean isHere(InetAddress address) {
        return address.isLoopbackAddress() || address.isAnyLocalAddress();
    }

    private static long ports(int caller, int listener) {
        return (long) caller << 16 | listener;
    }

    private long grace() {
        return engine.settings.externalGraceNanos;
    }
}
