// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import static dev.asyncloop.explore.Statistics.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.asyncloop.schedule.Candidates;
import dev.asyncloop.schedule.ChoiceSource;
import dev.asyncloop.schedule.Schedule;
import dev.asyncloop.schedule.Seeds;
import dev.asyncloop.schedule.StepKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What all strategies have in common that draw their orders. */
class StrategyTests {

    private static List<String> orders(Strategy strategy, long root, int count) {
        Search search = strategy.search(0, root);
        List<String> orders = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            orders.add(BuggyPrograms.wrongLock(3).run(next(search)).order());
        }
        return orders;
    }

    @ParameterizedTest
    @EnumSource(names = {"RANDOM", "PCT", "POS", "URW", "SURW", "PORTFOLIO"})
    void first_order_isFifo(Strategy strategy) {
        Schedule first = next(strategy.search(0, 1));

        assertThat(first).isEqualTo(Schedule.fifo());
        assertThat(first.isWritten()).isTrue();
        assertThat(BuggyPrograms.wrongLock(3).run(first).order())
                .isEqualTo(BuggyPrograms.wrongLock(3).run(Schedule.fifo()).order());
    }

    @ParameterizedTest
    @EnumSource(names = {"RANDOM", "PCT", "POS", "URW", "SURW", "PORTFOLIO"})
    void orders_ofOneRoot_areTheSame(Strategy strategy) {
        List<String> orders = orders(strategy, 0x5eed, 50);

        assertThat(orders(strategy, 0x5eed, 50)).isEqualTo(orders);
        assertThat(orders(strategy, 0x5eee, 50)).isNotEqualTo(orders);
    }

    @ParameterizedTest
    @EnumSource(names = {"RANDOM", "PCT", "POS", "URW", "SURW", "PORTFOLIO"})
    void order_thatIsRunAgain_isTheSame(Strategy strategy) {
        Search search = strategy.search(0, 7);
        for (int n = 0; n < 20; n++) {
            Schedule order = next(search);
            String first = BuggyPrograms.reorder(4).run(order).order();
            assertThat(BuggyPrograms.reorder(4).run(order).order()).isEqualTo(first);
        }
    }

    @Test
    void randomOrders_areWrittenAsSeeds() {
        Search search = Strategy.RANDOM.search(0, 99);

        assertThat(List.of(next(search), next(search), next(search)))
                .containsExactly(Schedule.fifo(), Schedule.random(Seeds.nth(99, 2)), Schedule.random(Seeds.nth(99, 3)));
        assertThat(search.drawn()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"RANDOM", "PCT", "POS", "URW", "SURW", "PORTFOLIO"})
    void values_areDrawnByTheirWeights(Strategy strategy) {
        Search search = strategy.search(0, 3);
        BuggyPrograms.reorder(4).run(next(search));
        int[] counts = new int[3];
        while (search.drawn() < 100) {
            long drawn = search.drawn();
            ChoiceSource source = next(search).newSource();
            if (search.drawn() == drawn) {
                continue; // the portfolio has some orders that are not drawn
            }
            for (int i = 0; i < 80; i++) {
                counts[source.choose(3, new Values(1, 2, 5))]++;
            }
        }
        assertThat(Statistics.chiSquared(counts, 1, 2, 5)).isLessThan(Statistics.limit(3));
    }

    @Test
    void bound_thatIsNegative_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Strategy.PCT.search(-1, 0))
                .withMessageContaining("-1");
    }

    /** Values that a program asks for. */
    private static final class Values implements Candidates {

        private final double[] weights;

        Values(double... weights) {
            this.weights = weights;
        }

        @Override
        public int size() {
            return weights.length;
        }

        @Override
        public long actor(int index) {
            return 1;
        }

        @Override
        public StepKind kind(int index) {
            return StepKind.VALUE;
        }

        @Override
        public double weight(int index) {
            return weights[index];
        }
    }
}
