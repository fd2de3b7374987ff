// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.plain;

import dev.asyncloop.benchmarks.table.Jvm;
import dev.asyncloop.benchmarks.table.Sample;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the agent costs. JVMs with and without it alternate, so that what else the machine does falls on both alike.
 * {@code mvn -q -Pplain process-classes} runs it.
 */
public final class PlainJavaBenchmark {

    private static final int STARTS = 21;
    private static final int ROUNDS = 5;

    private final Jvm without = new Jvm(List.of());
    private final Jvm with;

    private PlainJavaBenchmark(String jar) {
        with = new Jvm(List.of("-javaagent:" + jar));
    }

    /**
     * Prints the figures.
     *
     * @param args the agent's jar
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        PlainJavaBenchmark benchmark = new PlainJavaBenchmark(args[0]);
        benchmark.measureStart();
        benchmark.measureOperations();
        benchmark.measureSchedules();
    }

    private void measureStart() throws IOException, InterruptedException {
        double[] bare = new double[STARTS];
        double[] agent = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            bare[i] = millis(without);
            agent[i] = millis(with);
        }
        System.out.printf(
                Locale.ROOT,
                "start of a JVM, ms: %.0f without the agent, %.0f with it%n%n",
                median(bare),
                median(agent));
    }

    private static double millis(Jvm jvm) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        jvm.run(Start.class, List.of());
        return (System.nanoTime() - begin) / 1e6;
    }

    private void measureOperations() throws IOException, InterruptedException {
        Map<String, double[][]> figures = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            add(figures, without.run(Operations.class, List.of()), 0, round);
            add(figures, with.run(Operations.class, List.of()), 1, round);
            add(figures, with.run(Operations.class, List.of("loop")), 2, round);
        }
        System.out.printf(
                Locale.ROOT, "%-36s %10s %10s %18s%n", "outside of loops, ns", "bare", "agent", "beside a loop");
        figures.forEach((name, values) -> System.out.printf(
                Locale.ROOT,
                "%-36s %10.1f %10.1f %18.1f%n",
                name,
                median(values[0]),
                median(values[1]),
                median(values[2])));
    }

    private static void add(Map<String, double[][]> figures, List<Sample> more, int variant, int round) {
        for (Sample sample : more) {
            figures.computeIfAbsent(sample.row(), key -> new double[3][ROUNDS])[variant][round] = sample.value();
        }
    }

    private void measureSchedules() throws IOException, InterruptedException {
        for (Sample sample : with.run(Schedules.class, List.of())) {
            System.out.printf(Locale.ROOT, "%n%s, %s: %.1f%n", sample.row(), sample.unit(), sample.value());
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
