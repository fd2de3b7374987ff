// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.FaultKind;
import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.TaskCancelledException;
import dev.asyncloop.io.Datagram;
import dev.asyncloop.io.Sockets;
import dev.asyncloop.io.UdpSocket;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class UdpTests {

    private static InetSocketAddress of(UdpSocket socket) {
        return (InetSocketAddress) socket.localAddress();
    }

    private static String text(Datagram datagram) {
        return new String(datagram.bytes(), UTF_8);
    }

    @Test
    void datagrams_withinALoop_arriveInOrderUnderManySeeds() throws Exception {
        for (int seed = 0; seed < 100; seed++) {
            try (Loop loop = Loop.builder().seed(seed).build()) {
                List<String> log = new ArrayList<>();
                loop.run(() -> {
                    try (UdpSocket server = UdpSocket.bind(loop, Net.anyPort());
                            UdpSocket client = UdpSocket.connect(loop, of(server))) {
                        Task<?> serving = loop.spawn("server", () -> {
                            while (true) {
                                Datagram datagram = server.receive();
                                server.send(datagram.bytes(), datagram.sender());
                            }
                        });
                        for (String word : new String[] {"one", "two", "three"}) {
                            client.send(word.getBytes(UTF_8));
                            loop.sleep(Net.millis(1));
                        }
                        for (int i = 0; i < 3; i++) {
                            log.add(text(client.receive()));
                        }
                        serving.cancel();
                        assertThatThrownBy(serving::await).isInstanceOf(TaskCancelledException.class);
                    }
                });
                assertThat(log).containsExactly("one", "two", "three");
                assertThat(loop.audit()).isEmpty();
                assertThat(loop.clock().nanoTime()).isEqualTo(Net.millis(3).toNanos());
            }
        }
    }

    @Test
    void receive_floodThatNobodyTakes_isBounded() throws Exception {
        try (Loop loop = Loop.create()) {
            loop.run(() -> {
                UdpSocket server = UdpSocket.bind(loop, Net.anyPort());
                UdpSocket client = UdpSocket.connect(loop, of(server));
                for (int i = 0; i < 100; i++) {
                    for (int n = 0; n < 50; n++) {
                        client.send(new byte[] {1});
                    }
                    loop.yieldNow();
                }
                client.close();
                server.close();
                int received = 0;
                try {
                    while (true) {
                        server.receive();
                        received++;
                    }
                } catch (IOException e) {
                    assertThat(e).hasMessageContaining("is closed");
                }
                assertThat(received).isEqualTo(1024);
            });
        }
    }

    @Test
    void receive_answerOfAStranger_holdsTheClock() throws Exception {
        ExecutorService foreign = Executors.newSingleThreadExecutor();
        try (DatagramSocket stranger = new DatagramSocket(Net.anyPort());
                Loop loop = Loop.create()) {
            foreign.submit(() -> {
                DatagramPacket packet = new DatagramPacket(new byte[10], 10);
                stranger.receive(packet);
                stranger.send(packet);
                return null;
            });
            loop.run(() -> {
                try (UdpSocket client = UdpSocket.connect(loop, (InetSocketAddress) stranger.getLocalSocketAddress())) {
                    client.send("ping".getBytes(UTF_8));
                    assertThat(text(loop.timeout(Net.millis(1), client::receive)))
                            .isEqualTo("ping");
                }
            });
            assertThat(loop.clock().nanoTime()).isZero();
        } finally {
            foreign.shutdownNow();
        }
    }

    @Test
    void receive_nobodyAtTheOtherEnd_fails() throws Exception {
        InetSocketAddress nobody;
        try (DatagramSocket socket = new DatagramSocket(Net.anyPort())) {
            nobody = (InetSocketAddress) socket.getLocalSocketAddress();
        }
        try (Loop loop = Loop.create()) {
            loop.run(() -> {
                try (UdpSocket client = UdpSocket.connect(loop, nobody)) {
                    client.send(new byte[1]);
                    assertThatThrownBy(client::receive).isInstanceOf(java.net.PortUnreachableException.class);
                }
            });
        }
    }

    @Test
    void socket_misused_saysSo() throws Exception {
        try (Loop loop = Loop.create()) {
            loop.run(() -> {
                UdpSocket socket = UdpSocket.bind(loop, Net.anyPort());
                assertThatThrownBy(() -> socket.send(new byte[1]))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("is not connected");
                Task<Datagram> first = loop.spawn("first", socket::receive);
                loop.yieldNow();
                assertThatThrownBy(socket::receive)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("another task waits");
                assertThat(loop.audit()).anySatisfy(fault -> {
                    assertThat(fault.kind()).isEqualTo(FaultKind.LEAKED_RESOURCE);
                    assertThat(fault.toString()).contains("UdpSocket 127.0.0.1:", "UdpTests.java:");
                });
                socket.close();
                socket.close();
                assertThatThrownBy(first::await).isInstanceOf(IOException.class);
            });
            assertThat(loop.audit()).isEmpty();
        }
    }

    @Test
    void channels_ofTheCaller_sendAndReceive() throws Exception {
        try (Loop loop = Loop.create();
                DatagramChannel one = DatagramChannel.open().bind(Net.anyPort());
                DatagramChannel two = DatagramChannel.open().bind(Net.anyPort())) {
            one.configureBlocking(false);
            two.configureBlocking(false);
            loop.run(() -> {
                ByteBuffer target = ByteBuffer.allocate(10);
                Task<Object> receiving = loop.spawn("receiver", () -> Sockets.receive(loop, two, target));
                loop.sleep(Net.millis(1));
                Sockets.send(loop, one, ByteBuffer.wrap("hello".getBytes(UTF_8)), two.getLocalAddress());
                assertThat(receiving.await()).isEqualTo(one.getLocalAddress());
                assertThat(target.position()).isEqualTo(5);
            });
        }
    }
}
