// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTests {

    private static Series series(String unit, Double... values) {
        return new Series("somebody", Kind.PEER, unit, List.of(values));
    }

    @Test
    void costOf_severalRounds_comparesEachWithTheSameRound() {
        // the machine is ten times slower in the second round; the ratios are not
        assertThat(series("ns", 1.0, 10.0, 2.0).costOf(series("ns", 2.0, 20.0, 1.0)))
                .isEqualTo(new Spread(0.5, 0.5, 2));
    }

    @Test
    void costOf_rates_isTurnedRoundSinceMoreIsBetter() {
        assertThat(series("schedules/s", 100.0).costOf(series("schedules/s", 25.0)))
                .isEqualTo(new Spread(0.25, 0.25, 0.25));
    }

    @Test
    void costOf_otherWithFewerRounds_comparesThoseOfBoth() {
        assertThat(series("ns", 1.0, 2.0, 99.0).costOf(series("ns", 1.0, 1.0))).isEqualTo(new Spread(1.5, 1, 2));
    }

    @Test
    void above_severalRounds_isTheDifferenceInEach() {
        assertThat(series("ns", 30.0, 50.0, 70.0).above(series("ns", 20.0, 30.0, 40.0)))
                .isEqualTo(new Spread(20, 10, 30));
    }

    @Test
    void spread_isOfTheFiguresThemselves() {
        assertThat(series("ns", 4.0, 2.0).spread()).isEqualTo(new Spread(3, 2, 4));
    }
}
