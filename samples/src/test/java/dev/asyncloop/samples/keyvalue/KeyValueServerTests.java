// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.keyvalue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.TaskGroup;
import dev.asyncloop.io.TcpStream;
import dev.asyncloop.junit.AsyncLoopTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The server over loopback, in virtual time. */
class KeyValueServerTests {

    private static KeyValueServer start(Loop loop) throws IOException {
        return new KeyValueServer(loop, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static @Nullable String ask(TcpStream stream, String command) throws IOException {
        stream.write(command + "\n");
        return stream.readLine();
    }

    @AsyncLoopTest
    void commands_are_answered(Loop loop) throws IOException {
        try (KeyValueServer server = start(loop);
                TcpStream client = TcpStream.connect(loop, server.address())) {
            assertThat(ask(client, "PING")).isEqualTo("PONG");
            assertThat(ask(client, "GET name")).isEqualTo("(nil)");
            assertThat(ask(client, "SET name Ada")).isEqualTo("OK");
            assertThat(ask(client, "get name")).isEqualTo("Ada");
            assertThat(ask(client, "INCR visits")).isEqualTo("1");
            assertThat(ask(client, "INCR visits")).isEqualTo("2");
            assertThat(ask(client, "DEL name")).isEqualTo("1");
            assertThat(ask(client, "DEL name")).isEqualTo("0");
        }
        loop.runUntilIdle();
    }

    @AsyncLoopTest
    void wrong_commands_are_answered_too(Loop loop) throws IOException {
        try (KeyValueServer server = start(loop);
                TcpStream client = TcpStream.connect(loop, server.address())) {
            assertThat(ask(client, "FLY")).isEqualTo("ERR unknown command 'FLY'");
            assertThat(ask(client, "GET")).isEqualTo("ERR wrong number of arguments for 'GET'");
            assertThat(ask(client, "SET name Ada")).isEqualTo("OK");
            assertThat(ask(client, "INCR name")).isEqualTo("ERR value is not an integer");
            assertThat(ask(client, "SET n " + Long.MAX_VALUE)).isEqualTo("OK");
            assertThat(ask(client, "INCR n")).isEqualTo("ERR value is out of range");
            assertThat(ask(client, "SET a b XX 5")).isEqualTo("ERR syntax error near 'XX'");
            assertThat(ask(client, "x".repeat(200_000))).isEqualTo("ERR line too long");
            assertThat(client.readLine()).isNull();
        }
        loop.runUntilIdle();
    }

    @AsyncLoopTest
    void value_with_a_lifetime_expires(Loop loop) throws IOException {
        try (KeyValueServer server = start(loop);
                TcpStream client = TcpStream.connect(loop, server.address())) {
            ask(client, "SET session 42 EX 3600");
            loop.sleep(Duration.ofMinutes(59));
            assertThat(ask(client, "GET session")).isEqualTo("42");
            loop.sleep(Duration.ofMinutes(1));
            assertThat(ask(client, "GET session")).isEqualTo("(nil)");
        }
        loop.runUntilIdle();
    }

    @AsyncLoopTest(schedules = 50)
    void increments_of_many_clients_are_all_counted(Loop loop) throws IOException {
        try (KeyValueServer server = start(loop)) {
            try (TaskGroup clients = loop.group()) {
                for (int i = 0; i < 5; i++) {
                    clients.spawn("client-" + i, () -> {
                        try (TcpStream client = TcpStream.connect(loop, server.address())) {
                            for (int j = 0; j < 10; j++) {
                                ask(client, "INCR visits");
                            }
                        }
                    });
                }
            }
            try (TcpStream client = TcpStream.connect(loop, server.address())) {
                assertThat(ask(client, "GET visits")).isEqualTo("50");
            }
        }
        loop.runUntilIdle();
    }

    @AsyncLoopTest(schedules = 50)
    void server_that_stops_answers_what_was_asked(Loop loop) throws IOException {
        KeyValueServer server = start(loop);
        List<@Nullable String> answers = new ArrayList<>();
        List<Task<?>> clients = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            TcpStream client = TcpStream.connect(loop, server.address());
            client.write("INCR visits\n");
            clients.add(loop.spawn("client-" + i, () -> {
                try (client) {
                    answers.add(client.readLine());
                    assertThat(client.readLine()).as("after the end").isNull();
                }
            }));
        }
        loop.run(() -> server.stop(Duration.ofSeconds(5)));
        clients.forEach(Task::await);
        assertThat(answers).containsExactlyInAnyOrder("1", "2", "3", "4", "5");
    }
}
