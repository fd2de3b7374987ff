// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.net;

import dev.asyncloop.Loop;
import dev.asyncloop.io.ConnectionHandler;
import dev.asyncloop.io.StreamOptions;
import dev.asyncloop.io.TcpServer;
import dev.asyncloop.io.TcpStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Sockets for tests: on the loopback interface, at ports that are free. */
final class Net {

    private Net() {}

    static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    static TcpServer serve(Loop loop, ConnectionHandler handler) throws IOException {
        return TcpServer.start(loop, anyPort(), handler);
    }

    /** Makes the two ends of a connection on one loop, in a task. */
    static Pair pair(Loop loop, StreamOptions options) throws IOException {
        Pair pair = new Pair();
        try (TcpServer server = serve(loop, stream -> {
            pair.served = stream;
            stream.waitClosed();
        })) {
            pair.client = TcpStream.connect(loop, server.address(), options);
            loop.sleep(millis(1));
        }
        return pair;
    }

    /** The two ends of a connection. */
    static final class Pair {

        TcpStream client;
        TcpStream served;

        void close() {
            client.close();
            served.close();
        }
    }

    /** Closes a server and waits for all of it to end. */
    static void end(TcpServer server) {
        server.close();
        server.waitClosed();
    }

    static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
