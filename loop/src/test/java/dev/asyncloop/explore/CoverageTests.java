// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.asyncloop.Loop;
import dev.asyncloop.schedule.Schedule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The figures of small programs, and how they are put into words. */
class CoverageTests {

    private record Said(long drawn, boolean isExhausted, String guarantee) implements Search {

        @Override
        public @Nullable Schedule next() {
            return null;
        }

        @Override
        public String describe() {
            return "all orders";
        }
    }

    private static final Search NOTHING = new Said(0, false, "");

    /** Two tasks, one of which yields once and the other not at all. */
    private static void add(Coverage coverage, int first) {
        try (Loop loop = Loop.builder()
                .schedule(Schedule.of("first " + first, 0, () -> new FixedChoices(new int[] {first})))
                .build()) {
            loop.spawn("yields", loop::yieldNow);
            loop.spawn("straight", () -> {});
            loop.runUntilIdle();
            coverage.add(loop);
        }
    }

    @Test
    void add_twoOrders_countsExactly() {
        Coverage coverage = new Coverage();
        add(coverage, 0);
        add(coverage, 1);
        add(coverage, 1);

        assertThat(coverage.schedules()).isEqualTo(3);
        assertThat(coverage.distinctOrders()).isEqualTo(2);
        assertThat(coverage.fewestChoices()).isEqualTo(1);
        assertThat(coverage.mostChoices()).isEqualTo(2);
        assertThat(coverage.neverYielded()).containsExactly("straight");
        assertThat(coverage.isOnlyOneOrder()).isFalse();
    }

    @Test
    void toString_twoOrders_showsTheFigures() {
        Coverage coverage = new Coverage();
        add(coverage, 0);
        add(coverage, 1);

        assertThat(coverage).hasToString("2 schedules, all 2 distinct, 1 to 2 choices");
    }

    @Test
    void line_mixture_saysAllThatIsKnown() {
        Coverage coverage = new Coverage();
        add(coverage, 0);
        add(coverage, 1);

        assertThat(coverage.line(new Said(0, true, "a bug of depth 2 would have been missed with probability <= 0.1")))
                .isEqualTo(
                        "2 schedules, all 2 distinct, 1 to 2 choices; that is all orders; a bug of depth 2 would have been"
                                + " missed with probability <= 0.1; never yielded: \"straight\"");
    }

    @Test
    void line_drawnAtRandom_saysWhatWouldHaveBeenMissed() {
        Coverage coverage = new Coverage();
        for (int i = 0; i < 1_000; i++) {
            add(coverage, i % 2);
        }

        assertThat(coverage.line(new Said(2_000, false, "")))
                .startsWith("1,000 schedules, 2 distinct, 1 to 2 choices; a failure that strikes random orders with"
                        + " probability >= 0.3 % would have been missed with probability <= 5 % (1,000 drawn)");
        assertThat(coverage.missProbability(0.003, new Said(1_000, false, ""))).isEqualTo(0.0496, within(0.001));
        assertThat(coverage.missProbability(0.5, NOTHING)).isEqualTo(1);
    }

    @Test
    void line_onlyOneOrder_warns() {
        Coverage coverage = new Coverage();
        for (int i = 0; i < 2; i++) {
            try (Loop loop = Loop.create()) {
                loop.run(() -> loop.spawn("child", () -> {}).await());
                coverage.add(loop);
            }
        }

        assertThat(coverage.isOnlyOneOrder()).isTrue();
        assertThat(coverage.line(new Said(1, false, "")))
                .startsWith("2 schedules, but only one order was possible: there was never more than one candidate");
    }

    @Test
    void figures_noRun_areZero() {
        Coverage coverage = new Coverage();

        assertThat(coverage.isOnlyOneOrder()).isFalse();
        assertThat(coverage.fewestChoices()).isZero();
        assertThat(coverage.line(NOTHING)).isEqualTo("0 schedules, all 0 distinct, 0 choices");
    }
}
