// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Blocking sockets, both ends of which are on threads of a task. */
@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "plain Java needs virtual threads that let go of monitors")
@Timeout(60)
class SocketTests {

    private static final int SEEDS = 20;

    @Test
    void echo_betweenTwoThreads_isInVirtualTimeAndRepeats() {
        Runs.twice(SEEDS, SocketTests::echo, "hello after 3607 s");
    }

    private static List<String> echo() throws Exception {
        long began = System.nanoTime();
        List<String> seen = new ArrayList<>();
        try (ServerSocket server = listener()) {
            Thread client = start(() -> {
                Thread.sleep(3_600_000);
                try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
                    socket.getOutputStream().write(bytes("hello"));
                    socket.shutdownOutput();
                    seen.add(
                            text(socket.getInputStream().readAllBytes()) + " after " + Runs.secondsSince(began) + " s");
                }
            });
            try (Socket socket = server.accept()) {
                byte[] read = socket.getInputStream().readAllBytes();
                Thread.sleep(7_000);
                socket.getOutputStream().write(read);
            }
            client.join();
        }
        return seen;
    }

    @Test
    void severalClients_atOnce_areServedInAnOrderThatRepeats() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            assertThat(Runs.once(seed, SocketTests::fourClients))
                    .as("seed %d", seed)
                    .isEqualTo(Runs.once(seed, SocketTests::fourClients));
        }
        long orders = LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> Runs.once(seed, SocketTests::fourClients).lines())
                .distinct()
                .count();
        assertThat(orders).isGreaterThan(5);
    }

    private static List<String> fourClients() throws Exception {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        try (ServerSocket server = listener()) {
            for (int i = 0; i < 4; i++) {
                int number = i;
                threads.add(start(() -> {
                    try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
                        for (int message = 0; message < 3; message++) {
                            socket.getOutputStream().write(number);
                            socket.getInputStream().read();
                        }
                    }
                }));
            }
            for (int i = 0; i < 4; i++) {
                Socket socket = server.accept();
                threads.add(start(() -> {
                    try (socket) {
                        for (int read = socket.getInputStream().read();
                                read >= 0;
                                read = socket.getInputStream().read()) {
                            seen.add("from " + read);
                            socket.getOutputStream().write(read);
                        }
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        return seen;
    }

    @Test
    void timeouts_ofAcceptAndRead_areInVirtualTime() {
        Runs.twice(SEEDS, SocketTests::timeouts, "accept 3600", "read 7200", "closed 7201", "end", "refused");
    }

    private static List<String> timeouts() throws Exception {
        long began = System.nanoTime();
        List<String> seen = new ArrayList<>();
        try (ServerSocket server = listener()) {
            server.setSoTimeout(3_600_000);
            try {
                server.accept();
            } catch (SocketTimeoutException e) {
                seen.add("accept " + Runs.secondsSince(began));
            }
            try (Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                    Socket accepted = server.accept()) {
                client.setSoTimeout(3_600_000);
                try {
                    client.getInputStream().read();
                } catch (SocketTimeoutException e) {
                    seen.add("read " + Runs.secondsSince(began));
                }
                client.setSoTimeout(0);
                start(() -> {
                    Thread.sleep(1_000);
                    close(client);
                });
                try {
                    client.getInputStream().read();
                } catch (SocketException e) {
                    seen.add("closed " + Runs.secondsSince(began));
                }
                seen.add(accepted.getInputStream().read() < 0 ? "end" : "more");
            }
        }
        try {
            new Socket(InetAddress.getLoopbackAddress(), closedPort()).close();
        } catch (ConnectException e) {
            seen.add("refused");
        }
        return seen;
    }

    @Test
    void muchData_overSmallBuffers_arrivesWhole() {
        Runs.once(1, () -> {
            AtomicInteger received = new AtomicInteger();
            try (ServerSocket server = listener()) {
                Thread reader = start(() -> {
                    try (Socket socket = server.accept()) {
                        Thread.sleep(1_000);
                        received.set(socket.getInputStream().readAllBytes().length);
                    }
                });
                try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
                    socket.getOutputStream().write(new byte[20_000_000]);
                }
                reader.join();
            }
            assertThat(received).hasValue(20_000_000);
            return List.of();
        });
    }

    @Test
    void datagrams_betweenTwoThreads_arrive() {
        Runs.twice(SEEDS, SocketTests::datagrams, "late after 60 s", "timeout after 120 s");
    }

    private static List<String> datagrams() throws Exception {
        long began = System.nanoTime();
        List<String> seen = new ArrayList<>();
        try (DatagramSocket one = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                DatagramSocket two = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            start(() -> {
                Thread.sleep(60_000);
                byte[] late = bytes("late");
                two.send(new DatagramPacket(late, late.length, one.getLocalSocketAddress()));
            });
            DatagramPacket packet = new DatagramPacket(new byte[100], 100);
            one.receive(packet);
            seen.add(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8) + " after "
                    + Runs.secondsSince(began) + " s");
            one.setSoTimeout(60_000);
            try {
                one.receive(packet);
            } catch (SocketTimeoutException e) {
                seen.add("timeout after " + Runs.secondsSince(began) + " s");
            }
        }
        return seen;
    }

    private static ServerSocket listener() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = listener()) {
            return socket.getLocalPort();
        }
    }

    private static void close(Socket socket) throws IOException {
        socket.close();
    }

    private interface Body {
        void run() throws Exception;
    }

    private static Thread start(Body body) {
        Thread thread = new Thread(() -> {
            try {
                body.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        return thread;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
