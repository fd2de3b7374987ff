// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleTests {

    @Test
    void sample_writtenAndRead_isTheSame() {
        Sample sample = new Sample("timer, fire", "binary heap of longs", "ns", 213.25);

        assertThat(sample.line()).isEqualTo("timer, fire\tbinary heap of longs\tns\t213.25");
        assertThat(Sample.parse(sample.line())).isEqualTo(sample);
    }

    @Test
    void line_withTooFewFields_isRejectedAndShown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sample.parse("WARNING: hidden"))
                .withMessageContaining("not 1 field(s)")
                .withMessageContaining("WARNING: hidden");
    }

    @Test
    void line_withTextAsValue_isRejectedAndShown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sample.parse("row\tsubject\tns\tfast"))
                .withMessageContaining("not \"fast\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "NaN", "Infinity"})
    void line_withValueThatIsNoFigure_isRejected(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sample.parse("row\tsubject\tns\t" + value))
                .withMessageContaining("positive and finite")
                .withMessageContaining("\"row\" of \"subject\"");
    }

    @Test
    void name_blank_isRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sample("row", " ", "ns", 1))
                .withMessageContaining("not blank");
    }

    @ParameterizedTest
    @CsvSource({"ns, false", "B, false", "schedules/s, true"})
    void unit_isRate_ifItIsPerSecond(String unit, boolean isRate) {
        assertThat(new Sample("row", "subject", unit, 1).isRate()).isEqualTo(isRate);
    }
}
