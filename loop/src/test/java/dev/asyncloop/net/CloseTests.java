// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.TaskCancelledException;
import dev.asyncloop.io.Sockets;
import dev.asyncloop.io.TcpServer;
import dev.asyncloop.io.TcpStream;
import dev.asyncloop.io.UdpSocket;
import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is closed is gone at once, and noticed by who waits for it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CloseTests {

    private static Loop loop(boolean realTime) {
        return realTime
                ? Loop.builder().realTime().build()
                : Loop.builder().maxClockHold(Net.seconds(30)).build();
    }

    // ---- the system gets it back

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void server_closed_givesItsPortBackInTheSameStep(boolean realTime) throws Exception {
        try (Loop loop = loop(realTime)) {
            loop.run(() -> {
                TcpServer server = Net.serve(loop, stream -> {});
                loop.yieldNow();
                server.close();
                TcpServer next = TcpServer.start(loop, server.address(), stream -> {});
                next.shutdown(Net.seconds(1));
                TcpServer.start(loop, server.address(), stream -> {}).close();
            });
        }
    }

    @Test
    void server_closedWhileTheLoopDoesNotRun_acceptsNobody() throws Exception {
        try (Loop loop = loop(true)) {
            TcpServer server = Net.serve(loop, stream -> {});
            loop.run(() -> loop.yieldNow());
            server.close();
            assertThatThrownBy(() -> SocketChannel.open(server.address()).close())
                    .isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void datagramSocket_closed_givesItsPortBack() throws Exception {
        try (Loop loop = loop(true)) {
            UdpSocket socket = UdpSocket.bind(loop, Net.anyPort());
            loop.run(() -> loop.yieldNow());
            socket.close();
            new DatagramSocket(socket.localAddress()).close();
        }
    }

    @Test
    void abort_whileTheLoopDoesNotRun_resetsAtOnce() throws Exception {
        try (Loop loop = loop(true);
                ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            TcpStream client = loop.run(() -> TcpStream.connect(loop, listener.getLocalSocketAddress()));
            try (Socket accepted = listener.accept()) {
                accepted.setSoTimeout(30_000);
                client.abort();
                assertThatThrownBy(() -> accepted.getInputStream().read())
                        .isInstanceOf(SocketException.class)
                        .hasMessageContaining("reset");
            }
        }
    }

    @Test
    void unixDomainSocket_closed_leavesNoFile(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("s");
        try (Loop loop = loop(false)) {
            loop.run(() -> {
                for (int i = 0; i < 2; i++) {
                    TcpServer server = TcpServer.start(loop, UnixDomainSocketAddress.of(file), stream -> {});
                    assertThat(file).exists();
                    server.close();
                    assertThat(file).doesNotExist();
                }
            });
        }
    }

    @Test
    void unixDomainSocket_replacedByAnother_leavesItsFile(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("s");
        try (Loop loop = loop(false)) {
            loop.run(() -> {
                TcpServer server = TcpServer.start(loop, UnixDomainSocketAddress.of(file), stream -> {});
                Files.move(file, directory.resolve("moved"));
                Files.createFile(file);
                server.close();
                assertThat(file).exists();
            });
        }
    }

    @Test
    void cancelledConnect_leavesTheChannelToItsOwner() throws Exception {
        try (Loop loop = loop(false);
                ServerSocketChannel full = ServerSocketChannel.open().bind(Net.anyPort(), 1);
                SocketChannel first = SocketChannel.open(full.getLocalAddress());
                SocketChannel second = SocketChannel.open(full.getLocalAddress());
                SocketChannel channel = SocketChannel.open()) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            channel.configureBlocking(false);
            loop.run(() -> {
                Task<?> connecting = loop.spawn("client", () -> Sockets.connect(loop, channel, full.getLocalAddress()));
                loop.yieldNow();
                connecting.cancel();
                assertThatThrownBy(connecting::await).isInstanceOf(TaskCancelledException.class);
                channel.configureBlocking(true);
                assertThat(channel.isOpen()).isTrue();
            });
        }
    }

    // ---- who waits hears of it

    /** Closes what a try statement will close again. */
    private static void close(SelectableChannel channel) throws IOException {
        channel.close();
    }

    /** A call that waits for a channel. */
    private interface Call {
        void on(Loop loop, SelectableChannel channel) throws IOException;
    }

    private static void isToldOfTheClose(boolean realTime, SelectableChannel channel, Call call) throws Exception {
        try (Loop loop = loop(realTime);
                channel) {
            channel.configureBlocking(false);
            loop.run(() -> {
                Task<?> waiting = loop.spawn("waiting", () -> call.on(loop, channel));
                loop.yieldNow();
                loop.yieldNow();
                assertThat(waiting.isDone()).isFalse();
                close(channel);
                assertThatThrownBy(waiting::await).isInstanceOf(ClosedChannelException.class);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void read_ofAChannelThatIsClosed_fails(boolean realTime) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            isToldOfTheClose(
                    realTime,
                    SocketChannel.open(listener.getLocalSocketAddress()),
                    (loop, channel) -> Sockets.read(loop, (SocketChannel) channel, ByteBuffer.allocate(1)));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void read_ofAChannelThatTheLoopHasConnected_failsIfItIsClosed(boolean realTime) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                Loop loop = loop(realTime);
                SocketChannel channel = SocketChannel.open()) {
            channel.configureBlocking(false);
            loop.run(() -> {
                Sockets.connect(loop, channel, listener.getLocalSocketAddress());
                Task<?> waiting = loop.spawn("waiting", () -> Sockets.read(loop, channel, ByteBuffer.allocate(1)));
                loop.yieldNow();
                close(channel);
                assertThatThrownBy(waiting::await).isInstanceOf(ClosedChannelException.class);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void write_toAChannelThatIsClosed_fails(boolean realTime) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            isToldOfTheClose(
                    realTime,
                    SocketChannel.open(listener.getLocalSocketAddress()),
                    (loop, channel) -> Sockets.write(loop, (SocketChannel) channel, ByteBuffer.allocate(20_000_000)));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void accept_ofAChannelThatIsClosed_fails(boolean realTime) throws Exception {
        isToldOfTheClose(
                realTime,
                ServerSocketChannel.open().bind(Net.anyPort()),
                (loop, channel) -> Sockets.accept(loop, (ServerSocketChannel) channel));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void receive_ofAChannelThatIsClosed_fails(boolean realTime) throws Exception {
        isToldOfTheClose(
                realTime,
                DatagramChannel.open().bind(Net.anyPort()),
                (loop, channel) -> Sockets.receive(loop, (DatagramChannel) channel, ByteBuffer.allocate(1)));
    }

    @Test
    void read_ofAChannelThatIsClosed_takesNoVirtualTime() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                Loop loop = loop(false);
                SocketChannel channel = SocketChannel.open(listener.getLocalSocketAddress())) {
            channel.configureBlocking(false);
            loop.run(() -> {
                Task<?> waiting = loop.spawn("waiting", () -> Sockets.read(loop, channel, ByteBuffer.allocate(1)));
                loop.sleep(Net.seconds(1));
                close(channel);
                loop.sleep(Net.millis(1));
                assertThat(waiting.isDone()).isTrue();
                assertThatThrownBy(waiting::await).isInstanceOf(ClosedChannelException.class);
            });
            assertThat(loop.clock().nanoTime()).isEqualTo(Net.millis(1001).toNanos());
        }
    }
}
