// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.io.ConnectionHandler;
import dev.asyncloop.io.ConnectionLostException;
import dev.asyncloop.io.ServerOptions;
import dev.asyncloop.io.StreamOptions;
import dev.asyncloop.io.TcpServer;
import dev.asyncloop.io.TcpStream;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The certificate of the server is for localhost and 127.0.0.1, and signed by itself. */
class TlsTests {

    private static final SSLContext CONTEXT = context();
    private static final StreamOptions TLS = StreamOptions.defaults().withTls(CONTEXT);

    private final List<String> reported = new ArrayList<>();
    private final Loop loop = Loop.builder()
            .exceptionHandler((on, context) -> reported.add(context.message() + ": " + context.exception()))
            .build();

    private static SSLContext context() {
        try (InputStream in = TlsTests.class.getResourceAsStream("server.p12")) {
            char[] password = "changeit".toCharArray();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() {
        loop.close();
    }

    private TcpServer serve(StreamOptions options, ConnectionHandler handler) throws Exception {
        return TcpServer.start(loop, Net.anyPort(), ServerOptions.defaults().withStreams(options), handler);
    }

    private TcpServer echo() throws Exception {
        return serve(TLS, stream -> stream.write(stream.readAll()));
    }

    private TcpStream connect(TcpServer server, String host, StreamOptions options) throws Exception {
        return TcpStream.connect(loop, host, port(server), options);
    }

    @Test
    void streams_underManySeeds_exchangeMuchAndEndInOrder() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            try (Loop seeded = Loop.builder().seed(seed).build()) {
                seeded.run(() -> {
                    TcpServer server = TcpServer.start(
                            seeded,
                            Net.anyPort(),
                            ServerOptions.defaults().withStreams(TLS),
                            stream -> stream.write(stream.readAll()));
                    try (TcpStream client = TcpStream.connect(seeded, server.address(), TLS)) {
                        byte[] much = new byte[500_000];
                        java.util.Arrays.fill(much, (byte) 42);
                        client.write(much);
                        client.writeEnd();
                        assertThat(client.readAll()).isEqualTo(much);
                        assertThat(client.tlsSession().getProtocol()).isEqualTo("TLSv1.3");
                    }
                    Net.end(server);
                });
                assertThat(seeded.audit()).as("seed %d", seed).isEmpty();
            }
        }
    }

    @Test
    void connect_hostOfTheCertificate_isAccepted() throws Exception {
        loop.run(() -> {
            TcpServer server = echo();
            try (TcpStream client = connect(server, "localhost", TLS)) {
                client.write("hello");
                client.writeEnd();
                assertThat(new String(client.readAll(), UTF_8)).isEqualTo("hello");
            }
            Net.end(server);
        });
        assertThat(loop.audit()).isEmpty();
        assertThat(reported).isEmpty();
    }

