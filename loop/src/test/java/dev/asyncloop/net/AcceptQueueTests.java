// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.io.ServerOptions;
import dev.asyncloop.io.TcpServer;
import dev.asyncloop.io.TcpStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More connections at once than the kernel keeps for the listener: it drops some, and their clients try again. */
@Timeout(60)
class AcceptQueueTests {

    @Test
    void connect_moreThanTheBacklog_areAllServed() {
        try (Loop loop = Loop.create()) {
            List<String> answers = new ArrayList<>();
            loop.run(() -> {
                TcpServer server = TcpServer.start(
                        loop,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        ServerOptions.defaults().withBacklog(1),
                        stream -> stream.write(stream.readLine() + "!\n"));
                List<Task<?>> clients = new ArrayList<>();
                for (int i = 0; i < 6; i++) {
                    int number = i;
                    clients.add(loop.spawn("client-" + i, () -> {
                        try (TcpStream stream = TcpStream.connect(loop, server.address())) {
                            stream.write(number + "\n");
                            answers.add(stream.readLine());
                        }
                    }));
                }
                clients.forEach(Task::await);
                server.close();
                server.waitClosed();
            });
            assertThat(answers).containsExactlyInAnyOrder("0!", "1!", "2!", "3!", "4!", "5!");
            assertThat(loop.audit()).isEmpty();
        }
    }
}
