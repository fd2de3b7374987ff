// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.throughput;

import dev.asyncloop.benchmarks.table.Sample;
import dev.asyncloop.explore.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Schedules a second, with nothing in them and with 24 steps, on the loop alone and in a node of JUnit: prints samples. */
public final class ScheduleRates {

    private static final String UNIT = "schedules/s";

    private final int rounds;
    private final int share;

    ScheduleRates(int rounds, int share) {
        this.rounds = rounds;
        this.share = share;
    }

    /**
     * Prints samples.
     *
     * @param args how many rounds, and the share of {@link Runs#perRound} that each makes: one in so many
     */
    public static void main(String[] args) {
        ScheduleRates rates = new ScheduleRates(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
        rates.measure().forEach(sample -> System.out.println(sample.line()));
    }

    /** Measures everything; those of Lincheck come last, since its agent changes the classes of the process. */
    List<Sample> measure() {
        List<Sample> samples = new ArrayList<>();
        for (Body body : Body.values()) {
            String suffix = body == Body.EMPTY ? ", empty" : ", 24 steps";
            Map<String, Runs> onLoop = new LinkedHashMap<>();
            onLoop.put("asyncloop", new ExploredLoops(Strategy.RANDOM, body));
            onLoop.put("asyncloop, portfolio", new ExploredLoops(Strategy.PORTFOLIO, body));
            onLoop.put("asyncloop, Loop.builder()", new BareLoops(body));
            onLoop.put("kotlinx runTest", new CoroutineRuns(body == Body.EMPTY ? 0 : ThreeTasks.STEPS_EACH));
            measure("schedule" + suffix, onLoop, samples);
            Map<String, Runs> inNode = new LinkedHashMap<>();
            inNode.put("asyncloop", new TestNode(body));
            inNode.put("JUnit, repeated test", new EmptyTests());
            measure("schedule in a JUnit node" + suffix, inNode, samples);
        }
        measure("schedule, 24 steps", Map.of("Lincheck", new LincheckRuns()), samples);
        return samples;
    }

    private void measure(String row, Map<String, Runs> subjects, List<Sample> samples) {
        for (int round = -1; round < rounds; round++) {
            boolean warmUp = round < 0;
            subjects.forEach((subject, runs) -> {
                int count = Math.max(1, runs.perRound() / share);
                long began = System.nanoTime();
                runs.run(count);
                if (!warmUp) {
                    samples.add(new Sample(row, subject, UNIT, count * 1e9 / (System.nanoTime() - began)));
                }
            });
        }
    }
}
