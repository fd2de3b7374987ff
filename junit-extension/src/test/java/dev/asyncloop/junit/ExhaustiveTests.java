// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import dev.asyncloop.explore.Strategy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Exhaustive tests run each order once and say whether that were all. */
class ExhaustiveTests {

    private static final List<String> LOG = new ArrayList<>();

    @BeforeEach
    void forget() {
        LOG.clear();
    }

    /** Two tasks of three steps each: 6! / (3! 3!) = 20 orders. */
    private static void twoOfThree(Loop loop) {
        StringBuilder order = new StringBuilder();
        for (String name : List.of("a", "b")) {
            loop.spawn(name, () -> {
                for (int i = 0; i < 3; i++) {
                    order.append(name);
                    if (i < 2) {
                        loop.yieldNow();
                    }
                }
            });
        }
        loop.runUntilIdle();
        LOG.add(order.toString());
    }

    static class AllTestCase {
        @AsyncLoopTest(exhaustive = true)
        void body(Loop loop) {
            twoOfThree(loop);
        }
    }

    static class NestedTestCase {
        @TempDir
        Path folder;

        @AsyncLoopTest(exhaustive = true)
        void body(Loop loop) {
            twoOfThree(loop);
        }
    }

    static class CappedTestCase {
        @AsyncLoopTest(exhaustive = true, schedules = 7)
        void body(Loop loop) {
            twoOfThree(loop);
        }
    }

    static class BoundedTestCase {
        @AsyncLoopTest(exhaustive = true, strategy = Strategy.DELAYS, bound = 1)
        void body(Loop loop) {
            twoOfThree(loop);
        }
    }

    static class BuggyTestCase {
        @AsyncLoopTest(exhaustive = true)
        void body(Loop loop) {
            twoOfThree(loop);
            assertThat(LOG).last().isNotEqualTo("bbbaaa");
        }
    }

    static class UnrepeatableTestCase {
        @AsyncLoopTest(exhaustive = true)
        void body(Loop loop) {
            if (LOG.size() == 2) {
                LOG.add("no tasks");
            } else {
                twoOfThree(loop);
            }
        }
    }

    static class NestedUnrepeatableTestCase extends UnrepeatableTestCase {
        @TempDir
        Path folder;
    }

    @AsyncLoopConfig(exhaustive = true)
    static class InheritingTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            twoOfThree(loop);
        }
    }

    private static String entry(EngineExecutionResults results) {
        assertThat(Kit.reportEntries(results)).hasSize(1);
        return Kit.reportEntries(results).get(0);
    }

    @Test
    void all_orders_are_run_once_and_it_is_said() {
        EngineExecutionResults results = Kit.passes(AllTestCase.class);
        assertThat(LOG).hasSize(20).doesNotHaveDuplicates();
        assertThat(entry(results)).startsWith("{asyncloop.coverage=").contains("20");
    }

    @Test
    void all_orders_are_run_once_in_a_nested_launcher_too() {
        EngineExecutionResults results = Kit.passes(NestedTestCase.class);
        assertThat(LOG).hasSize(21).endsWith(LOG.get(0)); // FIFO order is the visible one
        assertThat(LOG.subList(0, 20)).doesNotHaveDuplicates();
        assertThat(entry(results)).startsWith("{asyncloop.coverage=").contains("20");
    }

    @Test
    void cap_that_comes_first_is_warned_of() {
        EngineExecutionResults results = Kit.passes(CappedTestCase.class);
        assertThat(LOG).hasSize(7).doesNotHaveDuplicates();
        assertThat(entry(results)).startsWith("{asyncloop.warning=").contains("more than the 7 that were tried");
    }

    @Test
    void bound_ends_the_search_earlier() {
        EngineExecutionResults results = Kit.passes(BoundedTestCase.class);
        assertThat(LOG).hasSizeBetween(2, 19).doesNotHaveDuplicates();
        assertThat(entry(results)).startsWith("{asyncloop.coverage=").contains("1 delay");
    }

    @Test
    void rare_order_that_fails_is_found_for_sure() {
        assertThat(Kit.failure(BuggyTestCase.class)).hasMessageContaining("bbbaaa");
    }

    @ParameterizedTest
    @ValueSource(classes = {UnrepeatableTestCase.class, NestedUnrepeatableTestCase.class})
    void program_that_does_not_repeat_itself_is_told_to_be_one(Class<?> testCase) {
        assertThat(Kit.failure(testCase))
                .isInstanceOf(ScheduleFailure.class)
                .hasMessageContaining("schedule 3 of 100000")
                .hasMessageStartingWith("UnrepeatableException: A run has ended after 0 choices");
    }

    @Test
    void class_may_ask_for_it() {
        Kit.passes(InheritingTestCase.class);
        assertThat(LOG).hasSize(20);
    }

    @Test
    void schedules_from_outside_cap_it() {
        Kit.passes(AllTestCase.class, ConfigurationKeys.SCHEDULES, "3");
        assertThat(LOG).hasSize(3);
    }

    @Test
    void strategy_from_outside_does_not_concern_it() {
        Kit.passes(AllTestCase.class, ConfigurationKeys.STRATEGY, "random");
        assertThat(LOG).hasSize(20).doesNotHaveDuplicates();
    }
}
