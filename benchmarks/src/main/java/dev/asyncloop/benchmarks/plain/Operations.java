// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.plain;

import dev.asyncloop.Loop;
import dev.asyncloop.benchmarks.table.Sample;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Operations whose calls the agent replaces, on a thread that is in no loop: prints how many nanoseconds each takes. */
final class Operations {

    private static final int ROUNDS = 9;
    private static final long ROUND_NANOS = 60_000_000;
    private static final int BATCH = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayBlockingQueue<String> queue = new ArrayBlockingQueue<>(16);
    private final ConcurrentHashMap<Object, String> map = new ConcurrentHashMap<>();
    private final ThreadLocal<String> local = ThreadLocal.withInitial(() -> "value");
    private long sink;

    private Operations() {}

    /** Measures; where the argument is {@code loop}, beside a loop that is open. */
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("loop")) {
            try (Loop loop = Loop.create()) {
                loop.run(() -> Thread.sleep(1_000));
                new Operations().measureAll();
            }
        } else {
            new Operations().measureAll();
        }
    }

    @SuppressWarnings("LockNotBeforeTry") // nothing in between can fail
    private void measureAll() {
        Object key = new Object();
        map.put(key, "value");
        measure("System.nanoTime", () -> sink += System.nanoTime());
        measure("Thread.currentThread", () -> sink += Thread.currentThread().getPriority());
        measure("ThreadLocal.get", () -> sink += local.get().length());
        measure("ReentrantLock.lock, unlock", () -> {
            lock.lock();
            sink++;
            lock.unlock();
        });
        measure("ArrayBlockingQueue.offer, poll", () -> {
            queue.offer("value");
            sink += queue.poll().length();
        });
        measure("ConcurrentHashMap.get, by identity", () -> sink += map.get(key).length());
    }

    private void measure(String name, Runnable operation) {
        double[] rounds = new double[ROUNDS];
        for (int round = -2; round < ROUNDS; round++) {
            long count = 0;
            long begin = System.nanoTime();
            long passed;
            do {
                for (int i = 0; i < BATCH; i++) {
                    operation.run();
                }
                count += BATCH;
                passed = System.nanoTime() - begin;
            } while (passed < ROUND_NANOS);
            if (round >= 0) {
                rounds[round] = (double) passed / count;
            }
        }
        Arrays.sort(rounds);
        System.out.println(new Sample(name, "plain Java", "ns", rounds[ROUNDS / 2]).line());
        if (sink == 42) {
            System.out.println(); // so that nothing is optimised away
        }
    }
}
