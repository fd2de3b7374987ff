// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package com.example;

import dev.asyncloop.Handle;
import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.TaskGroup;
import dev.asyncloop.clock.VirtualClock;
import dev.asyncloop.io.TcpServer;
import dev.asyncloop.io.TcpStream;
import dev.asyncloop.sync.AsyncSemaphore;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;

/** Calls what the design promises, as it is written there, against the jars alone. */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws Exception {
        Loop loop = Loop.builder().seed("0x5eed").clock(VirtualClock.create()).name("consumer").build();
        String result = loop.run(() -> {
            Loop current = Loop.current();
            Task<String> hour = current.spawn("hour", () -> {
                current.sleep(Duration.ofHours(1));
                return "an hour";
            });
            Task<?> turns = current.spawn(() -> current.yieldNow());
            current.spawnBackground("background", () -> current.sleep(Duration.ofDays(1)));
            Handle soon = current.callSoon(() -> {});
            Handle later = current.callLater(Duration.ofSeconds(1), () -> {});
            Handle at = current.callAt(current.clock().instant(), () -> {});
            current.callSoonThreadSafe(() -> {});
            later.cancel();
            try (TaskGroup group = current.group()) {
                group.spawn(() -> current.sleep(Duration.ofMillis(1)));
            }
            turns.await();
            Future<String> future = hour;
            CompletionStage<String> stage = hour;
            String limited = current.timeout(Duration.ofHours(2), () -> current.shield(hour).await());
            return limited + future.get() + current.await(stage)
                    + current.await(CompletableFuture.completedFuture("!")) + soon.isPending() + at.isPending();
        });
        loop.advance(Duration.ofSeconds(1));
        loop.advanceTo(loop.clock().instant().plusSeconds(1));
        loop.runUntilIdle();
        ScheduledExecutorService executor = loop.executor();
        executor.execute(() -> {});
        ScheduledExecutorService pool = loop.threadPool(2);
        pool.shutdown();
        String backend = loop.fibreBackend().toString();
        String seed = loop.seed();
        loop.close();
        loop.close();
        if (!result.equals("an houran houran hour!falsefalse") || !seed.equals("0x5eed") || !backend.equals(args[0])) {
            throw new AssertionError(result + " " + seed + " " + backend);
        }
        String echo = exchange();
        if (!echo.equals("HELLO 1")) {
            throw new AssertionError(echo);
        }
        System.out.println("The jars work by themselves: " + backend);
    }

    /** A server and its client, as a program would have them. */
    private static String exchange() {
        Loop loop = Loop.builder().realTime().name("exchange").build();
        return loop.runMain(() -> {
            AsyncSemaphore permits = new AsyncSemaphore(loop, "permits", 1);
            InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            TcpServer server = TcpServer.start(loop, anyPort, stream -> {
                String line = stream.readLine();
                permits.acquire();
                stream.write(line.toUpperCase(Locale.ROOT) + " " + loop.runInExecutor(() -> 1).await() + "\n");
                permits.release();
            });
            try (TcpStream client = TcpStream.connect(loop, server.address())) {
                client.write("hello\n");
                return client.readLine();
            } finally {
                server.shutdown(Duration.ofSeconds(5));
            }
        });
    }
}
