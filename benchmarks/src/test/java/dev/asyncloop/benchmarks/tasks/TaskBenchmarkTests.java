// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class TaskBenchmarkTests {

    @ParameterizedTest
    @EnumSource
    void benchmark_ofAnySubject_switchesAndSpawnsAsOftenAsItSays(TaskSubject subject) {
        assumeTrue(
                subject == TaskSubject.COROUTINES || Runtime.version().feature() >= 21,
                "tasks are measured on virtual threads only");
        TaskBenchmark benchmark = new TaskBenchmark();
        benchmark.subject = subject;
        benchmark.open();

        assertThat(benchmark.yieldNow()).isEqualTo(TaskBenchmark.SWITCHES);
        assertThat(benchmark.sleep()).isEqualTo(TaskBenchmark.SWITCHES);
        assertThat(benchmark.handOver()).isEqualTo(TaskBenchmark.SWITCHES);
        assertThat(benchmark.spawn()).isEqualTo(TaskBenchmark.TASKS);
        benchmark.close();
    }
}
