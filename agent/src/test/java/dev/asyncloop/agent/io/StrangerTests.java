// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.BudgetExceededException;
import dev.asyncloop.Loop;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Sockets whose other end is on a real thread, and processes. */
@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "plain Java needs virtual threads that let go of monitors")
@Timeout(60)
class StrangerTests {

    private static final int MILLIS = 20;

    private final CountDownLatch asked = new CountDownLatch(1);
    private ServerSocket server;

    @BeforeEach
    void listen() throws Exception {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    /** Answers each byte of one client after some real milliseconds, until the client leaves. */
    private FutureTask<Integer> echoSlowly() {
        FutureTask<Integer> echo = new FutureTask<>(() -> {
            int count = 0;
            try (Socket socket = server.accept()) {
                for (int read = socket.getInputStream().read();
                        read >= 0;
                        read = socket.getInputStream().read()) {
                    asked.countDown();
                    Thread.sleep(MILLIS);
                    socket.getOutputStream().write(read);
                    count++;
                }
            }
            return count;
        });
        new Thread(echo).start();
        return echo;
    }

    @Test
    void read_fromStranger_holdsTheClock() throws Exception {
        FutureTask<Integer> echo = echoSlowly();
        try (Loop loop = Loop.builder().build()) {
            loop.run(() -> {
                long began = System.nanoTime();
                Thread timer = new Thread(() -> sleep(3_600_000));
                timer.start();
                try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
                    for (int i = 0; i < 3; i++) {
                        socket.getOutputStream().write(i);
                        assertThat(socket.getInputStream().read()).isEqualTo(i);
                    }
                }
                assertThat(System.nanoTime()).isEqualTo(began);
                timer.join();
                assertThat(System.nanoTime() - began).isEqualTo(TimeUnit.HOURS.toNanos(1));
            });
        }
        assertThat(echo.get(10, TimeUnit.SECONDS)).isEqualTo(3);
    }

    @Test
    void select_whileStrangerWasAsked_holdsTheClock() throws Exception {
        FutureTask<Integer> echo = echoSlowly();
        try (Loop loop = Loop.builder().build()) {
            loop.run(() -> {
                long began = System.nanoTime();
                try (SocketChannel channel = SocketChannel.open(server.getLocalSocketAddress());
                        Selector selector = Selector.open()) {
                    channel.configureBlocking(false);
                    channel.register(selector, SelectionKey.OP_READ);
                    channel.write(ByteBuffer.wrap(new byte[1]));
                    assertThat(selector.select(1_000)).isEqualTo(1);
                    assertThat(System.nanoTime()).isEqualTo(began);
                    assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(1);
                    assertThat(selector.selectNow()).isZero();
                    selector.selectedKeys().clear();
                    assertThat(selector.select(1_000)).as("an idle connection").isZero();
                    assertThat(System.nanoTime() - began).isEqualTo(TimeUnit.SECONDS.toNanos(1));
                }
            });
        }
        assertThat(echo.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void timedRead_fromSilentStranger_timesOutInVirtualTime() {
        try (Loop loop = Loop.builder().maxClockHold(Duration.ofMillis(MILLIS)).build()) {
            loop.run(() -> {
                long began = System.nanoTime();
                try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
                    socket.setSoTimeout(3_600_000);
                    assertThatThrownBy(socket.getInputStream()::read).isInstanceOf(SocketTimeoutException.class);
                }
                assertThat(System.nanoTime() - began).isEqualTo(TimeUnit.HOURS.toNanos(1));
            });
        }
    }

    @Test
    void read_fromSilentStranger_failsAndNamesTheSocket() {
        try (Loop loop = Loop.builder().maxClockHold(Duration.ofMillis(MILLIS)).build()) {
            assertThatThrownBy(() -> loop.run(() -> {
                        try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
                            return socket.getInputStream().read();
                        }
                    }))
                    .isInstanceOf(BudgetExceededException.class)
                    .hasMessageContaining("a read of a connection to 127.0.0.1:" + server.getLocalPort())
                    .hasMessageContaining("StrangerTests.java");
        }
    }

    @Test
    void realThread_whileLoopIsOpen_usesSocketsAsBefore() throws Exception {
        FutureTask<Integer> echo = echoSlowly();
        try (Loop loop = Loop.builder().build()) {
            loop.run(() -> Thread.sleep(3_600_000));
            FutureTask<Integer> real = new FutureTask<>(() -> {
                try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
                    socket.getOutputStream().write(7);
                    return socket.getInputStream().read();
                }
            });
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, real);
            assertThat(real.get(10, TimeUnit.SECONDS)).isEqualTo(7);
        }
        assertThat(echo.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void realThread_thatCallsAServerOfTheLoop_isServed() throws Exception {
        FutureTask<Integer> client = new FutureTask<>(() -> {
            try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
                socket.getOutputStream().write(7);
                return socket.getInputStream().read();
            }
        });
        new Thread(client).start();
        try (Loop loop = Loop.builder().externalGrace(Duration.ofSeconds(10)).build()) {
            loop.run(() -> {
                try (Socket socket = server.accept()) {
                    socket.getOutputStream().write(1 + socket.getInputStream().read());
                }
            });
        }
        assertThat(client.get(10, TimeUnit.SECONDS)).isEqualTo(8);
    }

    @Test
    void process_thatATaskWaitsFor_holdsTheClock() {
        try (Loop loop = Loop.builder().build()) {
            loop.run(() -> {
                long began = System.nanoTime();
                Thread timer = new Thread(() -> sleep(3_600_000));
                timer.start();
                Process process = new ProcessBuilder("sleep", "0.0" + MILLIS).start();
                assertThat(process.waitFor()).isZero();
                assertThat(System.nanoTime()).isEqualTo(began);
                assertThat(process.waitFor(1, TimeUnit.SECONDS)).isTrue();
                timer.join();
            });
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
