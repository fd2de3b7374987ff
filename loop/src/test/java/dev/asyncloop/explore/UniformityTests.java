// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import static dev.asyncloop.explore.Statistics.chiSquared;
import static dev.asyncloop.explore.Statistics.count;
import static dev.asyncloop.explore.Statistics.limit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.explore.Simulation.Actor;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How evenly the walks are spread over the interleavings of small programs: by statistics, at fixed seeds. */
class UniformityTests {

    private static final int ORDERS = 20_000;

    private static Search search(Strategy strategy) {
        return strategy.search(0, 0x5eed);
    }

    private static Simulation threeTimesTwo() {
        Simulation run = new Simulation();
        run.actorOf(2);
        run.actorOf(2);
        run.actorOf(2);
        return run;
    }

    private static Simulation ofDifferentLengths() {
        Simulation run = new Simulation();
        run.actorOf(1);
        run.actorOf(2);
        run.actorOf(6);
        return run;
    }

    private static Simulation withSpawns() {
        Simulation run = new Simulation();
        Actor main = run.actor();
        Actor first = run.child(main).points(1);
        Actor second = run.child(main).points(1);
        main.start(first).start(second).points(1);
        return run;
    }

    @Test
    void urw_threeTasksOfTwoSteps_isUniform() {
        Map<String, Integer> orders =
                count(search(Strategy.URW), ORDERS, UniformityTests::threeTimesTwo, Simulation::order);

        assertThat(orders).hasSize(90); // 6! / (2! 2! 2!)
        assertThat(chiSquared(orders, 90)).isLessThan(limit(90));
    }

    @Test
    void urw_tasksOfDifferentLengths_isUniform() {
        Map<String, Integer> orders =
                count(search(Strategy.URW), ORDERS, UniformityTests::ofDifferentLengths, Simulation::order);

        assertThat(orders).hasSize(252); // 9! / (1! 2! 6!)
        assertThat(chiSquared(orders, 252)).isLessThan(limit(252));
    }

    @Test
    void urw_tasksThatAreSpawned_isUniform() {
        Map<String, Integer> orders =
                count(search(Strategy.URW), ORDERS, UniformityTests::withSpawns, Simulation::order);

        assertThat(orders).hasSize(45); // 8! / (8 · 7 · 4 · 2 · 2), the hook length formula of a forest
        assertThat(chiSquared(orders, 45)).isLessThan(limit(45));
    }

    @Test
    void random_tasksOfDifferentLengths_isFarFromUniform() {
        Map<String, Integer> orders =
                count(search(Strategy.RANDOM), ORDERS, UniformityTests::ofDifferentLengths, Simulation::order);

        assertThat(chiSquared(orders, 252)).isGreaterThan(10 * limit(252));
    }

    @Test
    void random_tasksThatAreSpawned_isFarFromUniform() {
        Map<String, Integer> orders =
                count(search(Strategy.RANDOM), ORDERS, UniformityTests::withSpawns, Simulation::order);

        assertThat(chiSquared(orders, 45)).isGreaterThan(10 * limit(45));
    }

    /** Three actors write a cell twice each, with other steps before and in between, and one of their own afterwards. */
    private static Simulation writers(StringBuilder writes) {
        Simulation run = new Simulation();
        Actor main = run.actor();
        for (int i = 0; i < 3; i++) {
            int name = i;
            main.start(run.child(main)
                    .points(4 * i)
                    .write(7, () -> writes.append(name))
                    .points(i)
                    .write(7, () -> writes.append(name))
                    .points(5 - i)
                    .write(100 + i, () -> {}));
        }
        return run;
    }

    private static Map<String, Integer> writes(Strategy strategy) {
        StringBuilder writes = new StringBuilder();
        return count(
                search(strategy),
                ORDERS,
                () -> {
                    writes.setLength(0);
                    return writers(writes);
                },
                run -> writes.toString());
    }

    @Test
    void surw_interestingEvents_areUniform() {
        Map<String, Integer> writes = writes(Strategy.SURW);

        assertThat(writes).hasSize(90);
        assertThat(chiSquared(writes, 90)).isLessThan(limit(90));
    }

    @Test
    void urw_interestingEvents_areFarFromUniform() {
        assertThat(chiSquared(writes(Strategy.URW), 90)).isGreaterThan(10 * limit(90));
    }
}
