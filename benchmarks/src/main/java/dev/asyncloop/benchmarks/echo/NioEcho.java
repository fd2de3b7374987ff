// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.echo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** The limit: a selector, the system calls and nothing else; written for this one exchange. */
final class NioEcho implements Echo {

    @Override
    public String name() {
        return "bare NIO";
    }

    @Override
    public long run(int connections, int roundTrips) throws IOException {
        List<SocketChannel> open = new ArrayList<>();
        try (Selector selector = Selector.open();
                ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), connections);
            List<End> clients = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                SocketChannel client = SocketChannel.open(server.getLocalAddress());
                SocketChannel accepted = server.accept();
                open.add(client);
                open.add(accepted);
                clients.add(register(selector, client, roundTrips));
                register(selector, accepted, Integer.MAX_VALUE);
            }
            long began = System.nanoTime();
            for (End client : clients) {
                client.send();
            }
            int[] running = {connections};
            while (running[0] > 0) {
                selector.select(key -> {
                    if (((End) key.attachment()).receive()) {
                        running[0]--;
                    }
                });
            }
            return System.nanoTime() - began;
        } finally {
            for (SocketChannel channel : open) {
                channel.close();
            }
        }
    }

    private static End register(Selector selector, SocketChannel channel, int messages) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        End end = new End(channel, messages);
        channel.register(selector, SelectionKey.OP_READ, end);
        return end;
    }

    /** One end of a connection: sends back what it has received, so many times. */
    private static final class End {

        private final SocketChannel channel;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(MESSAGE_BYTES);
        private int left;

        End(SocketChannel channel, int left) {
            this.channel = channel;
            this.left = left;
        }

        void send() throws IOException {
            buffer.clear();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            buffer.clear();
        }

        /** Reads; returns whether that was the last message. */
        boolean receive() {
            try {
                channel.read(buffer);
                if (buffer.hasRemaining()) {
                    return false;
                }
                if (--left > 0) {
                    send();
                }
                return left == 0;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
