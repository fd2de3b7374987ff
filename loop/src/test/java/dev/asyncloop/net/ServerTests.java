// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.FaultKind;
import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.internal.LoopInternals;
import dev.asyncloop.io.FailingAcceptor;
import dev.asyncloop.io.TcpServer;
import dev.asyncloop.io.TcpStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTests {

    private final List<String> reported = new ArrayList<>();
    private final Loop loop = Loop.builder()
            .exceptionHandler((on, context) -> reported.add(context.message() + ": " + context.exception()))
            .build();

    @AfterEach
    void close() {
        loop.close();
    }

    private TcpServer echo() throws IOException {
        return Net.serve(loop, stream -> {
            for (String line = stream.readLine(); line != null; line = stream.readLine()) {
                stream.write(line + "\n");
            }
        });
    }

    @Test
    void close_openConnections_goOn() throws Exception {
        loop.run(() -> {
            TcpServer server = echo();
            TcpStream client = TcpStream.connect(loop, server.address());
            loop.sleep(Net.millis(1));
            server.close();
            server.close();
            client.write("still here\n");
            assertThat(client.readLine()).isEqualTo("still here");
            Task<?> closed = loop.spawn("closed", server::waitClosed);
            loop.sleep(Net.seconds(1));
            assertThat(closed.isDone()).isFalse();
            client.close();
            closed.await();
            assertThatThrownBy(() -> TcpStream.connect(loop, server.address()))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("Cannot connect to 127.0.0.1:");
        });
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void handler_thatFails_isReportedOnceAndClosesItsConnection() throws Exception {
        loop.run(() -> {
            TcpServer server = Net.serve(loop, stream -> {
                throw new IllegalStateException("boom");
            });
            try (TcpStream client = TcpStream.connect(loop, server.address())) {
                assertThat(client.read(1)).isEmpty();
            }
            Net.end(server);
        });
        assertThat(reported)
                .singleElement()
                .asString()
                .startsWith("The handler of TcpStream 127.0.0.1:")
                .endsWith("IllegalStateException: boom");
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void accept_thatFails_restsForASecondAndIsReportedOncePerRest() throws Exception {
        boolean[] fails = {true};
        loop.run(() -> {
            TcpServer server =
                    FailingAcceptor.start(loop, Net.anyPort(), () -> fails[0], stream -> stream.write("hello\n"));
            Task<String> client = loop.spawn("client", () -> {
                try (TcpStream stream = TcpStream.connect(loop, server.address())) {
                    return stream.readLine();
                }
            });
            loop.sleep(Net.millis(500));
            assertThat(reported).hasSize(1);
            loop.sleep(Net.millis(1_000));
            assertThat(reported)
                    .hasSize(2)
                    .allSatisfy(text -> assertThat(text)
                            .contains("Cannot accept connections at 127.0.0.1:", "Too many open files"));
            fails[0] = false;
            assertThat(client.await()).isEqualTo("hello");
            assertThat(loop.clock().nanoTime()).isEqualTo(Net.seconds(2).toNanos());
            Net.end(server);
        });
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void close_whileItRests_leavesNoTimer() throws Exception {
        loop.run(() -> {
            TcpServer server = FailingAcceptor.start(loop, Net.anyPort(), () -> true, stream -> {});
            TcpStream.connect(loop, server.address()).abort();
            loop.sleep(Net.millis(1));
            assertThat(reported).hasSize(1);
            Net.end(server);
        });
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void connect_resetBeforeItIsAccepted_harmsNobody() throws Exception {
        loop.run(() -> {
            TcpServer server = echo();
            TcpStream gone = TcpStream.connect(loop, server.address());
            gone.abort();
            TcpStream client = TcpStream.connect(loop, server.address());
            client.write("hello\n");
            assertThat(client.readLine()).isEqualTo("hello");
            client.close();
            Net.end(server);
        });
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void close_connectionsThatWaitToBeAccepted_areReset() throws Exception {
        loop.run(() -> {
            TcpServer server = echo();
            TcpStream client = TcpStream.connect(loop, server.address());
            server.close();
            assertThatThrownBy(() -> client.read(1)).isInstanceOf(IOException.class);
        });
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void shutdown_requestsInFlightAndIdleConnections_losesNothing() throws Exception {
        loop.run(() -> {
            List<String> log = new ArrayList<>();
            TcpServer server = Net.serve(loop, stream -> {
                for (String line = stream.readLine(); line != null; line = stream.readLine()) {
                    loop.sleep(Net.seconds(3));
                    stream.write(line + "\n");
                }
                log.add("handler ended");
            });
            TcpStream idle = TcpStream.connect(loop, server.address());
            TcpStream busy = TcpStream.connect(loop, server.address());
            busy.write("slow\n");
            loop.sleep(Net.seconds(1));
            TcpStream late = TcpStream.connect(loop, server.address());
            late.write("accepted by the kernel\n");

            List<String> cutOff = server.shutdown(Net.seconds(10));

            assertThat(cutOff).isEmpty();
            assertThat(server.connectionCount()).isZero();
            assertThat(log).hasSize(3);
            assertThat(idle.readLine()).isNull();
            assertThat(busy.readLine()).isEqualTo("slow");
            assertThat(late.readLine()).isEqualTo("accepted by the kernel");
            assertThat(loop.clock().nanoTime()).isEqualTo(Net.seconds(4).toNanos());
            idle.close();
            busy.close();
            late.close();
        });
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void shutdown_handlerThatTakesTooLong_isCutOffAndNamed() throws Exception {
        loop.run(() -> {
            TcpServer server = Net.serve(loop, stream -> {
                stream.readLine();
                loop.sleep(Net.seconds(3600));
            });
            TcpStream client = TcpStream.connect(loop, server.address());
            client.write("request\n");
            loop.sleep(Net.seconds(1));

            List<String> cutOff = server.shutdown(Net.seconds(5));

            assertThat(cutOff).singleElement().asString().startsWith("connection from 127.0.0.1:");
            assertThat(loop.clock().nanoTime()).isEqualTo(Net.seconds(6).toNanos());
            assertThatThrownBy(() -> client.read(1)).isInstanceOf(IOException.class);
        });
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void clients_closedOrAborted_seeAnEndOrAReset() throws Exception {
        loop.run(() -> {
            TcpServer server = echo();
            TcpStream first = TcpStream.connect(loop, server.address());
            loop.sleep(Net.millis(1));
            server.closeClients();
            assertThat(first.readLine()).isNull();
            TcpStream second = TcpStream.connect(loop, server.address());
            loop.sleep(Net.millis(1));
            server.abortClients();
            assertThatThrownBy(second::readLine).isInstanceOf(IOException.class);
            first.close();
            Net.end(server);
        });
    }

    @Test
    void audit_openServer_isALeakAndClosedWithTheLoop() throws Exception {
        TcpServer[] server = new TcpServer[1];
        try (Loop own = Loop.create()) {
            own.run(() -> {
                server[0] = Net.serve(own, stream -> {});
            });
            assertThat(own.audit()).singleElement().satisfies(fault -> {
                assertThat(fault.kind()).isEqualTo(FaultKind.LEAKED_RESOURCE);
                assertThat(fault.toString()).contains("TcpServer at 127.0.0.1:", "Net.java:");
            });
        }
        assertThatThrownBy(() -> SocketChannel.open(server[0].address())).isInstanceOf(ConnectException.class);
    }

    @Test
    void audit_openConnectionOfAServer_saysWhoseItIsAndHowToEndIt() throws Exception {
        try (Loop own = Loop.create()) {
            own.run(() -> {
                TcpServer server = Net.serve(own, TcpStream::waitClosed);
                TcpStream client = TcpStream.connect(own, server.address());
                own.sleep(Net.millis(1));
                assertThat(own.audit())
                        .filteredOn(fault -> fault.subject().startsWith("TcpStream")
                                && fault.subject().endsWith(" -> " + text(client)))
                        .singleElement()
                        .asString()
                        .contains(
                                "is still open. It is a connection of the TcpServer at 127.0.0.1:",
                                "shutdown(..)",
                                "closeClients()",
                                "abortClients()");
                server.closeClients();
                server.close();
                client.close();
                server.waitClosed();
            });
            assertThat(own.audit()).isEmpty();
        }
    }

    private static String text(TcpStream client) {
        return client.localAddress().toString().substring(1);
    }

    @Test
    void unixDomainSocket_clientAndServer_talk(@TempDir Path directory) throws Exception {
        loop.run(() -> {
            TcpServer server = TcpServer.start(
                    loop, UnixDomainSocketAddress.of(directory.resolve("s")), stream -> stream.write(stream.readAll()));
            try (TcpStream client = TcpStream.connect(loop, server.address())) {
                client.write("hello");
                client.writeEnd();
                assertThat(new String(client.readAll(), java.nio.charset.StandardCharsets.UTF_8))
                        .isEqualTo("hello");
                assertThat(client.toString()).contains("TcpStream an unnamed socket -> ");
            }
            Net.end(server);
        });
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void connections_manyOneAfterTheOther_leaveNothingBehind() throws Exception {
        loop.run(() -> {
            TcpServer server = echo();
            for (int i = 0; i < 500; i++) {
                try (TcpStream client = TcpStream.connect(loop, "localhost", port(server))) {
                    client.write("x\n");
                    assertThat(client.readLine()).isEqualTo("x");
                }
            }
            loop.sleep(Net.millis(1));
            assertThat(server.connectionCount()).isZero();
            assertThat(loop.tasks()).hasSize(1);
            Net.end(server);
        });
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void connections_manyInRealTime_areForgotten() throws Exception {
        try (Loop real = Loop.builder().realTime().build()) {
            real.run(() -> {
                TcpServer server = Net.serve(real, stream -> stream.write(stream.readLine() + "\n"));
                for (int i = 0; i < 100; i++) {
                    try (TcpStream client = TcpStream.connect(real, server.address())) {
                        client.write("x\n");
                        assertThat(client.readLine()).isEqualTo("x");
                    }
                }
                Net.end(server);
            });
            assertThat(LoopInternals.knownChannels(real)).isZero();
        }
    }

    private static int port(TcpServer server) {
        return ((java.net.InetSocketAddress) server.address()).getPort();
    }
}
