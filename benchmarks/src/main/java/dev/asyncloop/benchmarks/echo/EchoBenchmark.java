// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.echo;

import dev.asyncloop.benchmarks.table.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Echo round trips a second, beside the limit and a peer in the same run: the rounds alternate, so that what else the machine does
 * falls on all alike.
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
     * Prints samples.
     *
     * @param args how many rounds to warm up with, how many to measure, the round trips of one on all connections, and one or
     *     several numbers of connections
     */
    public static void main(String[] args) throws Exception {
        int[] numbers = Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
        EchoBenchmark benchmark = new EchoBenchmark(numbers[0], numbers[1], numbers[2]);
        for (int connections : Arrays.copyOfRange(numbers, 3, numbers.length)) {
            benchmark.measure(connections).forEach(sample -> System.out.println(sample.line()));
        }
    }

    /** Measures all, round by round; a lone connection makes an eighth of the round trips. */
    private List<Sample> measure(int connections) throws Exception {
        String row = String.format(Locale.ROOT, "echo, %,d connection%s", connections, connections == 1 ? "" : "s");
        int roundTrips = Math.max(1, (connections == 1 ? total / 8 : total) / connections);
        List<Sample> samples = new ArrayList<>();
        for (int round = -warmUps; round < rounds; round++) {
            for (Echo echo : ALL) {
                double seconds = echo.run(connections, roundTrips) / 1e9;
                if (round >= 0) {
                    samples.add(
                            new Sample(row, echo.name(), "round trips/s", connections * (double) roundTrips / seconds));
                }
            }
        }
        return samples;
    }
}
