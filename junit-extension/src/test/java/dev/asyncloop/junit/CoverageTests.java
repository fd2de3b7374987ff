// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A green test says what that means, on request, and always where exploring it was of no use. */
class CoverageTests {

    static class RacingTestCase {
        @AsyncLoopTest(schedules = 20)
        void body(Loop loop) {
            Races.order(loop);
        }
    }

    static class NestedTestCase extends RacingTestCase {
        @TempDir
        Path folder;
    }

    static class SequentialTestCase {
        @AsyncLoopTest(schedules = 20)
        void body(Loop loop) {
            Races.fixed(loop);
        }
    }

    static class NestedSequentialTestCase extends SequentialTestCase {
        @TempDir
        Path folder;
    }

    static class SequentialByDefaultTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            Races.fixed(loop);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {RacingTestCase.class, NestedTestCase.class})
    void coverage_is_one_line_where_it_is_asked_for(Class<?> testCase) {
        List<String> entries = Kit.reportEntries(Kit.passes(testCase, ConfigurationKeys.COVERAGE, "true"));
        assertThat(entries)
                .hasSize(1)
                .first()
                .asString()
                .startsWith("{asyncloop.coverage=20 schedules")
                .contains("2 distinct");
        assertThat(entries.get(0)).doesNotContain("\n");
    }

    @Test
    void coverage_is_not_told_unless_it_is_asked_for() {
        assertThat(Kit.reportEntries(Kit.passes(RacingTestCase.class))).isEmpty();
        assertThat(Kit.reportEntries(Kit.passes(RacingTestCase.class, ConfigurationKeys.COVERAGE, "FALSE")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(classes = {SequentialTestCase.class, NestedSequentialTestCase.class})
    void only_one_order_where_several_were_asked_for_is_a_warning(Class<?> testCase) {
        assertThat(Kit.reportEntries(Kit.passes(testCase)))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("{asyncloop.warning=20 orders were tried where only one is possible");
    }

    @Test
    void only_one_order_is_no_warning_where_nobody_asked_for_several() {
        assertThat(Kit.reportEntries(Kit.passes(SequentialByDefaultTestCase.class)))
                .isEmpty();
        assertThat(Kit.reportEntries(Kit.passes(SequentialTestCase.class, ConfigurationKeys.SCHEDULES, "1")))
                .isEmpty();
    }
}
