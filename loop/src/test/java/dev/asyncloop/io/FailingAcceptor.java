// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.io;

import dev.asyncloop.Loop;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.function.BooleanSupplier;

/** A server to which the system refuses connections for a while, as where too many files are open. */
public final class FailingAcceptor {

    private FailingAcceptor() {}

    /** Starts a server that cannot accept while {@code fails} says so. */
    public static TcpServer start(Loop loop, SocketAddress address, BooleanSupplier fails, ConnectionHandler handler)
            throws IOException {
        return TcpServer.start(loop, address, ServerOptions.defaults(), handler, channel -> {
            if (fails.getAsBoolean()) {
                throw new IOException("Too many open files");
            }
            return channel.accept();
        });
    }
}
