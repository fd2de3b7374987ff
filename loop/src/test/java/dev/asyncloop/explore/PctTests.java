// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.explore.Simulation.Actor;
import dev.asyncloop.schedule.StepKind;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** PCT hits a bug of depth d with probability 1 / (n k^(d - 1)) at least, for n actors and k choices. */
class PctTests {

    private static final int ORDERS = 20_000;

    /** Fails if one actor begins, and the other is run from its beginning to its end before the one goes on. */
    private static Simulation ofDepth2() {
        Simulation run = new Simulation();
        AtomicInteger state = new AtomicInteger();
        run.actor().points(3).point(() -> state.set(1)).point(() -> {
            if (state.get() == 2) {
                run.fail();
            }
        });
        run.actor().point(() -> state.compareAndSet(1, 3)).points(20).point(() -> state.compareAndSet(3, 2));
        return run;
    }

    /** Fails if two actors take turns twice: one, the other, one, the other. */
    private static Simulation ofDepth3() {
        Simulation run = new Simulation();
        AtomicInteger state = new AtomicInteger();
        Actor one = run.actor();
        Actor other = run.actor();
        one.points(5).point(() -> state.compareAndSet(0, 1)).points(5).point(() -> state.compareAndSet(2, 3));
        other.points(5).point(() -> state.compareAndSet(1, 2)).points(5).point(() -> {
            if (state.get() == 3) {
                run.fail();
            }
        });
        return run;
    }

    /** Returns what is guaranteed of so many orders, less four standard deviations. */
    private static double atLeast(double probability) {
        return ORDERS * probability - 4 * Math.sqrt(ORDERS * probability * (1 - probability));
    }

    @Test
    void bug_ofDepth2_isHitAsOftenAsGuaranteed() {
        int choices = 28;
        assertThat(Statistics.failures(Strategy.PCT.search(2, 5), ORDERS, PctTests::ofDepth2))
                .isGreaterThan((int) atLeast(1 / (2.0 * choices)));
        assertThat(Statistics.failures(Strategy.RANDOM.search(0, 5), ORDERS, PctTests::ofDepth2))
                .isLessThan((int) atLeast(1 / (2.0 * choices)));
    }

    @Test
    void bug_ofDepth3_isHitAsOftenAsGuaranteed() {
        int choices = 26;
        assertThat(Statistics.failures(Strategy.PCT.search(3, 5), ORDERS, PctTests::ofDepth3))
                .isGreaterThan((int) atLeast(1 / (2.0 * choices * choices)));
    }

    @Test
    void bug_ofDepth3_isNotHitWithDepth1() {
        assertThat(Statistics.failures(Strategy.PCT.search(1, 5), 1_000, PctTests::ofDepth3))
                .isZero();
    }

    @Test
    void guarantee_ofManyOrders_isTold() {
        Search search = Strategy.PCT.search(2, 5);
        assertThat(search.guarantee()).isEmpty();

        Statistics.failures(search, 200, PctTests::ofDepth2);

        assertThat(search.guarantee())
                .matches(
                        "a bug of depth 2 among 2 actors and 2\\d choices would have been missed with probability <= 0\\.0\\d+");
    }

    /** One waits for the other by asking again and again; fails if it has to ask more often than is allowed. */
    private static Simulation spinning(StepKind kind, int allowed) {
        Simulation run = new Simulation();
        int[] asked = new int[1];
        boolean[] ready = new boolean[1];
        run.actor().points(3).point(() -> ready[0] = true);
        Actor spinner = run.actor();
        for (int i = 0; i < 5_000; i++) {
            spinner.step(kind, 0, false, () -> true, () -> {
                if (ready[0]) {
                    spinner.stop();
                } else if (++asked[0] > allowed) {
                    run.fail();
                }
            });
        }
        return run;
    }

    @Test
    void spinner_thatYields_letsOthersRunSoon() {
        assertThat(Statistics.failures(Strategy.PCT.search(0, 8), 100, () -> spinning(StepKind.YIELD, 50)))
                .isZero();
        assertThat(Statistics.failures(Strategy.PCT.search(0, 8), 100, () -> spinning(StepKind.YIELD, 5)))
                .isPositive();
    }

    @Test
    void spinner_thatDoesNotYield_letsOthersRunInTheEnd() {
        assertThat(Statistics.failures(Strategy.PCT.search(0, 8), 100, () -> spinning(StepKind.POINT, 1_200)))
                .isZero();
    }
}
