// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.asyncloop.Loop;
import dev.asyncloop.explore.Strategy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class RunsTests {

    /** All but bare loops fail by themselves if not as many are run. */
    static Stream<Runs> all() {
        return Stream.of(
                new BareLoops(Body.EMPTY),
                new BareLoops(Body.STEPS),
                new ExploredLoops(Strategy.RANDOM, Body.EMPTY),
                new ExploredLoops(Strategy.RANDOM, Body.STEPS),
                new ExploredLoops(Strategy.PORTFOLIO, Body.STEPS),
                new TestNode(Body.EMPTY),
                new TestNode(Body.STEPS),
                new EmptyTests(),
                new CoroutineRuns(0),
                new CoroutineRuns(ThreeTasks.STEPS_EACH),
                new LincheckRuns());
    }

    @ParameterizedTest
    @MethodSource("all")
    void run_fewOrders_runsThemAll(Runs runs) {
        assumeTrue(
                !(runs instanceof BareLoops) || Runtime.version().feature() >= 21,
                "bare loops are measured on virtual threads only");
        assertThatNoException().isThrownBy(() -> runs.run(10));
    }

    @ParameterizedTest
    @CsvSource({"EMPTY, 0", "STEPS, 24"})
    void body_run_takesItsStepsInTasksOfItsOwn(Body body, int steps) {
        try (Loop loop = Loop.create()) {
            body.run(loop);

            assertThat(loop.trace().last())
                    .filteredOn(step -> List.of("first", "second", "third").contains(step.name()))
                    .hasSize(steps);
        }
    }
}
