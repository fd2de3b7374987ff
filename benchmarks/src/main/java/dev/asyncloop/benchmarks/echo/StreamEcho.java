// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.echo;

import dev.asyncloop.Loop;
import dev.asyncloop.TaskGroup;
import dev.asyncloop.io.ServerOptions;
import dev.asyncloop.io.TcpServer;
import dev.asyncloop.io.TcpStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The loop's streams: a task for each end of each connection, written as blocking code. */
final class StreamEcho implements Echo {

    @Override
    public String name() {
        return "asyncloop";
    }

    @Override
    public long run(int connections, int roundTrips) {
        try (Loop loop = Loop.builder().realTime().name("echo").build()) {
            return loop.run(() -> exchange(loop, connections, roundTrips));
        }
    }

    private static long exchange(Loop loop, int connections, int roundTrips) throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        ServerOptions options = ServerOptions.defaults().withBacklog(connections);
        TcpServer server = TcpServer.start(loop, anyPort, options, StreamEcho::sendBack);
        List<TcpStream> clients = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            clients.add(TcpStream.connect(loop, server.address()));
        }
        long began = System.nanoTime();
        try (TaskGroup group = loop.group()) {
            for (TcpStream client : clients) {
                group.spawn(() -> ask(client, roundTrips));
            }
        }
        long nanos = System.nanoTime() - began;
        clients.forEach(TcpStream::close);
        server.close();
        server.waitClosed();
        return nanos;
    }

    private static void sendBack(TcpStream stream) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(MESSAGE_BYTES);
        while (stream.read(buffer.clear()) >= 0) {
            stream.write(buffer.flip());
            stream.drain();
        }
    }

    private static void ask(TcpStream stream, int roundTrips) throws IOException {
        byte[] message = new byte[MESSAGE_BYTES];
        for (int i = 0; i < roundTrips; i++) {
            stream.write(message);
            message = stream.readExactly(MESSAGE_BYTES);
        }
    }
}
