// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.choice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class ChoiceBenchmarkTests {

    @ParameterizedTest
    @EnumSource
    void benchmark_ofAnySubject_runsAsManyStepsAsItSays(ChoiceSubject subject) {
        ChoiceBenchmark benchmark = new ChoiceBenchmark();
        benchmark.subject = subject;
        benchmark.candidates = 10;
        benchmark.open();

        long before = benchmark.choose();

        assertThat(benchmark.choose() - before).isEqualTo(ChoiceBenchmark.STEPS);
        benchmark.close();
    }
}
