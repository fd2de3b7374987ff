// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTests {

    @Test
    void median_ofAnOddNumber_isTheOneInTheMiddle() {
        assertThat(Spread.of(List.of(5.0, 1.0, 3.0))).isEqualTo(new Spread(3, 1, 5));
    }

    @Test
    void median_ofAnEvenNumber_isTheMeanOfTheTwoInTheMiddle() {
        assertThat(Spread.of(List.of(8.0, 1.0, 4.0, 2.0))).isEqualTo(new Spread(3, 1, 8));
    }

    @Test
    void median_ofOne_isIt() {
        assertThat(Spread.of(List.of(7.0))).isEqualTo(new Spread(7, 7, 7));
    }

    @Test
    void text_ofLargeFigures_hasCommasAndAsManyDecimalsAsAskedFor() {
        assertThat(new Spread(1_234.56, 0.04, 12_345.6).text(1)).isEqualTo("1,234.6 (0.0 to 12,345.6)");
    }
}
