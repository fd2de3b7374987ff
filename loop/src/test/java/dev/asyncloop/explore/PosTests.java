// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import static dev.asyncloop.explore.Statistics.count;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.explore.Simulation.Actor;
import dev.asyncloop.schedule.StepKind;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** POS draws an order of conflicting events, and no more than that. */
class PosTests {

    private static final int ORDERS = 10_000;

    /** Each actor writes the one cell and then the other, or the other way round; tells the order of the accesses to each. */
    private static Simulation writers(StringBuilder[] accesses) {
        accesses[0] = new StringBuilder();
        accesses[1] = new StringBuilder();
        Simulation run = new Simulation();
        for (int i = 0; i < 3; i++) {
            String name = String.valueOf(i);
            int first = i % 2;
            run.actor()
                    .write(1 + first, () -> accesses[first].append(name))
                    .write(2 - first, () -> accesses[1 - first].append(name));
        }
        return run;
    }

    private static Map<String, Integer> partialOrders(Strategy strategy) {
        StringBuilder[] accesses = new StringBuilder[2];
        return count(strategy.search(0, 11), ORDERS, () -> writers(accesses), run -> accesses[0] + "/" + accesses[1]);
    }

    @Test
    void orders_ofConflictingEvents_areAllReached() {
        Map<String, Integer> all = partialOrders(Strategy.RANDOM);

        assertThat(all).hasSizeGreaterThan(20);
        assertThat(partialOrders(Strategy.POS).keySet()).containsExactlyInAnyOrderElementsOf(all.keySet());
    }

    /** One makes six accesses to a cell once the other is about to make its only one; fails if that comes last. */
    private static Simulation late(boolean write) {
        Simulation run = new Simulation();
        boolean[] begun = new boolean[1];
        int[] made = new int[1];
        Actor one = run.actor().point(() -> begun[0] = true);
        Actor many = run.actor().step(StepKind.RESUME, 0, false, () -> begun[0], () -> {});
        for (int i = 0; i < 6; i++) {
            access(many, write, () -> made[0]++);
        }
        access(one, write, () -> {
            if (made[0] == 6) {
                run.fail();
            }
        });
        return run;
    }

    private static void access(Actor actor, boolean write, Runnable action) {
        if (write) {
            actor.write(1, action);
        } else {
            actor.read(1, action);
        }
    }

    @Test
    void priority_isDrawnAgain_afterAConflictOnly() {
        int writes = Statistics.failures(Strategy.POS.search(0, 4), ORDERS, () -> late(true));
        int reads = Statistics.failures(Strategy.POS.search(0, 4), ORDERS, () -> late(false));

        assertThat(writes / (double) ORDERS).isBetween(0.007, 0.014); // below two, then five times below one: 1 / 96
        assertThat(reads / (double) ORDERS).isBetween(0.11, 0.14); // the lowest of eight
    }
}
