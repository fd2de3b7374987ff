// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.chat;

import dev.asyncloop.Loop;
import dev.asyncloop.io.LimitOverrunException;
import dev.asyncloop.io.TcpServer;
import dev.asyncloop.io.TcpStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A room behind a port: the first line is the member's name, each further one is said to all. Try it with netcat. */
public final class ChatServer implements AutoCloseable {

    private static final int LINES_PER_MEMBER = 100;

    private final Loop loop;
    private final Room room;
    private final TcpServer server;

    public ChatServer(Loop loop, Room room, InetSocketAddress address) throws IOException {
        this.loop = loop;
        this.room = room;
        server = TcpServer.start(loop, address, this::welcome);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) server.address();
    }

    private void welcome(TcpStream stream) throws Exception {
        stream.write("* your name?\n");
        String name = stream.readLine();
        if (name != null && !name.isBlank()) {
            converse(stream, room.join(name.strip()));
        }
    }

    private void converse(TcpStream stream, Member member) throws Exception {
        loop.group(session -> {
            session.spawn(
                    "screen of " + member.name(),
                    () -> member.watch(line -> {
                        stream.write(line + "\n");
                        stream.drain(); // a slow reader stops its own screen, and nobody else's
                    }));
            try {
                for (@Nullable String line = stream.readLine(); line != null; line = stream.readLine()) {
                    member.say(line);
                }
            } catch (LimitOverrunException e) {
                stream.write("* that line was too long\n");
            } finally {
                member.leave();
            }
        });
    }

    /** Stops: nobody else may come in, and who is there has a time to go, after which they are disconnected. */
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
        int port = args.length == 0 ? 6667 : Integer.parseInt(args[0]);
        Loop loop = Loop.builder().realTime().name("chat").build();
        loop.runMain(() -> {
            ChatServer chat =
                    new ChatServer(loop, new QueueingRoom(loop, LINES_PER_MEMBER), new InetSocketAddress(port));
            System.out.println("Chat on " + chat.address());
            try {
                loop.<Void>promise("end of the server").await();
            } finally {
                chat.stop(Duration.ofSeconds(5));
            }
        });
    }
}
