// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which channels of a loop talk to one another: by their addresses, and for Unix domain sockets, whose clients have
 * none, by the order in which a listener accepts. The maps of addresses are looked up, never iterated.
 */
final class Wires {

    private record Ends(SocketAddress near, SocketAddress far) {}

    private static final class Listener {
        private final Wire wire;

        /** The channels of this loop that have connected and were not accepted yet. */
        private final Set<Wire> waiting = new LinkedHashSet<>();

        Listener(Wire wire) {
            this.wire = wire;
        }
    }

    private final Poller poller;
    private final Map<SocketAddress, Listener> listeners = new HashMap<>();
    private final Map<SocketAddress, Wire> datagrams = new HashMap<>();
    private final Map<Ends, Wire> connections = new HashMap<>();

    Wires(Poller poller) {
        this.poller = poller;
    }

    Wire listening(Watch watch, SocketAddress address) {
        Wire wire = Wire.passive(poller, watch);
        listeners.put(address, new Listener(wire));
        return wire;
    }

    void notListening(SocketAddress address) {
        Listener listener = listeners.remove(address);
        if (listener != null) {
            for (Wire client : listener.waiting) {
                client.refused();
                connections.values().remove(client);
            }
        }
    }

    /** Makes the wire of a channel that begins to connect. */
    Wire connecting(Watch watch, SocketAddress to) {
        return Wire.opened(poller, watch, listener(to) != null);
    }

    /** Notes that a channel has connected. */
    void connected(Wire wire, SocketAddress near, SocketAddress far) {
        Listener listener = listener(far);
        if (listener == null) {
            if (far instanceof InetSocketAddress inet && inet.getAddress().isLoopbackAddress()) {
                connections.put(new Ends(near, far), wire); // it may be accepted by a channel that user code holds
            }
            return;
        }
        listener.waiting.add(wire);
        if (!(far instanceof UnixDomainSocketAddress)) {
            join(wire, near, far);
        }
        listener.wire.announce();
    }

    Wire accepted(Watch watch, SocketAddress near, SocketAddress far) {
        Wire wire = Wire.passive(poller, watch);
        Listener listener = listener(near);
        if (!(near instanceof UnixDomainSocketAddress)) {
            join(wire, near, far);
        } else if (listener != null && !listener.waiting.isEmpty()) {
            wire.join(listener.waiting.iterator().next());
        }
        Wire client = wire.peer();
        if (listener != null && client != null && listener.waiting.remove(client)) {
            listener.wire.received(1);
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
        Wire wire = far == null || find(datagrams, far) != null
                ? Wire.passive(poller, watch)
                : Wire.opened(poller, watch, false);
        datagrams.put(address, wire);
        return wire;
    }

    void noDatagrams(SocketAddress address) {
        datagrams.remove(address);
    }

    /** Notes that a datagram was sent; returns whether it was to a socket of this loop. */
    boolean sentDatagram(SocketAddress to) {
        Wire wire = find(datagrams, to);
        if (wire != null) {
            wire.announce();
        }
        return wire != null;
    }

    private @Nullable Listener listener(SocketAddress address) {
        return find(listeners, address);
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
