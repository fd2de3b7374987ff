// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.LoopClosedException;
import dev.asyncloop.Task;
import dev.asyncloop.TaskCancelledException;
import dev.asyncloop.io.IncompleteReadException;
import dev.asyncloop.io.LimitOverrunException;
import dev.asyncloop.io.Sockets;
import dev.asyncloop.io.StreamOptions;
import dev.asyncloop.io.TcpServer;
import dev.asyncloop.io.TcpStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cases I01 to I07: watchers, socket calls and streams. */
@SuppressWarnings("MemberName")
class IoConformanceTests {

    private static final StreamOptions LIMIT_8 = StreamOptions.defaults().withLimit(8);

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void I01_secondReader_replacesTheFirstAndRunsWhileThereIsData() throws Exception {
        Orders.inEveryOrder(loop -> {
            List<String> log = new ArrayList<>();
            Pipe pipe = Pipe.open();
            try (Pipe.SourceChannel source = pipe.source();
                    Pipe.SinkChannel sink = pipe.sink()) {
                source.configureBlocking(false);
                sink.write(ByteBuffer.wrap(bytes("x")));
                loop.run(() -> {
                    loop.addReader(source, () -> log.add("old"));
                    loop.addReader(source, () -> {
                        log.add("new");
                        if (log.size() == 2) {
                            log.add("removed " + loop.removeReader(source));
                        }
                    });
                    while (log.size() < 3) {
                        loop.yieldNow();
                    }
                    log.add("again " + loop.removeReader(source));
                });
            }
            assertThat(log).containsExactly("new", "new", "removed true", "again false");
        });
    }

    @Test
    void I03_readerAndWriterOfOneChannel_readFirst() throws Exception {
        Orders.inFifoOrder(loop -> {
            List<String> log = new ArrayList<>();
            try (ServerSocketChannel listener = ServerSocketChannel.open().bind(anyPort());
                    SocketChannel client = SocketChannel.open(listener.getLocalAddress());
                    SocketChannel served = listener.accept()) {
                served.configureBlocking(false);
                client.write(ByteBuffer.wrap(bytes("x")));
                loop.run(() -> {
                    loop.addWriter(served, () -> {
                        log.add("writer");
                        loop.removeWriter(served);
                    });
                    loop.addReader(served, () -> {
                        log.add("reader");
                        loop.removeReader(served);
                    });
                    while (log.size() < 2) {
                        loop.yieldNow();
                    }
                });
                loop.close();
                assertThat(loop.removeReader(served)).isFalse();
                assertThat(loop.removeWriter(served)).isFalse();
                assertThatThrownBy(() -> loop.addReader(served, () -> {})).isInstanceOf(LoopClosedException.class);
                assertThatThrownBy(() -> loop.addWriter(served, () -> {})).isInstanceOf(LoopClosedException.class);
            }
            assertThat(log).containsExactly("reader", "writer");
        });
    }

    @Test
    void I04_socketCalls_connectAcceptWriteReadAndSeeTheEnd() throws Exception {
        Orders.inFifoOrder(loop -> loop.run(() -> {
            try (ServerSocketChannel listener = ServerSocketChannel.open().bind(anyPort());
                    SocketChannel client = SocketChannel.open()) {
                listener.configureBlocking(false);
                client.configureBlocking(false);
                Task<SocketChannel> accepting = loop.spawn("accept", () -> Sockets.accept(loop, listener));
                Sockets.connect(loop, client, listener.getLocalAddress());
                SocketChannel served = accepting.await();
                assertThat(served.isBlocking()).isFalse();

                Task<Void> writing = loop.spawn("write", () -> {
                    loop.sleep(java.time.Duration.ofSeconds(1));
                    Sockets.write(loop, client, ByteBuffer.wrap(bytes("hi")));
                    client.shutdownOutput();
                    return null;
                });
                ByteBuffer target = ByteBuffer.allocate(10);
                assertThat(Sockets.read(loop, served, target)).isEqualTo(2);
                assertThat(text(java.util.Arrays.copyOf(target.array(), 2))).isEqualTo("hi");
                assertThat(Sockets.read(loop, served, target)).isEqualTo(-1);
                writing.await();
                served.close();
            }
        }));
    }

    @Test
    void I04_cancelledAccept_isUnregisteredOneIterationLater() throws Exception {
        Orders.inFifoOrder(loop -> loop.run(() -> {
            try (ServerSocketChannel listener = ServerSocketChannel.open().bind(anyPort())) {
                listener.configureBlocking(false);
                Task<SocketChannel> accepting = loop.spawn("accept", () -> Sockets.accept(loop, listener));
                loop.yieldNow();
                accepting.cancel();
                loop.yieldNow();
                assertThat(loop.removeReader(listener)).isFalse();
                assertThatThrownBy(accepting::await).isInstanceOf(TaskCancelledException.class);
            }
        }));
    }

