// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.BudgetExceededException;
import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.internal.LoopInternals;
import dev.asyncloop.io.Sockets;
import dev.asyncloop.io.TcpServer;
import dev.asyncloop.io.TcpStream;
import dev.asyncloop.io.UdpSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
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
                socket.getOutputStream().write("late\n".getBytes(StandardCharsets.UTF_8));
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
            assertThat(LoopInternals.beyondControl(loop))
                    .singleElement()
                    .asString()
                    .startsWith("connections from outside to TcpServer at 127.0.0.1:")
                    .contains("at (Net.java:");
        }
    }

    @Test
    void read_ofAConnectionThatTheLoopAcceptsLater_letsTimeGoOn() throws Exception {
        try (Loop loop = Loop.create();
                ServerSocketChannel own = ServerSocketChannel.open().bind(Net.anyPort())) {
            own.configureBlocking(false);
            loop.run(() -> {
                Task<String> client = loop.spawn("client", () -> {
                    try (TcpStream stream = TcpStream.connect(loop, own.getLocalAddress())) {
                        return stream.readLine();
                    }
                });
                loop.yieldNow();
                try (SocketChannel accepted = Sockets.accept(loop, own)) {
                    loop.sleep(Net.seconds(3600));
                    Sockets.write(loop, accepted, ByteBuffer.wrap("late\n".getBytes(StandardCharsets.UTF_8)));
                }
                assertThat(client.await()).isEqualTo("late");
            });
        }
    }

    @Test
    void read_fromAForeignServerWhereTheLoopHasListenedBefore_holdsTheClock() throws Exception {
        try (Loop loop = Loop.create()) {
            loop.run(() -> {
                SocketAddress address;
                try (ServerSocketChannel own = ServerSocketChannel.open().bind(Net.anyPort())) {
                    own.configureBlocking(false);
                    address = own.getLocalAddress();
                    Task<?> accepting = loop.spawn("accept", () -> Sockets.accept(loop, own));
                    loop.yieldNow();
                    accepting.cancel();
                    loop.yieldNow();
                }
                loop.yieldNow();
                listener.close();
                listener = new ServerSocket();
                listener.bind(address);
                foreign.submit(() -> {
                    try (Socket socket = listener.accept()) {
                        Thread.sleep(50); // time that passes while the loop has nothing to do but its timer
                        socket.getOutputStream().write('!');
                        return null;
                    }
                });
                loop.timeout(Net.seconds(1), () -> {
                    try (TcpStream stream = TcpStream.connect(loop, address)) {
                        assertThat(stream.readLine()).isEqualTo("!");
                    }
                    return null;
                });
            });
            assertThat(loop.clock().nanoTime()).isZero();
        }
    }

    @Test
    void channelsThatUserCodeCloses_areForgotten() throws Exception {
        try (Loop loop = Loop.create()) {
            loop.run(() -> {
                for (int i = 0; i < 200; i++) {
                    try (SocketChannel client = SocketChannel.open();
                            DatagramChannel datagrams = DatagramChannel.open().bind(Net.anyPort())) {
                        client.configureBlocking(false);
                        datagrams.configureBlocking(false);
                        Sockets.connect(loop, client, address());
                        listener.accept().close();
                        SocketAddress self = datagrams.getLocalAddress();
                        Sockets.send(loop, datagrams, ByteBuffer.allocate(1), self);
                        Sockets.receive(loop, datagrams, ByteBuffer.allocate(1));
                    }
                }
            });
            assertThat(LoopInternals.knownChannels(loop)).isLessThan(100);
        }
    }

    @Test
    void channelThatUserCodeReadsByItself_keepsNoWriterWaiting() throws Exception {
        try (Loop loop = Loop.builder().externalGrace(Net.millis(10)).build();
                ServerSocketChannel own = ServerSocketChannel.open().bind(Net.anyPort())) {
            own.configureBlocking(false);
            int[] received = {0};
            loop.run(() -> {
                Task<SocketChannel> accepting = loop.spawn("accept", () -> Sockets.accept(loop, own));
                try (TcpStream client = TcpStream.connect(loop, own.getLocalAddress());
                        SocketChannel accepted = accepting.await()) {
                    ByteBuffer buffer = ByteBuffer.allocate(10_000);
                    loop.addReader(accepted, () -> {
                        try {
                            received[0] += accepted.read(buffer.clear());
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
                    client.write(new byte[300_000]);
                    client.drain();
                    while (received[0] < 300_000) {
                        loop.yieldNow();
                    }
                    loop.removeReader(accepted);
                }
            });
        }
    }

    @Test
    void datagramsAndPipes_ofStrangers_areSaidToBeBeyondControl() throws Exception {
        Pipe pipe = Pipe.open();
        try (Loop loop = Loop.create();
                Pipe.SourceChannel source = pipe.source();
                Pipe.SinkChannel sink = pipe.sink();
                DatagramSocket stranger = new DatagramSocket()) {
            source.configureBlocking(false);
            loop.run(() -> {
                loop.addReader(source, () -> {});
                loop.removeReader(source);
                try (UdpSocket own = UdpSocket.bind(loop, Net.anyPort());
                        UdpSocket friend = UdpSocket.connect(loop, (InetSocketAddress) own.localAddress())) {
                    friend.send(new byte[1]);
                    own.receive();
                    assertThat(LoopInternals.beyondControl(loop)).hasSize(1);
                    stranger.send(new DatagramPacket(new byte[1], 1, own.localAddress()));
                    own.receive();
                }
            });
            assertThat(LoopInternals.beyondControl(loop)).hasSize(2);
            assertThat(LoopInternals.beyondControl(loop).get(0)).startsWith("a watched SourceChannel");
            assertThat(LoopInternals.beyondControl(loop).get(1)).startsWith("datagrams from outside to UdpSocket");
            assertThat(sink.isOpen()).isTrue();
        }
    }

    @Test
    void clientsOfTheLoopItself_areNotBeyondControl() throws Exception {
        try (Loop loop = Loop.create()) {
            loop.run(() -> {
                TcpServer server = Net.serve(loop, stream -> stream.write("hello\n"));
                try (TcpStream client = TcpStream.connect(loop, server.address())) {
                    assertThat(client.readLine()).isEqualTo("hello");
                }
                Net.end(server);
            });
            assertThat(LoopInternals.beyondControl(loop)).isEmpty();
        }
    }
}
