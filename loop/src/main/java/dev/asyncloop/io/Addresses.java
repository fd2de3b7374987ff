// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.io;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Addresses as people write them. */
final class Addresses {

    private Addresses() {}

    /** Checks that a host has been looked up and found. */
    static void requireResolved(SocketAddress address) throws UnknownHostException {
        if (address instanceof InetSocketAddress inet && inet.isUnresolved()) {
            throw new UnknownHostException(inet.getHostString()
                    + ": the address is unresolved, since the name is unknown or was not looked up.");
        }
    }

    static String text(@Nullable SocketAddress address) {
        if (address instanceof InetSocketAddress inet && !inet.isUnresolved()) {
            String host = inet.getAddress().getHostAddress();
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + inet.getPort();
        }
        if (address instanceof UnixDomainSocketAddress unix
                && unix.getPath().toString().isEmpty()) {
            return "an unnamed socket";
        }
        return String.valueOf(address);
    }
}
