// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.growth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import dev.asyncloop.benchmarks.table.Sample;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class GrowthBenchmarkTests {

    private static final int COUNT = 10;

    @ParameterizedTest
    @EnumSource
    void measure_few_namesTheRowAndTakesTime(Operation operation) {
        List<Sample> samples = new GrowthBenchmark(operation, COUNT).measure(1);
        assertThat(samples.get(0).row()).isEqualTo("growth: " + operation + ", n = 10");
        assertThat(samples).hasSize(operation.isTimer() ? 2 : 1).allMatch(sample -> sample.value() > 0);
    }

    @ParameterizedTest
    @EnumSource
    void run_few_leavesNothingBehind(Operation operation) {
        Duration[] delays = new Duration[COUNT];
        Arrays.fill(delays, Duration.ofNanos(1));
        try (Loop loop = Loop.create()) {
            loop.run(() -> operation.run(loop, delays));
            assertThat(loop.readyCount()).isZero();
            assertThat(loop.timerCount()).isZero();
            assertThat(loop.tasks()).isEmpty();
            assertThat(loop.trace().steps())
                    .isGreaterThanOrEqualTo(operation == Operation.TIMERS_CANCELLED ? 1 : COUNT);
        }
    }
}
