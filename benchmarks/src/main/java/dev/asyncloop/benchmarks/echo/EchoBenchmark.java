// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.echo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Echo round trips a second, beside the limit in the same run: the rounds alternate, so that what else the machine does falls
 * on all alike, and what is compared is a ratio. {@code mvn -q -Pecho compile} runs it.
 */
public final class EchoBenchmark {

    private static final int WARM_UPS = 3;
    private static final int ROUNDS = 5;
    private static final int TOTAL = 200_000;

    private EchoBenchmark() {}

    /**
     * Prints the table.
     *
     * @param args none
     */
    public static void main(String[] args) throws Exception {
        List<Echo> all = List.of(new NioEcho(), new StreamEcho());
        System.out.printf(
                Locale.ROOT,
                "Echo of %d bytes over loopback, clients and server on one thread, JDK %s%n%n%11s  %-16s %12s  %-23s  %s%n",
                Echo.MESSAGE_BYTES,
                Runtime.version().feature(),
                "connections",
                "",
                "median /s",
                "min to max",
                "of the limit");
        for (int connections : new int[] {1, 100, 1_000}) {
            measure(all, connections);
        }
    }

    private static void measure(List<Echo> all, int connections) throws Exception {
        int roundTrips = Math.max(1, (connections == 1 ? TOTAL / 8 : TOTAL) / connections);
        List<double[]> rates = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            rates.add(new double[ROUNDS]);
        }
        for (int round = -WARM_UPS; round < ROUNDS; round++) {
            for (int i = 0; i < all.size(); i++) {
                long nanos = all.get(i).run(connections, roundTrips);
                if (round >= 0) {
                    rates.get(i)[round] = connections * (double) roundTrips * 1e9 / nanos;
                }
            }
        }
        double[] limit = rates.get(0).clone();
        for (int i = 0; i < all.size(); i++) {
            double[] ratios = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                ratios[round] = rates.get(i)[round] / limit[round];
            }
            print(connections, all.get(i), rates.get(i), ratios);
        }
    }

    private static void print(int connections, Echo echo, double[] rates, double[] ratios) {
        Arrays.sort(rates);
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "%11d  %-16s %,12.0f  %,10.0f to %,9.0f  %.2f (%.2f to %.2f)%n",
                connections,
                echo.name(),
                rates[ROUNDS / 2],
                rates[0],
                rates[ROUNDS - 1],
                ratios[ROUNDS / 2],
                ratios[0],
                ratios[ROUNDS - 1]);
    }
}
