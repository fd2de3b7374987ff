// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.asyncloop.explore.Strategy;
import org.junit.jupiter.api.Test;

class OptionsTests {

    @Test
    void parse_emptyValues_areTheDefaults() {
        assertThat(Options.parse("roots=", "programs=")).isEqualTo(Options.parse());
        assertThat(Options.parse().subjects()).isEqualTo(Subjects.ALL);
    }

    @Test
    void parse_values_replaceTheDefaults() {
        Options options = Options.parse("programs=stack,queue", "strategies=pct,pos", "roots=3", "cap=50", "threads=1");

        assertThat(options.subjects()).extracting(Subject::name).containsExactly("stack", "stack~", "queue");
        assertThat(options.strategies()).containsExactly(Strategy.PCT, Strategy.POS);
        assertThat(options.roots()).isEqualTo(3);
        assertThat(options.cap()).isEqualTo(50);
        assertThat(options.threads()).isEqualTo(1);
    }

    @Test
    void parse_unknownOption_saysWhichThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse("root=3"))
                .withMessageContaining("roots");
    }
}
