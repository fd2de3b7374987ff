// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Schedule;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/** Counts what the orders of a search give, and whether the counts could be even. */
final class Statistics {

    /** Exceeded by one in a thousand, for a normal distribution. */
    private static final double ONE_IN_A_THOUSAND = 3.0902;

    private Statistics() {}

    /** Runs a program under so many orders of a search, and counts what it yields; FIFO order, the first, is left out. */
    static Map<String, Integer> count(
            Search search, int orders, Supplier<Simulation> program, Function<Simulation, String> yield) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int n = 0; n <= orders; n++) {
            String value = yield.apply(program.get().run(next(search)));
            if (n > 0) {
                counts.merge(value, 1, Integer::sum);
            }
        }
        return counts;
    }

    /** Returns in how many of so many orders a program fails; FIFO order, the first, is left out. */
    static int failures(Search search, int orders, Supplier<Simulation> program) {
        return count(search, orders, program, run -> run.failed() ? "failed" : "passed")
                .getOrDefault("failed", 0);
    }

    static Schedule next(Search search) {
        return Objects.requireNonNull(search.next());
    }

    /** Returns Pearson's statistic for the claim that so many outcomes are alike, of which some may not have come. */
    static double chiSquared(Map<String, Integer> counts, int outcomes) {
        double[] weights = new double[outcomes];
        Arrays.fill(weights, 1);
        return chiSquared(
                Arrays.copyOf(counts.values().stream().mapToInt(count -> count).toArray(), outcomes), weights);
    }

    /** Returns Pearson's statistic for the claim that each outcome comes as often as its weight says. */
    static double chiSquared(int[] counts, double... weights) {
        double perWeight = Arrays.stream(counts).sum() / Arrays.stream(weights).sum();
        double statistic = 0;
        for (int i = 0; i < counts.length; i++) {
            double expected = weights[i] * perWeight;
            statistic += (counts[i] - expected) * (counts[i] - expected) / expected;
        }
        return statistic;
    }

    /** Returns what the statistic exceeds in one of a thousand cases if the claim is true (Wilson and Hilferty, 1931). */
    static double limit(int outcomes) {
        double freedom = outcomes - 1;
        double root = 1 - 2 / (9 * freedom) + ONE_IN_A_THOUSAND * Math.sqrt(2 / (9 * freedom));
        return freedom * root * root * root;
    }
}
