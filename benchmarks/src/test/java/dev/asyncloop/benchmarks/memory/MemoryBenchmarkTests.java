// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.asyncloop.benchmarks.table.Sample;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That they work; no figure is good enough here, in a JVM that does other things too. */
@Timeout(120)
class MemoryBenchmarkTests {

    @BeforeEach
    void virtualThreads() {
        assumeTrue(Runtime.version().feature() >= 21, "idle tasks are measured on virtual threads only");
    }

    @Test
    void measure_fewThings_everythingTakesSpace() {
        List<Sample> samples = new MemoryBenchmark(10_000).measure();
        assertThat(samples)
                .extracting(Sample::row, Sample::subject)
                .doesNotHaveDuplicates()
                .hasSize(11);
        assertThat(samples).allMatch(sample -> sample.unit().equals("bytes"));
        assertThat(samples)
                .filteredOn(sample -> sample.row().endsWith("task"))
                .allSatisfy(sample -> assertThat(sample.value()).isBetween(100.0, 10_000.0));
    }

    @Test
    void sleepers_few_allEnd() {
        assertThat(MillionSleepers.run(1_000)).extracting(Sample::unit).containsExactly("s", "MiB", "MiB");
    }
}