    @Test
    void I04_blockingChannel_isRefusedByEveryCall() throws Exception {
        // asyncio looks at this in debug mode only; a blocking channel would stop the loop, so we always do
        Orders.inFifoOrder(loop -> {
            try (ServerSocketChannel listener = ServerSocketChannel.open().bind(anyPort());
                    SocketChannel client = SocketChannel.open()) {
                ByteBuffer buffer = ByteBuffer.allocate(1);
                SocketAddress address = listener.getLocalAddress();
                assertThatThrownBy(() -> Sockets.accept(loop, listener))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("the channel must be non-blocking");
                assertThatThrownBy(() -> Sockets.connect(loop, client, address))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> Sockets.read(loop, client, buffer))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> Sockets.write(loop, client, buffer))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        });
    }

    @Test
    void I05_clientAndServer_exchangeDataAndEnds() throws Exception {
        Orders.inEveryOrder(loop -> {
            List<String> log = new ArrayList<>();
            loop.run(() -> {
                TcpServer server = TcpServer.start(loop, anyPort(), stream -> {
                    log.add("made");
                    log.add("data " + text(stream.readExactly(2)));
                    stream.write("ok");
                    assertThat(stream.read(1)).isEmpty();
                    log.add("eof");
                    stream.close();
                    stream.waitClosed();
                    log.add("lost");
                });
                TcpStream client = TcpStream.connect(loop, server.address());
                client.write("hi");
                assertThat(text(client.readExactly(2))).isEqualTo("ok");
                client.writeEnd();
                assertThat(client.read(1)).isEmpty();
                client.close();
                server.close();
                server.waitClosed();
                assertThat(server.connectionCount()).isZero();
            });
            assertThat(log).containsExactly("made", "data hi", "eof", "lost");
            assertThat(loop.audit()).isEmpty();
        });
    }

    /** Runs a reader with a limit of 8 on what another end writes before it ends the stream. */
    private static void reading(String written, Reader reader) throws Exception {
        Orders.inFifoOrder(loop -> loop.run(() -> {
            TcpServer server = TcpServer.start(loop, anyPort(), stream -> stream.write(written));
            try (TcpStream client = TcpStream.connect(loop, server.address(), LIMIT_8)) {
                loop.sleep(java.time.Duration.ofSeconds(1));
                reader.read(client);
            }
            server.close();
            server.waitClosed();
        }));
    }

    private interface Reader {
        void read(TcpStream stream) throws Exception;
    }

    @Test
    void I07_readLine_givesLinesAndWhatIsLeftAtTheEnd() throws Exception {
        reading("ab\ncdef", stream -> {
            assertThat(text(stream.readLineBytes())).isEqualTo("ab\n");
            assertThat(text(stream.readLineBytes())).isEqualTo("cdef");
            assertThat(stream.readLineBytes()).isEmpty();
        });
    }

    @Test
    void I07_separatorBeyondTheLimit_failsAndKeepsTheBytes() throws Exception {
        reading("x".repeat(20) + "\n", stream -> {
            assertThatThrownBy(() -> stream.readUntil(bytes("\n")))
                    .isInstanceOfSatisfying(
                            LimitOverrunException.class,
                            e -> assertThat(e.consumed()).isEqualTo(20));
            assertThat(stream.readExactly(20)).hasSize(20);
        });
    }

    @Test
    void I07_lineOverTheLimit_failsAndIsDropped() throws Exception {
        reading("x".repeat(20) + "\nok\n", stream -> {
            assertThatThrownBy(stream::readLine).isInstanceOf(LimitOverrunException.class);
            assertThat(stream.readLine()).isEqualTo("ok");
        });
        reading("x".repeat(20), stream -> {
            assertThatThrownBy(stream::readLine).isInstanceOf(LimitOverrunException.class);
            assertThat(stream.readLine()).isNull();
        });
    }

    @Test
    void I07_endBeforeEnoughBytes_failsWithThePart() throws Exception {
        reading("pq", stream -> {
            assertThatThrownBy(() -> stream.readExactly(5)).isInstanceOfSatisfying(IncompleteReadException.class, e -> {
                assertThat(text(e.partial())).isEqualTo("pq");
                assertThat(e.expected()).isEqualTo(5);
            });
            assertThat(stream.isAtEnd()).isTrue();
        });
    }

    @Test
    void I07_secondReader_isRefused() throws Exception {
        Orders.inFifoOrder(loop -> loop.run(() -> {
            TcpServer server = TcpServer.start(loop, anyPort(), TcpStream::waitClosed);
            TcpStream client = TcpStream.connect(loop, server.address());
            Task<byte[]> first = loop.spawn("first", () -> client.read(1));
            loop.yieldNow();
            assertThatThrownBy(() -> client.readExactly(1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another task waits in read");
            first.cancel();
            assertThatThrownBy(first::await).isInstanceOf(TaskCancelledException.class);
            server.abortClients();
            server.close();
            server.waitClosed();
            client.abort();
        }));
    }
}
