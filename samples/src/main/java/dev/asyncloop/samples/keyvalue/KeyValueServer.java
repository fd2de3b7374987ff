// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.keyvalue;

import dev.asyncloop.Loop;
import dev.asyncloop.io.LimitOverrunException;
import dev.asyncloop.io.TcpServer;
import dev.asyncloop.io.TcpStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Answers commands, one connection in one task, all on one thread: the store needs no lock. */
public final class KeyValueServer implements AutoCloseable {

    static final int DEFAULT_PORT = 6380;

    private final Commands commands;
    private final TcpServer server;

    public KeyValueServer(Loop loop, InetSocketAddress address) throws IOException {
        commands = new Commands(new Store(loop.clock()));
        server = TcpServer.start(loop, address, this::serve);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) server.address();
    }

    private void serve(TcpStream stream) throws IOException {
        Lines lines = new StreamLines(stream);
        try {
            for (String line = lines.receive(); line != null; line = lines.receive()) {
                lines.send(commands.answer(line));
            }
        } catch (LimitOverrunException e) {
            lines.send("ERR line too long");
            stream.writeEnd();
            leaveNothingUnread(stream);
        }
    }

    /** Reads until the client has gone: a connection that is closed with bytes unread is reset, and loses the last answer. */
    private static void leaveNothingUnread(TcpStream stream) throws IOException {
        ByteBuffer unread = ByteBuffer.allocate(8_192);
        while (stream.read(unread.clear()) >= 0) {
            // nobody wants it
        }
    }

    /** Stops: commands that were sent are answered, within a time. */
    public void stop(Duration grace) {
        server.shutdown(grace);
    }

    @Override
    public void close() {
        server.close();
    }

    /**
     * Runs a server until the process is told to stop.
     *
     * @param args the port
     */
    public static void main(String[] args) {
        int port = args.length == 0 ? DEFAULT_PORT : Integer.parseInt(args[0]);
        Loop loop = Loop.builder().realTime().name("key-value").build();
        loop.runMain(() -> {
            KeyValueServer keyValue = new KeyValueServer(loop, new InetSocketAddress(port));
            System.out.println("Keys and values on " + keyValue.address());
            try {
                loop.<Void>promise("end of the server").await();
            } finally {
                keyValue.stop(Duration.ofSeconds(5));
            }
        });
    }
}
