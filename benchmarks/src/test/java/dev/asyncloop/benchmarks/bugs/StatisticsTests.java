// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTests {

    @Test
    void mean_someHaveNotFoundIt_isThatOfTheOthers() {
        assertThat(new Statistics(5, List.of(10, 1, 4)).mean()).isEqualTo(5);
    }

    @Test
    void mean_noneHasFoundIt_isNoNumber() {
        assertThat(new Statistics(2, List.of()).mean()).isNaN();
    }

    @Test
    void median_odd_isTheMiddleOne() {
        assertThat(new Statistics(3, List.of(9, 1, 4)).median()).isEqualTo(4);
    }

    @Test
    void median_even_isBetweenTheMiddleOnes() {
        assertThat(new Statistics(4, List.of(9, 1, 4, 7)).median()).isEqualTo(5.5);
    }

    @Test
    void median_halfHaveNotFoundIt_isInfinite() {
        assertThat(new Statistics(4, List.of(1, 2)).median()).isInfinite();
    }

    @Test
    void median_fewHaveNotFoundIt_countsThemAsLarge() {
        assertThat(new Statistics(5, List.of(1, 2, 3)).median()).isEqualTo(3);
    }
}
