// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.io.ServerOptions;
import dev.asyncloop.io.TcpServer;
import dev.asyncloop.io.TcpStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More connections at once than the kernel keeps for the listener: those of the loop itself wait until there is room. */
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

    private static String answers(long seed, int clients) {
        try (Loop loop = Loop.builder().seed(seed).build()) {
            loop.run(() -> {
                loop.spawnBackground("ticker", () -> {
                    while (true) {
                        loop.sleep(Net.seconds(1));
                    }
                });
                TcpServer server = Net.serve(loop, stream -> stream.write(stream.readLine() + "!\n"));
                List<Task<?>> asking = new ArrayList<>();
                for (int i = 0; i < clients; i++) {
                    asking.add(loop.spawn("client-" + i, () -> {
                        try (TcpStream stream = TcpStream.connect(loop, server.address())) {
                            stream.write("x\n");
                            assertThat(stream.readLine()).isEqualTo("x!");
                        }
                    }));
                }
                asking.forEach(Task::await);
                Net.end(server);
            });
            return loop.trace().hash() + " at " + loop.clock().nanoTime();
        }
    }

    @Test
    void connect_manyMoreThanTheBacklog_takesNoTimeAndTheSameStepsForOneSeed() {
        String first = answers(5, 300);
        assertThat(first).endsWith(" at 0");
        assertThat(answers(5, 300)).isEqualTo(first);
    }

    @Test
    void connect_whichWaitsForRoomAtAListenerThatCloses_isRefused() {
        try (Loop loop = Loop.create()) {
            loop.run(() -> {
                TcpServer server = TcpServer.start(
                        loop, Net.anyPort(), ServerOptions.defaults().withBacklog(1), TcpStream::waitClosed);
                TcpStream accepted = TcpStream.connect(loop, server.address());
                Task<TcpStream> waiting = loop.spawn("waiting", () -> TcpStream.connect(loop, server.address()));
                loop.callSoon(server::close);
                assertThatThrownBy(waiting::await).isInstanceOf(ConnectException.class);
                accepted.abort();
                server.waitClosed();
            });
            assertThat(loop.audit()).isEmpty();
        }
    }
}
