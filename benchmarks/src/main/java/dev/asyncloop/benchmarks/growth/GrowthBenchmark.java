// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.growth;

import dev.asyncloop.Loop;
import dev.asyncloop.benchmarks.table.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** What one callback, timer or task costs where there are n of them at once: one operation and one n in each JVM. */
public final class GrowthBenchmark {

    private static final int WARM_UPS = 4;
    private static final long ROUND_NANOS = 300_000_000;
    private static final int WARM_UP_COUNT = 100_000;

    private final Operation operation;
    private final int count;

    GrowthBenchmark(Operation operation, int count) {
        this.operation = operation;
        this.count = count;
    }

    /**
     * Prints samples. Ten million tasks need {@code -Xmx18g}, all else {@code -Xmx6g}.
     *
     * @param args the operation, how many at once, and how many rounds
     */
    public static void main(String[] args) {
        Operation operation = Operation.valueOf(args[0]);
        int count = Integer.parseInt(args[1]);
        for (int i = 0; i < WARM_UPS; i++) {
            new GrowthBenchmark(operation, Math.min(count, WARM_UP_COUNT)).measure(ROUND_NANOS);
        }
        for (int round = 0; round < Integer.parseInt(args[2]); round++) {
            GrowthBenchmark benchmark = new GrowthBenchmark(operation, count);
            benchmark.measure(ROUND_NANOS).forEach(sample -> System.out.println(sample.line()));
        }
    }

    /** Repeats the operation until so much time has passed. */
    List<Sample> measure(long atLeastNanos) {
        double nanos = nanosEach(atLeastNanos);
        String row = String.format(Locale.ROOT, "growth: %s, n = %,d", operation, count);
        Sample each = new Sample(row, "asyncloop", "ns", nanos);
        if (!operation.isTimer()) {
            return List.of(each);
        }
        double log = Math.log(count) / Math.log(2);
        return List.of(each, new Sample(row + ", by log2 n", "asyncloop", "ns", nanos / log));
    }

    private double nanosEach(long atLeastNanos) {
        Duration[] delays = delays();
        try (Loop loop = Loop.builder()
                .maxStepsPerInstant(Long.MAX_VALUE)
                .maxSteps(Long.MAX_VALUE)
                .build()) {
            return loop.run(() -> {
                long began = System.nanoTime();
                long passed;
                long repetitions = 0;
                do {
                    operation.run(loop, delays);
                    repetitions++;
                    passed = System.nanoTime() - began;
                } while (passed < atLeastNanos);
                return (double) passed / repetitions / count;
            });
        }
    }

    private Duration[] delays() {
        SplittableRandom random = new SplittableRandom(0x5eed);
        Duration[] delays = new Duration[count];
        for (int i = 0; i < count; i++) {
            delays[i] = Duration.ofNanos(random.nextLong(1, Operation.LONGEST.toNanos()));
        }
        return delays;
    }
}
