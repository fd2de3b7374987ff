// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.io;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Selectors and channels on threads of a task. */
@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "plain Java needs virtual threads that let go of monitors")
@Timeout(60)
class SelectorTests {

    private static final int SEEDS = 20;

    @Test
    void miniServer_withSelector_servesClientsAsTimePasses() {
        Runs.twice(SEEDS, SelectorTests::miniServer, "1 after 10 s", "2 after 20 s", "3 after 30 s", "idle after 90 s");
    }

    private static List<String> miniServer() throws Exception {
        long began = System.nanoTime();
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        try (Selector selector = Selector.open();
                ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
            List<FutureTask<Void>> clients = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
                int number = i;
                clients.add(start(() -> {
                    Thread.sleep(10_000L * number);
                    try (SocketChannel channel = SocketChannel.open(server.getLocalAddress())) {
                        channel.write(ByteBuffer.wrap(new byte[] {(byte) number}));
                        ByteBuffer answer = ByteBuffer.allocate(10);
                        channel.read(answer);
                        seen.add(answer.get(0) + " after " + Runs.secondsSince(began) + " s");
                    }
                    return null;
                }));
            }
            while (selector.select(60_000) > 0) {
                for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); keys.remove()) {
                    serve(keys.next(), selector);
                }
            }
            for (FutureTask<Void> client : clients) {
                client.get();
            }
        }
        seen.add("idle after " + Runs.secondsSince(began) + " s");
        return seen;
    }

    private static void serve(SelectionKey key, Selector selector) throws Exception {
        if (key.channel() instanceof ServerSocketChannel server) {
            SocketChannel accepted = server.accept();
            accepted.configureBlocking(false);
            accepted.register(selector, SelectionKey.OP_READ);
        } else if (key.channel() instanceof SocketChannel channel) {
            ByteBuffer buffer = ByteBuffer.allocate(10);
            if (channel.read(buffer) < 0) {
                channel.close();
            } else {
                channel.write(buffer.flip());
            }
        }
    }

    @Test
    void wakeup_ofAnotherThread_endsTheSelect() {
        Runs.twice(
                SEEDS,
                () -> {
                    long began = System.nanoTime();
                    try (Selector selector = Selector.open()) {
                        start(() -> {
                            Thread.sleep(5_000);
                            selector.wakeup();
                            return null;
                        });
                        return List.of(selector.select() + " keys after " + Runs.secondsSince(began) + " s");
                    }
                },
                "0 keys after 5 s");
    }

    @Test
    void interrupt_ofASelect_endsIt() {
        Runs.twice(
                SEEDS,
                () -> {
                    try (Selector selector = Selector.open()) {
                        Thread selecting = Thread.currentThread();
                        start(() -> {
                            Thread.sleep(5_000);
                            selecting.interrupt();
                            return null;
                        });
                        return List.of(selector.select() + " keys, " + Thread.interrupted());
                    }
                },
                "0 keys, true");
    }

    @Test
    void pipe_betweenTwoThreads_carriesBytesInVirtualTime() {
        Runs.twice(
                SEEDS,
                () -> {
                    long began = System.nanoTime();
                    Pipe pipe = Pipe.open();
                    start(() -> {
                        Thread.sleep(5_000);
                        pipe.sink().write(ByteBuffer.wrap(new byte[3]));
                        pipe.sink().close();
                        return null;
                    });
                    try (Pipe.SourceChannel source = pipe.source()) {
                        int count = source.read(ByteBuffer.allocate(10));
                        return List.of(count + " bytes after " + Runs.secondsSince(began) + " s");
                    }
                },
                "3 bytes after 5 s");
    }

    private static <T> FutureTask<T> start(Callable<T> body) {
        FutureTask<T> task = new FutureTask<>(body);
        new Thread(task).start();
        return task;
    }
}
