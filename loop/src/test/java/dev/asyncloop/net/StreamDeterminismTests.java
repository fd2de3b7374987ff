// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.asyncloop.FibreBackend;
import dev.asyncloop.Loop;
import dev.asyncloop.LoopBuilder;
import dev.asyncloop.Task;
import dev.asyncloop.io.Sockets;
import dev.asyncloop.io.TcpServer;
import dev.asyncloop.io.TcpStream;
import dev.asyncloop.schedule.Trace;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that talk to themselves over sockets are as repeatable as those without. */
class StreamDeterminismTests {

    private static final int SEEDS = 200;
    private static final int CLIENTS = 5;

    /** What happened in a run, without the ports that the kernel gave. */
    private record Outcome(long hash, long steps, List<String> log, long nanos) {}

    private static Outcome echo(LoopBuilder builder, SocketAddress address) {
        List<String> log = new ArrayList<>();
        try (Loop loop = builder.build()) {
            loop.run(() -> {
                try (TcpServer server = TcpServer.start(loop, address, stream -> {
                    for (String line = stream.readLine(); line != null; line = stream.readLine()) {
                        log.add("got " + line);
                        loop.sleep(Net.millis(line.length()));
                        stream.write(line + "\n");
                    }
                })) {
                    List<Task<?>> clients = new ArrayList<>();
                    for (int i = 0; i < CLIENTS; i++) {
                        int id = i;
                        clients.add(loop.spawn("client " + i, () -> {
                            try (TcpStream stream = TcpStream.connect(loop, server.address())) {
                                for (int n = 0; n < 4; n++) {
                                    stream.write("client " + id + " says " + n + "\n");
                                    loop.sleep(Net.millis(id % 2));
                                    log.add(id + " hears " + stream.readLine());
                                }
                            }
                        }));
                    }
                    for (Task<?> client : clients) {
                        client.await();
                    }
                    Net.end(server);
                }
            });
            assertThat(loop.audit()).isEmpty();
            Trace trace = loop.trace();
            return new Outcome(trace.hash(), trace.steps(), log, loop.clock().nanoTime());
        }
    }

    private static void assertRepeatable(FibreBackend backend, SocketAddress address, Runnable between) {
        for (long seed = 0; seed < SEEDS; seed++) {
            between.run();
            Outcome first = echo(Loop.builder().fibres(backend).seed(seed), address);
            between.run();
            assertThat(echo(Loop.builder().fibres(backend).seed(seed), address))
                    .as("seed %d", seed)
                    .isEqualTo(first);
        }
    }

    @Test
    void clientsAndServer_onOneLoop_runTheSameStepsForOneSeed() {
        assertRepeatable(FibreBackend.AUTO, Net.anyPort(), () -> {});
    }

    @Test
    void clientsAndServer_onThreadsWithABaton_runTheSameStepsForOneSeed() {
        assertRepeatable(FibreBackend.BATON, Net.anyPort(), () -> {});
    }

    @Test
    void clientsAndServer_onBothBackends_runTheSameSteps() {
        try (Loop loop = Loop.create()) {
            assumeTrue(loop.fibreBackend() == FibreBackend.VIRTUAL_THREADS);
        }
        for (long seed = 0; seed < SEEDS; seed++) {
            Outcome virtual =
                    echo(Loop.builder().fibres(FibreBackend.VIRTUAL_THREADS).seed(seed), Net.anyPort());
            assertThat(echo(Loop.builder().fibres(FibreBackend.BATON).seed(seed), Net.anyPort()))
                    .as("seed %d", seed)
                    .isEqualTo(virtual);
        }
    }

    @Test
    void clientsAndServer_overAUnixDomainSocket_runTheSameStepsForOneSeed(@TempDir Path directory) {
        Path socket = directory.resolve("s");
        assertRepeatable(FibreBackend.AUTO, UnixDomainSocketAddress.of(socket), () -> {
            try {
                Files.deleteIfExists(socket);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    @Test
    void largeTransfers_betweenStreamsOfOneLoop_takeTheSameStepsForOneSeed() {
        for (long seed = 0; seed < 20; seed++) {
            Outcome first = transfer(seed);
            assertThat(transfer(seed)).as("seed %d", seed).isEqualTo(first);
        }
    }

    private static Outcome transfer(long seed) {
        byte[] much = new byte[3_000_000];
        List<String> log = new ArrayList<>();
        try (Loop loop = Loop.builder().seed(seed).build()) {
            loop.run(() -> {
                try (TcpServer server = Net.serve(loop, stream -> {
                    for (int i = 0; i < 10; i++) {
                        log.add("wrote " + i);
                        stream.write(java.util.Arrays.copyOf(much, much.length / 10));
                        stream.drain();
                    }
                })) {
                    try (TcpStream stream = TcpStream.connect(loop, server.address())) {
                        int total = 0;
                        for (byte[] some = stream.read(100_000); some.length > 0; some = stream.read(100_000)) {
                            total += some.length;
                            log.add("read " + some.length);
                            loop.yieldNow();
                        }
                        assertThat(total).isEqualTo(much.length);
                    }
                    Net.end(server);
                }
            });
            Trace trace = loop.trace();
            return new Outcome(trace.hash(), trace.steps(), log, loop.clock().nanoTime());
        }
    }

    @Test
    void channelsOfTheCaller_onOneLoop_runTheSameStepsForOneSeed() throws Exception {
        for (long seed = 0; seed < 20; seed++) {
            Outcome first = echoOfChannels(seed);
            assertThat(echoOfChannels(seed)).as("seed %d", seed).isEqualTo(first);
        }
    }

    private static Outcome echoOfChannels(long seed) throws Exception {
        List<String> log = new ArrayList<>();
        try (Loop loop = Loop.builder().seed(seed).build();
                ServerSocketChannel listener = ServerSocketChannel.open().bind(Net.anyPort())) {
            listener.configureBlocking(false);
            loop.run(() -> {
                Task<?> serving = loop.spawn("server", () -> {
                    try (SocketChannel served = Sockets.accept(loop, listener)) {
                        assertThat(served.getOption(StandardSocketOptions.TCP_NODELAY))
                                .isTrue();
                        ByteBuffer buffer = ByteBuffer.allocate(7_000);
                        while (Sockets.read(loop, served, buffer.clear()) >= 0) {
                            log.add("served " + buffer.position());
                            Sockets.write(loop, served, buffer.flip());
                        }
                    }
                });
                loop.sleep(Net.millis(1)); // it listens by now
                try (SocketChannel client = SocketChannel.open()) {
                    client.configureBlocking(false);
                    Sockets.connect(loop, client, listener.getLocalAddress());
                    Task<?> writing = loop.spawn("writer", () -> {
                        Sockets.write(loop, client, ByteBuffer.allocate(100_000));
                        client.shutdownOutput();
                    });
                    ByteBuffer buffer = ByteBuffer.allocate(9_000);
                    while (Sockets.read(loop, client, buffer.clear()) >= 0) {
                        log.add("read " + buffer.position());
                    }
                    writing.await();
                }
                serving.await();
            });
            Trace trace = loop.trace();
            return new Outcome(trace.hash(), trace.steps(), log, loop.clock().nanoTime());
        }
    }
}
