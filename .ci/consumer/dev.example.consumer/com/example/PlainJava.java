// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package com.example;

import dev.asyncloop.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Plain Java under the loop: the first argument says whether it is expected to run in virtual time. */
public final class PlainJava {

    private PlainJava() {}

    public static void main(String[] args) throws Exception {
        boolean expected = Boolean.parseBoolean(args[0]);
        long real = System.nanoTime();
        try (Loop loop = Loop.builder().seed("0x5eed").build()) {
            Duration waited = loop.run(() -> work(expected ? 3_600_000 : 5));
            boolean virtual = waited.equals(Duration.ofHours(3));
            if (virtual != expected) {
                throw new IllegalStateException("waited " + waited + ", virtual time expected: " + expected);
            }
            System.out.println("Plain Java waited " + (virtual ? waited + " of virtual time" : "in real time") + " on JDK "
                    + Runtime.version().feature());
        }
        if (System.nanoTime() - real < 0) {
            throw new IllegalStateException("the loop's time has got out of it");
        }
    }

    private static Duration work(long millis) throws Exception {
        Instant began = Instant.now();
        ExecutorService pool = Executors.newFixedThreadPool(1);
        Future<String> result = pool.submit(() -> {
            Thread.sleep(millis);
            return Thread.currentThread().getName();
        });
        String name = result.get(2 * millis + 1_000, TimeUnit.MILLISECONDS);
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
                .join();
        Thread joined = new Thread(() -> sleep(millis));
        joined.start();
        joined.join();
        pool.shutdown();
        if (!pool.awaitTermination(1, TimeUnit.MINUTES) || !name.equals("pool-1-thread-1")) {
            throw new IllegalStateException(name);
        }
        return Duration.between(began, Instant.now());
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
