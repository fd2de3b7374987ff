// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.asyncloop.benchmarks.choice.ChoiceBenchmark;
import dev.asyncloop.benchmarks.choice.ChoiceSubject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class JmhRowTests {

    @Test
    void row_inQuickMode_hasASampleForEachIterationOfEachSubject() throws Exception {
        assumeTrue(
                JmhRow.class.getResource("/META-INF/BenchmarkList") != null,
                "this build runs no annotation processors, so JMH has no benchmarks");

        List<Sample> samples = JmhRow.of("choice", ChoiceBenchmark.class, "choose", ChoiceSubject.SWAP_REMOVE)
                .with("candidates", 10)
                .measure(Mode.QUICK);

        assertThat(samples)
                .hasSize(Mode.QUICK.iterations)
                .allMatch(sample -> sample.row().equals("choice")
                        && sample.subject().equals("array swap-remove")
                        && sample.unit().equals("ns"));
    }
}
