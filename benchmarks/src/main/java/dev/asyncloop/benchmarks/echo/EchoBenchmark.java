// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.echo;

import dev.asyncloop.benchmarks.table.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Echo round trips a second, beside the limit and a peer in the same run: the rounds alternate, so that what else the machine
 * does falls on all alike, and what is compared is a ratio. {@code mvn -q -Pecho compile} runs it.
 */
public final class EchoBenchmark {

    private static final List<Echo> ALL = List.of(new NioEcho(), new StreamEcho(), new NettyEcho());

    private final int warmUps;
    private final int rounds;
    private final int total;

    EchoBenchmark(int warmUps, int rounds, int total) {
        this.warmUps = warmUps;
        this.rounds = rounds;
        this.total = total;
    }

    /**
     * Prints the table, or samples.
     *
     * @param args for the table, none; for samples how many rounds to warm up with, how many to measure, and the round trips of
     *     one on all connections
     */
    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            int[] numbers = Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
            EchoBenchmark benchmark = new EchoBenchmark(numbers[0], numbers[1], numbers[2]);
            benchmark.samples().forEach(sample -> System.out.println(sample.line()));
        } else {
            new EchoBenchmark(3, 5, 200_000).table();
        }
    }

    /** Measures one connection and a hundred. */
    List<Sample> samples() throws Exception {
        List<Sample> samples = new ArrayList<>();
        for (int connections : new int[] {1, 100}) {
            List<double[]> rates = measure(connections);
            String row = "echo, " + connections + (connections == 1 ? " connection" : " connections");
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < ALL.size(); i++) {
                    samples.add(new Sample(row, ALL.get(i).name(), "round trips/s", rates.get(i)[round]));
                }
            }
        }
        return samples;
    }

    private void table() throws Exception {
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
            List<double[]> rates = measure(connections);
            double[] limit = rates.get(0).clone();
            for (int i = 0; i < ALL.size(); i++) {
                print(connections, ALL.get(i), rates.get(i), limit);
            }
        }
    }

    /** Returns the round trips a second of each, round by round; a lone connection makes an eighth of them. */
    private List<double[]> measure(int connections) throws Exception {
        int roundTrips = Math.max(1, (connections == 1 ? total / 8 : total) / connections);
        List<double[]> rates = new ArrayList<>();
        for (int i = 0; i < ALL.size(); i++) {
            rates.add(new double[rounds]);
        }
        for (int round = -warmUps; round < rounds; round++) {
            for (int i = 0; i < ALL.size(); i++) {
                long nanos = ALL.get(i).run(connections, roundTrips);
                if (round >= 0) {
                    rates.get(i)[round] = connections * (double) roundTrips * 1e9 / nanos;
                }
            }
        }
        return rates;
    }

    private void print(int connections, Echo echo, double[] rates, double[] limit) {
        double[] ratios = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            ratios[round] = rates[round] / limit[round];
        }
        Arrays.sort(rates);
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "%11d  %-16s %,12.0f  %,10.0f to %,9.0f  %.2f (%.2f to %.2f)%n",
                connections,
                echo.name(),
                rates[rounds / 2],
                rates[0],
                rates[rounds - 1],
                ratios[rounds / 2],
                ratios[0],
                ratios[rounds - 1]);
    }
}
