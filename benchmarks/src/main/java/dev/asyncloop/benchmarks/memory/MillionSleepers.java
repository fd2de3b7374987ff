// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.memory;

import dev.asyncloop.Loop;
import dev.asyncloop.benchmarks.table.Sample;
import java.time.Duration;
import java.util.List;

/** A million tasks that sleep at once, in a JVM with {@code -Xmx2g}: prints how long it took and what they needed. */
public final class MillionSleepers {

    private static final String ROW = "memory: a million sleepers in 2 GiB, ";

    /** The row that has a goal. */
    public static final String PEAK = ROW + "peak of the heap";

    private static final long LIMIT = 2L << 30;
    private static final double MEBIBYTE = 1 << 20;

    private MillionSleepers() {}

    /**
     * Runs them to their end and prints samples.
     *
     * @param args none
     */
    public static void main(String[] args) {
        if (Runtime.getRuntime().maxMemory() > LIMIT) {
            throw new IllegalStateException("What is shown is that 2 GiB are enough: run it with -Xmx2g.");
        }
        run(1_000_000).forEach(sample -> System.out.println(sample.line()));
    }

    /** Lets so many tasks sleep for a day. */
    static List<Sample> run(int count) {
        int[] ended = {0};
        long began = System.nanoTime();
        long asleep;
        try (Loop loop = Loop.create()) {
            loop.run(() -> {
                for (int i = 0; i < count; i++) {
                    loop.spawn(() -> {
                        loop.sleep(Duration.ofDays(1));
                        ended[0]++;
                    });
                }
                loop.sleep(Duration.ofHours(1));
            });
            asleep = Heap.used();
            loop.advance(Duration.ofDays(1));
        }
        if (ended[0] != count) {
            throw new IllegalStateException(ended[0] + " tasks have ended and not " + count + ".");
        }
        return List.of(
                sample(ROW + "time", "s", (System.nanoTime() - began) / 1e9),
                sample(ROW + "heap, all asleep", "MiB", asleep / MEBIBYTE),
                sample(PEAK, "MiB", Heap.peak() / MEBIBYTE));
    }

    private static Sample sample(String row, String unit, double value) {
        return new Sample(row, "asyncloop", unit, value);
    }
}
