// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class DispatchBenchmarkTests {

    @ParameterizedTest
    @EnumSource
    void benchmark_ofAnySubject_runsEveryCallback(DispatchSubject subject) {
        DispatchBenchmark benchmark = new DispatchBenchmark();
        benchmark.subject = subject;
        benchmark.open();

        assertThat(benchmark.chain()).isEqualTo(DispatchBenchmark.CALLBACKS);
        assertThat(benchmark.batch()).isEqualTo(2L * DispatchBenchmark.CALLBACKS);
        benchmark.close();
    }

    @ParameterizedTest
    @EnumSource
    void callback_queuedByAnother_runsAfterIt(DispatchSubject subject) {
        List<String> ran = new ArrayList<>();
        try (Callbacks callbacks = subject.create()) {
            callbacks.callSoon(() -> {
                callbacks.callSoon(() -> ran.add("inner"));
                ran.add("outer");
            });
            callbacks.run();
        }

        assertThat(ran).containsExactly("outer", "inner");
    }
}
