// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.plain;

import dev.asyncloop.Loop;
import dev.asyncloop.benchmarks.table.Sample;
import java.util.Arrays;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** Schedules of two plain threads with ten blocking operations: prints how many microseconds one takes. */
final class Schedules {

    private static final int ROUNDS = 9;
    private static final int COUNT = 4_000;

    private Schedules() {}

    public static void main(String[] args) {
        double[] rounds = new double[ROUNDS];
        for (int round = -5; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            for (int i = 0; i < COUNT; i++) {
                run(i);
            }
            if (round >= 0) {
                rounds[round] = (System.nanoTime() - begin) / 1e3 / COUNT;
            }
        }
        Arrays.sort(rounds);
        String row = "a schedule with ten blocking operations";
        System.out.println(new Sample(row, "plain Java", "µs", rounds[ROUNDS / 2]).line());
    }

    /** Three items are handed over, and three sleeps, the end of the thread and a time-out are waited for. */
    private static void run(int seed) {
        try (Loop loop = Loop.builder().seed(Integer.toString(seed)).build()) {
            loop.run(() -> {
                SynchronousQueue<String> queue = new SynchronousQueue<>();
                Thread consumer = new Thread(() -> {
                    try {
                        for (int i = 0; i < 3; i++) {
                            queue.take();
                        }
                        queue.poll(1, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
                consumer.start();
                for (int i = 0; i < 3; i++) {
                    Thread.sleep(10);
                    queue.put("item");
                }
                consumer.join();
            });
        }
    }
}