    @Test
    void connect_hostOfNoCertificate_isRefusedUnlessNotVerified() throws Exception {
        StreamOptions other = TLS.withServerName("other.example");
        loop.run(() -> {
            TcpServer server = echo();
            assertThatThrownBy(() -> connect(server, "localhost", other)).isInstanceOf(SSLHandshakeException.class);
            loop.sleep(Net.seconds(1));
            assertThat(reported).singleElement().asString().startsWith("The TLS handshake of TcpStream 127.0.0.1:");
            try (TcpStream client = connect(server, "localhost", other.withoutHostVerification())) {
                client.writeEnd();
                assertThat(client.readAll()).isEmpty();
            }
            Net.end(server);
        });
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void handshake_commonProtocol_isAgreedOn() throws Exception {
        loop.run(() -> {
            TcpServer server = serve(
                    TLS.withApplicationProtocols("two", "one"), stream -> stream.write(stream.applicationProtocol()));
            try (TcpStream client = connect(server, "localhost", TLS.withApplicationProtocols("one", "zero"))) {
                assertThat(new String(client.readAll(), UTF_8)).isEqualTo("one");
                assertThat(client.applicationProtocol()).isEqualTo("one");
            }
            Net.end(server);
        });
    }

    @Test
    void handshake_peerThatSaysNothing_timesOutAfterAMinute() throws Exception {
        loop.run(() -> {
            TcpServer silent = Net.serve(loop, TcpStream::waitClosed);
            assertThatThrownBy(() -> connect(silent, "localhost", TLS))
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessageContaining("took more than PT1M");
            assertThat(loop.clock().nanoTime()).isEqualTo(Net.seconds(60).toNanos());
            silent.abortClients();
            Net.end(silent);
        });
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void handshake_garbageFromTheClient_isReportedOnceAndTheServerGoesOn() throws Exception {
        loop.run(() -> {
            TcpServer server = echo();
            TcpStream garbage = TcpStream.connect(loop, server.address());
            garbage.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
            loop.sleep(Net.seconds(1));
            assertThat(reported).singleElement().asString().contains("TLS handshake", "SSLException");
            garbage.abort();
            try (TcpStream client = connect(server, "localhost", TLS)) {
                client.writeEnd();
                assertThat(client.readAll()).isEmpty();
            }
            Net.end(server);
        });
        assertThat(reported).hasSize(1);
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void handshake_resetByThePeer_fails() throws Exception {
        loop.run(() -> {
            TcpServer rude = Net.serve(loop, stream -> {
                stream.readExactly(1);
                stream.abort();
            });
            assertThatThrownBy(() -> connect(rude, "localhost", TLS)).isInstanceOf(java.io.IOException.class);
            Net.end(rude);
        });
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void connect_cancelledDuringTheHandshake_leavesNothing() throws Exception {
        loop.run(() -> {
            TcpServer silent = Net.serve(loop, stream -> stream.readAll());
            Task<TcpStream> connecting = loop.spawn("client", () -> connect(silent, "localhost", TLS));
            loop.sleep(Net.millis(1));
            connecting.cancel();
            loop.sleep(Net.millis(1));
            assertThat(connecting.isCancelled()).isTrue();
            Net.end(silent);
        });
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void read_connectionClosedWithoutAnEnd_isAnErrorAndNoEnd() throws Exception {
        loop.run(() -> {
            // a proxy that cuts the connection where the server's answer is complete, but not the stream
            TcpServer server = serve(TLS, stream -> {
                stream.write("half of it");
                loop.sleep(Net.seconds(60));
            });
            TcpServer proxy = Net.serve(loop, stream -> {
                try (TcpStream onward = TcpStream.connect(loop, server.address())) {
                    Task<?> up = loop.spawn("up", () -> {
                        for (byte[] some = stream.read(9_999); some.length > 0; some = stream.read(9_999)) {
                            onward.write(some);
                        }
                    });
                    Task<?> down = loop.spawn("down", () -> {
                        for (byte[] some = onward.read(9_999); some.length > 0; some = onward.read(9_999)) {
                            stream.write(some);
                        }
                    });
                    loop.sleep(Net.seconds(5));
                    up.cancel();
                    down.cancel();
                }
            });
            try (TcpStream client = connect(proxy, "localhost", TLS)) {
                assertThat(new String(client.readExactly(10), UTF_8)).isEqualTo("half of it");
                assertThatThrownBy(() -> client.read(1))
                        .isInstanceOf(ConnectionLostException.class)
                        .hasCauseInstanceOf(SSLException.class);
            }
            server.abortClients();
            Net.end(proxy);
            Net.end(server);
        });
    }

    @Test
    void write_duringBackPressure_isBounded() throws Exception {
        loop.run(() -> {
            int[] written = {0};
            TcpServer server = serve(TLS, stream -> {
                for (int i = 0; i < 300; i++) {
                    stream.write(new byte[10_000]);
                    written[0] += 10_000;
                    stream.drain();
                }
            });
            try (TcpStream client = connect(server, "localhost", TLS)) {
                loop.sleep(Net.seconds(1));
                assertThat(written[0]).isLessThan(600_000);
                assertThat(client.readAll()).hasSize(3_000_000);
            }
            Net.end(server);
        });
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void handshake_withAForeignClient_isNotOvertakenByItsLimit() throws Exception {
        TcpServer server = loop.run(() -> serve(TLS, stream -> stream.write(stream.readLine() + "!\n")));
        FutureTask<String> client = new FutureTask<>(() -> {
            try (Socket socket = CONTEXT.getSocketFactory().createSocket("localhost", port(server))) {
                socket.getOutputStream().write("hello\n".getBytes(UTF_8));
                return new String(socket.getInputStream().readAllBytes(), UTF_8);
            } finally {
                loop.callSoonThreadSafe(server::close);
            }
        });
        new Thread(client).start();
        loop.run(server::waitClosed);
        assertThat(client.get()).isEqualTo("hello!\n");
        assertThat(reported).isEmpty();
        assertThat(loop.clock().nanoTime()).isZero();
    }

    @Test
    void read_garbageFromAPeerThatTakesNothing_failsAtOnce() throws Exception {
        loop.run(() -> {
            TcpServer server = serve(TLS, TcpStream::readAll);
            TcpServer proxy = Net.serve(loop, stream -> {
                try (TcpStream onward = TcpStream.connect(loop, server.address())) {
                    Task<?> up = loop.spawn("up", () -> pass(stream, onward));
                    Task<?> down = loop.spawn("down", () -> pass(onward, stream));
                    loop.sleep(Net.seconds(1));
                    up.cancel();
                    down.cancel();
                    byte[] garbage = new byte[20_000];
                    java.util.Arrays.fill(garbage, (byte) 0xff);
                    loop.sleep(Net.seconds(1));
                    stream.write(garbage);
                    loop.sleep(Net.seconds(60));
                }
            });
            try (TcpStream client = connect(proxy, "localhost", TLS)) {
                loop.sleep(Net.millis(1_500));
                client.write(new byte[1_000_000]);
                assertThatThrownBy(() -> client.read(1))
                        .isInstanceOf(ConnectionLostException.class)
                        .hasCauseInstanceOf(SSLException.class);
                assertThat(loop.clock().nanoTime()).isEqualTo(Net.seconds(2).toNanos());
            }
            server.abortClients();
            proxy.abortClients();
            Net.end(proxy);
            Net.end(server);
        });
    }

    private static void pass(TcpStream from, TcpStream to) throws Exception {
        for (byte[] some = from.read(9_999); some.length > 0; some = from.read(9_999)) {
            to.write(some);
        }
    }

    private static int port(TcpServer server) {
        return ((InetSocketAddress) server.address()).getPort();
    }
}
