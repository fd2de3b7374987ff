// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.io.TcpStream;
import dev.asyncloop.junit.AsyncLoopTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The server over loopback, still in virtual time: what is on its way between two of the loop's own sockets is waited for. */
class ChatServerTests {

    private static ChatServer start(Loop loop) throws IOException {
        return new ChatServer(
                loop, new QueueingRoom(loop, 100), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static TcpStream join(Loop loop, ChatServer chat, String name) throws IOException {
        TcpStream stream = TcpStream.connect(loop, chat.address());
        assertThat(stream.readLine()).isEqualTo("* your name?");
        stream.write(name + "\n");
        assertThat(stream.readLine()).isEqualTo("* " + name + " has joined");
        return stream;
    }

    @AsyncLoopTest(schedules = 50)
    void line_reaches_everybody(Loop loop) throws IOException {
        try (ChatServer chat = start(loop);
                TcpStream ann = join(loop, chat, "ann");
                TcpStream bob = join(loop, chat, "bob")) {
            assertThat(ann.readLine()).isEqualTo("* bob has joined");
            bob.write("good morning\n");
            assertThat(ann.readLine()).isEqualTo("bob: good morning");
            assertThat(bob.readLine()).isEqualTo("bob: good morning");
            bob.writeEnd();
            assertThat(bob.readLine()).isEqualTo("* goodbye");
            assertThat(bob.readLine()).isNull();
            assertThat(ann.readLine()).isEqualTo("* bob has left");
            ann.writeEnd();
            ann.readAll();
        }
        loop.runUntilIdle();
    }

    @AsyncLoopTest(schedules = 50)
    void member_whose_connection_breaks_has_left(Loop loop) throws IOException {
        try (ChatServer chat = start(loop);
                TcpStream ann = join(loop, chat, "ann")) {
            TcpStream bob = join(loop, chat, "bob");
            assertThat(ann.readLine()).isEqualTo("* bob has joined");
            loop.setExceptionHandler((on, context) -> {});
            bob.abort();
            assertThat(ann.readLine()).isEqualTo("* bob has left");
            ann.writeEnd();
            ann.readAll();
        }
        loop.runUntilIdle();
    }

    @AsyncLoopTest(schedules = 50)
    void server_that_stops_says_goodbye_to_everybody(Loop loop) throws IOException {
        ChatServer chat = start(loop);
        List<String> last = new ArrayList<>();
        List<Task<?>> clients = new ArrayList<>();
        for (String name : List.of("ann", "bob")) {
            TcpStream stream = join(loop, chat, name);
            clients.add(loop.spawn("client " + name, () -> {
                try (stream) {
                    for (String line = stream.readLine(); line != null; line = stream.readLine()) {
                        if (line.equals("* goodbye")) {
                            last.add(name + " " + line);
                        }
                    }
                }
            }));
        }
        loop.run(() -> chat.stop(Duration.ofSeconds(5)));
        clients.forEach(Task::await);
        assertThat(last).containsExactlyInAnyOrder("ann * goodbye", "bob * goodbye");
    }
}
