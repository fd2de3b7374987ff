// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which channels of a loop talk to one another: by their addresses, and for Unix domain sockets, whose clients have
 * none, by the order in which a listener accepts. In real time nobody asks.
 */
final class Wires {

    private record Ends(SocketAddress near, SocketAddress far) {}

    private static final class Listener {
        private final Wire wire;
        private final int capacity;

        /** Those who connect once there is room. */
        private final List<Waiter> turns = new ArrayList<>();

        /** The channels of this loop that have connected and were not accepted yet. */
        private final Set<Wire> waiting = new LinkedHashSet<>();

        Listener(Wire wire, int capacity) {
            this.wire = wire;
            this.capacity = capacity;
        }

        boolean isFull() {
            return waiting.size() >= capacity;
        }
    }

    private static final int PURGE_AT = 64;

    private final Poller poller;
    private final boolean counts;
    private final Map<SocketAddress, Listener> listeners = new LinkedHashMap<>();
    private final Map<SocketAddress, Wire> datagrams = new LinkedHashMap<>();
    private final Map<Ends, Wire> connections = new LinkedHashMap<>();
    private int purgeAt = PURGE_AT;

    Wires(Poller poller, boolean counts) {
        this.poller = poller;
        this.counts = counts;
    }

    /** Returns how many channels are known by their addresses. */
    int size() {
        int waiting = 0;
        for (Listener listener : listeners.values()) {
            waiting += listener.waiting.size();
        }
        return listeners.size() + datagrams.size() + connections.size() + waiting;
    }

    /** Forgets, now and then, the channels that user code has closed, of which nobody tells. */
    private void purge() {
        if (size() >= purgeAt) {
            listeners.values().removeIf(listener -> !listener.wire.isOpen());
            datagrams.values().removeIf(wire -> !wire.isOpen());
            connections
                    .entrySet()
                    .removeIf(entry -> !entry.getValue().isOpen()
                            && listener(entry.getKey().far()) == null);
            purgeAt = Math.max(PURGE_AT, 2 * size());
        }
    }

    /** Makes the wire of a listener that at least {@code capacity} connections may wait for to be accepted. */
    Wire listening(Watch watch, SocketAddress address, int capacity) {
        Wire wire = Wire.passive(poller, watch);
        if (counts) {
            purge();
            listeners.put(address, new Listener(wire, capacity));
        }
        return wire;
    }

    void notListening(SocketAddress address) {
        Listener listener = listeners.remove(address);
        if (listener != null) {
            for (Wire client : listener.waiting) {
                client.refused();
                connections.values().remove(client);
            }
            listener.turns.forEach(Waiter::wake);
        }
    }

    /** Waits until a listener of this loop has room: the kernel would drop who comes too early, for a time of its own. */
    void awaitRoom(SocketAddress to) {
        for (Listener full = listener(to); full != null && full.isFull(); full = listener(to)) {
            Waiter turn = Waiter.on(poller.engine().loop, () -> "room in the accept queue at " + to, () -> null);
            full.turns.add(turn);
            try {
                turn.await();
            } finally {
                full.turns.remove(turn);
            }
        }
    }

    /** Makes the wire of a channel that begins to connect. */
    Wire connecting(Watch watch, SocketAddress to) {
        return Wire.opened(poller, watch, listener(to) != null);
    }

    /** Notes that a channel has connected; it may have been accepted before. */
    void connected(Wire wire, SocketAddress near, SocketAddress far) {
        if (!counts) {
            return;
        }
        purge();
        Listener listener = listener(far);
        if (listener == null) {
            if (far instanceof InetSocketAddress inet && inet.getAddress().isLoopbackAddress()) {
                connections.put(new Ends(near, far), wire); // it may be accepted by a channel that user code holds
            }
            return;
        }
        if (!(far instanceof UnixDomainSocketAddress)) {
            join(wire, near, far);
        }
        if (wire.peer() == null) {
            listener.waiting.add(wire);
            listener.wire.announce();
        }
    }

    Wire accepted(Watch watch, SocketAddress near, SocketAddress far) {
        Wire wire = Wire.passive(poller, watch);
        if (!counts) {
            return wire;
        }
        purge();
        Listener listener = listener(near);
        if (!(near instanceof UnixDomainSocketAddress)) {
            join(wire, near, far);
        } else if (listener != null && !listener.waiting.isEmpty()) {
            wire.join(listener.waiting.iterator().next());
        }
        Wire client = wire.peer();
        if (listener != null && client != null && listener.waiting.remove(client)) {
            listener.wire.received(1);
            listener.turns.forEach(Waiter::wake);
        }
        return wire;
    }

    private void join(Wire wire, SocketAddress near, SocketAddress far) {
        Wire other = connections.remove(new Ends(far, near));
        if (other == null) {
            connections.put(new Ends(near, far), wire);
        } else {
            wire.join(other);
        }
    }

    /** Forgets a channel that is closed; one that was not accepted yet is kept until it is. */
    void closed(Wire wire, SocketAddress near, SocketAddress far) {
        wire.closed();
        if (listener(far) == null) {
            connections.remove(new Ends(near, far), wire);
        }
    }

    /** Makes the wire of a datagram socket, which may be connected. */
    Wire datagrams(Watch watch, SocketAddress address, @Nullable SocketAddress far) {
        Wire wire =
                far == null || datagram(far) != null ? Wire.passive(poller, watch) : Wire.opened(poller, watch, false);
        if (counts) {
            purge();
            datagrams.put(address, wire);
        }
        return wire;
    }

    void noDatagrams(SocketAddress address) {
        datagrams.remove(address);
    }

    /** Notes that a datagram was sent; returns whether it was to a socket of this loop. */
    boolean sentDatagram(SocketAddress to) {
        Wire wire = datagram(to);
        if (wire != null) {
            wire.announce();
        }
        return wire != null;
    }

    private @Nullable Listener listener(SocketAddress address) {
        Listener found = find(listeners, address);
        return found != null && found.wire.isOpen() ? found : null;
    }

    private @Nullable Wire datagram(SocketAddress address) {
        Wire found = find(datagrams, address);
        return found != null && found.isOpen() ? found : null;
    }

    /** Finds what is bound to an address, or to its port on all addresses if it is of this machine. */
    private static <T> @Nullable T find(Map<SocketAddress, T> bound, SocketAddress address) {
        T exact = bound.get(address);
        if (exact != null || !(address instanceof InetSocketAddress inet) || inet.isUnresolved()) {
            return exact;
        }
        if (!inet.getAddress().isLoopbackAddress()) {
            return null;
        }
        T any = bound.get(new InetSocketAddress(inet.getPort()));
        return any != null ? any : bound.get(anyOfIp6(inet.getPort()));
    }

    private static InetSocketAddress anyOfIp6(int port) {
        try {
            return new InetSocketAddress(java.net.InetAddress.getByAddress(new byte[16]), port);
        } catch (java.net.UnknownHostException e) {
            throw new AssertionError("16 bytes are an address", e);
        }
    }
}
