// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.BudgetExceededException;
import dev.asyncloop.Loop;
import dev.asyncloop.io.TcpServer;
import dev.asyncloop.io.TcpStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who holds the virtual clock: clients of somebody else, and nobody besides. */
class ClockHoldTests {

    private final ExecutorService foreign = Executors.newCachedThreadPool();
    private ServerSocket listener;

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        listener.close();
        foreign.shutdownNow();
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    @Test
    void read_fromAForeignServer_isNotOvertakenByATimeout() throws Exception {
        CountDownLatch question = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        foreign.submit(() -> {
            try (Socket socket = listener.accept()) {
                socket.getInputStream().read();
                question.countDown();
                mayAnswer.await();
                socket.getOutputStream().write("late\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                return null;
            }
        });
        foreign.submit(() -> {
            question.await();
            Thread.sleep(50); // time that passes while the loop has nothing to do but its timer
            mayAnswer.countDown();
            return null;
        });
        try (Loop loop = Loop.create()) {
            String answer = loop.run(() -> loop.timeout(Net.millis(1), () -> {
                try (TcpStream stream = TcpStream.connect(loop, address())) {
                    stream.write("?");
                    return stream.readLine();
                }
            }));
            assertThat(answer).isEqualTo("late");
            assertThat(loop.clock().nanoTime()).isZero();
            assertThat(loop.audit()).isEmpty();
        }
    }

    @Test
    void read_fromAForeignServerThatNeverAnswers_failsNamingTheHolder() {
        try (Loop loop = Loop.builder().maxClockHold(Net.millis(100)).build()) {
            assertThatThrownBy(() -> loop.run(() -> loop.timeout(Net.seconds(5), () -> {
                        try (TcpStream stream = TcpStream.connect(loop, address())) {
                            return stream.readLine();
                        }
                    })))
                    .isInstanceOf(BudgetExceededException.class)
                    .hasMessageContainingAll(
                            "readLine of TcpStream", "127.0.0.1:" + listener.getLocalPort(), "ClockHoldTests.java");
        }
    }

    @Test
    void read_ofAConnectionThatAStrangerOpened_doesNotHoldTheClock() throws Exception {
        try (Loop loop = Loop.create()) {
            TcpServer server = Net.serve(loop, stream -> {
                stream.readLine();
            });
            CountDownLatch connected = new CountDownLatch(1);
            Future<Integer> client = foreign.submit(() -> {
                InetSocketAddress at = (InetSocketAddress) server.address();
                try (Socket socket = new Socket(at.getAddress(), at.getPort())) {
                    connected.countDown();
                    return socket.getInputStream().read();
                }
            });
            connected.await();
            loop.run(() -> {
                loop.yieldNow();
                loop.sleep(Net.seconds(3600));
                assertThat(server.connectionCount()).isEqualTo(1);
                server.closeClients();
                Net.end(server);
            });
            assertThat(client.get()).isEqualTo(-1);
        }
    }
}
