// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.Loop;
import dev.asyncloop.io.Sockets;
import dev.asyncloop.io.StreamOptions;
import dev.asyncloop.io.TcpServer;
import dev.asyncloop.io.TcpStream;
import dev.asyncloop.io.UdpSocket;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that are wrong say so, always and in the same words. */
@Timeout(60)
class MisuseTests {

    private static final InetSocketAddress UNKNOWN = InetSocketAddress.createUnresolved("nowhere.invalid", 80);

    private static void isRefusedInACallback(Loop loop, String operation, ThrowingCallable call) {
        List<Throwable> thrown = new ArrayList<>();
        loop.callSoon(() -> {
            try {
                call.call();
            } catch (Throwable e) {
                thrown.add(e);
            }
        });
        loop.yieldNow();
        loop.yieldNow();
        assertThat(thrown)
                .singleElement()
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.THROWABLE)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("A callback may not wait", operation);
    }

    @Test
    void callsThatMayWait_inACallback_areRefusedAlsoWhereTheyNeedNotWait() throws Exception {
        try (Loop loop = Loop.create()) {
            loop.run(() -> {
                Net.Pair pair = Net.pair(loop, StreamOptions.defaults());
                TcpStream stream = pair.client;
                pair.served.write("here is\nenough\n");
                loop.sleep(Net.millis(1));
                TcpServer server = Net.serve(loop, TcpStream::waitClosed);
                isRefusedInACallback(loop, "TcpStream.connect", () -> TcpStream.connect(loop, server.address()));
                isRefusedInACallback(loop, "TcpStream.connect", () -> TcpStream.connect(loop, "localhost", 1));
                isRefusedInACallback(loop, "TcpStream.read", () -> stream.read(1));
                isRefusedInACallback(loop, "TcpStream.read", () -> stream.read(ByteBuffer.allocate(1)));
                isRefusedInACallback(loop, "TcpStream.readExactly", () -> stream.readExactly(1));
                isRefusedInACallback(loop, "TcpStream.readUntil", () -> stream.readUntil(new byte[] {'\n'}));
                isRefusedInACallback(loop, "TcpStream.readLine", stream::readLine);
                isRefusedInACallback(loop, "TcpStream.readLine", stream::readLineBytes);
                isRefusedInACallback(loop, "TcpStream.readAll", stream::readAll);
                isRefusedInACallback(loop, "TcpStream.drain", stream::drain);
                assertThat(stream.readLine()).isEqualTo("here is");
                pair.close();
                stream.waitClosed();
                isRefusedInACallback(loop, "TcpStream.waitClosed", stream::waitClosed);
                isRefusedInACallback(loop, "TcpServer.shutdown", () -> server.shutdown(Net.seconds(1)));
                Net.end(server);
                isRefusedInACallback(loop, "TcpServer.waitClosed", server::waitClosed);
            });
            assertThat(loop.audit()).isEmpty();
        }
    }

    @Test
    void callsOnDatagramsAndChannels_inACallback_areRefused() throws Exception {
        try (Loop loop = Loop.create();
                ServerSocketChannel listener = ServerSocketChannel.open().bind(Net.anyPort());
                SocketChannel channel = SocketChannel.open();
                DatagramChannel datagrams = DatagramChannel.open().bind(Net.anyPort())) {
            listener.configureBlocking(false);
            channel.configureBlocking(false);
            datagrams.configureBlocking(false);
            ByteBuffer buffer = ByteBuffer.allocate(1);
            loop.run(() -> {
                UdpSocket socket = UdpSocket.bind(loop, Net.anyPort());
                isRefusedInACallback(loop, "UdpSocket.receive", socket::receive);
                isRefusedInACallback(loop, "UdpSocket.send", () -> socket.send(new byte[1], socket.localAddress()));
                isRefusedInACallback(
                        loop, "Sockets.connect", () -> Sockets.connect(loop, channel, listener.getLocalAddress()));
                isRefusedInACallback(loop, "Sockets.accept", () -> Sockets.accept(loop, listener));
                isRefusedInACallback(loop, "Sockets.read", () -> Sockets.read(loop, channel, buffer));
                isRefusedInACallback(loop, "Sockets.write", () -> Sockets.write(loop, channel, buffer));
                isRefusedInACallback(
                        loop, "Sockets.send", () -> Sockets.send(loop, datagrams, buffer, socket.localAddress()));
                isRefusedInACallback(loop, "Sockets.receive", () -> Sockets.receive(loop, datagrams, buffer));
                socket.close();
            });
        }
    }

    private static void isUnknown(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(UnknownHostException.class)
                .hasMessageStartingWith("nowhere.invalid: the address is unresolved");
    }

    @Test
    void unresolvedAddress_anywhere_isAnUnknownHost() throws Exception {
        try (Loop loop = Loop.create();
                SocketChannel channel = SocketChannel.open();
                DatagramChannel datagrams = DatagramChannel.open().bind(Net.anyPort())) {
            channel.configureBlocking(false);
            datagrams.configureBlocking(false);
            loop.run(() -> {
                isUnknown(() -> TcpStream.connect(loop, UNKNOWN));
                isUnknown(() -> TcpServer.start(loop, UNKNOWN, stream -> {}));
                isUnknown(() -> UdpSocket.bind(loop, UNKNOWN));
                isUnknown(() -> UdpSocket.connect(loop, UNKNOWN));
                try (UdpSocket socket = UdpSocket.bind(loop, Net.anyPort())) {
                    isUnknown(() -> socket.send(new byte[1], UNKNOWN));
                }
                isUnknown(() -> Sockets.connect(loop, channel, UNKNOWN));
                isUnknown(() -> Sockets.send(loop, datagrams, ByteBuffer.allocate(1), UNKNOWN));
            });
            assertThat(loop.audit()).isEmpty();
        }
    }
}
