// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.throughput;

import dev.asyncloop.explore.Strategy;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Orders a second of a body of 24 steps. The rounds alternate, so that what else the machine does falls on all alike; those of
 * Lincheck come last, since its agent changes the classes of the process. {@code mvn -q -Pthroughput compile} runs it.
 */
public final class ThroughputBenchmark {

    private static final int WARM_UPS = 2;
    private static final int ROUNDS = 5;

    private ThroughputBenchmark() {}

    /**
     * Prints the table.
     *
     * @param args part of the names of what to measure; all if it is empty
     */
    public static void main(String[] args) {
        System.out.printf(
                Locale.ROOT,
                "Orders a second of 3 tasks of %d steps, one thread, JDK %s%n%n%-30s %12s  %-20s %s%n",
                ThreeTasks.STEPS_EACH,
                Runtime.version().feature(),
                "",
                "median /s",
                "min to max",
                "median a second of its CPU time");
        String part = args.length == 0 ? "" : args[0];
        measure(
                part,
                List.of(
                        new BareLoops(Body.STEPS),
                        new ExploredLoops(Strategy.RANDOM, Body.STEPS),
                        new ExploredLoops(Strategy.PORTFOLIO, Body.STEPS),
                        new TestNode(Body.STEPS)));
        measure(part, List.of(new LincheckRuns()));
    }

    private static void measure(String part, List<Runs> candidates) {
        List<Runs> all =
                candidates.stream().filter(runs -> runs.name().contains(part)).toList();
        double[][] perSecond = new double[all.size()][ROUNDS];
        double[][] perCpuSecond = new double[all.size()][ROUNDS];
        for (int round = -WARM_UPS; round < ROUNDS; round++) {
            for (int i = 0; i < all.size(); i++) {
                Runs runs = all.get(i);
                long began = System.nanoTime();
                long cpuBegan = cpuNanos();
                runs.run(runs.perRound());
                if (round >= 0) {
                    perSecond[i][round] = runs.perRound() * 1e9 / (System.nanoTime() - began);
                    perCpuSecond[i][round] = runs.perRound() * 1e9 / (cpuNanos() - cpuBegan);
                }
            }
        }
        for (int i = 0; i < all.size(); i++) {
            print(all.get(i), perSecond[i], perCpuSecond[i]);
        }
    }

    /** Returns the CPU time of this thread, which does all the work of the loops; not that of the collector and the compiler. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void print(Runs runs, double[] perSecond, double[] perCpuSecond) {
        Arrays.sort(perSecond);
        Arrays.sort(perCpuSecond);
        System.out.printf(
                Locale.ROOT,
                "%-30s %,12.0f  %-20s %s%n",
                runs.name(),
                perSecond[ROUNDS / 2],
                String.format(Locale.ROOT, "%,.0f to %,.0f", perSecond[0], perSecond[ROUNDS - 1]),
                runs.isOnOneThread() ? String.format(Locale.ROOT, "%,.0f", perCpuSecond[ROUNDS / 2]) : "");
    }
}
