// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.throughput;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.asyncloop.explore.Strategy;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class RunsTests {

    static Stream<Runs> all() {
        return Stream.of(new BareLoops(), new ExploredLoops(Strategy.PORTFOLIO), new TestNode(), new LincheckRuns());
    }

    @ParameterizedTest
    @MethodSource("all")
    void run_fewOrders_runsThemAll(Runs runs) {
        assumeTrue(
                !(runs instanceof BareLoops) || Runtime.version().feature() >= 21,
                "bare loops are measured on virtual threads only");
        assertThatNoException().isThrownBy(() -> runs.run(10));
    }
}
