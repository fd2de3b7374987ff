// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.asyncloop.Loop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When orders are run again to see whether a test is deterministic, and what is said if it is not. */
class DeterminismSettingTests {

    private static final List<String> SEEDS = new ArrayList<>();

    @BeforeEach
    void forget() {
        SEEDS.clear();
    }

    /** Passes, but makes another step from the sixth run on. */
    static class ChangingTestCase {
        @AsyncLoopTest(schedules = 5)
        void body(Loop loop) {
            SEEDS.add(loop.seed());
            Races.order(loop);
            if (SEEDS.size() > 5) {
                loop.spawn("late", () -> {}).await();
            }
        }
    }

    static class NestedChangingTestCase extends ChangingTestCase {
        @TempDir
        Path folder;
    }

    static class FailingLateTestCase {
        @AsyncLoopTest(schedules = 5)
        void body(Loop loop) {
            SEEDS.add(loop.seed());
            Races.order(loop);
            assertThat(SEEDS.size()).isNotEqualTo(6);
        }
    }

    static class SteadyTestCase {
        @AsyncLoopTest(schedules = 5)
        void body(Loop loop) {
            SEEDS.add(loop.seed());
            Races.order(loop);
        }
    }

    static class FailingTestCase {
        @AsyncLoopTest(schedules = 5)
        void body(Loop loop) {
            SEEDS.add(loop.seed());
            if (!loop.seed().equals("fifo")) {
                fail("seeded");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {ChangingTestCase.class, NestedChangingTestCase.class})
    void green_test_that_makes_other_steps_is_found_where_it_is_asked_for(Class<?> testCase) {
        ScheduleFailure failure = (ScheduleFailure) Kit.failure(testCase, ConfigurationKeys.DETERMINISM, "always");
        assertThat(Kit.firstLine(failure))
                .startsWith("The test is not deterministic: an order that had passed made other steps")
                .contains("of 5, seed r2.");
        assertThat(failure)
                .hasMessageContaining("The runs differ from step 3 on: the first one had ended")
                .hasMessageContaining("\"late\"")
                .hasMessageContaining("Probably ");
        assertThat(SEEDS).contains(failure.seed());
    }

    @Test
    void green_test_that_fails_when_run_again_is_found() {
        Throwable failure = Kit.failure(FailingLateTestCase.class, ConfigurationKeys.DETERMINISM, "ALWAYS");
        assertThat(Kit.firstLine(failure)).startsWith("The test is not deterministic: an order that had passed failed");
        assertThat(failure).hasStackTraceContaining("Expecting");
    }

    @Test
    void green_test_repeats_one_order_by_its_token_where_it_is_asked_for() {
        Kit.passes(SteadyTestCase.class, ConfigurationKeys.DETERMINISM, "always");
        assertThat(SEEDS).hasSize(6);
        assertThat(SEEDS.get(5)).startsWith("r2.");
        SEEDS.clear();
        Kit.passes(SteadyTestCase.class, ConfigurationKeys.DETERMINISM, "always", ConfigurationKeys.SCHEDULES, "1");
        assertThat(SEEDS).hasSize(2).startsWith("fifo");
    }

    @Test
    void green_test_is_not_repeated_by_default() {
        Kit.passes(ChangingTestCase.class);
        assertThat(SEEDS).hasSize(5);
    }

    @Test
    void fixed_seed_is_run_once_whatever_is_asked_for() {
        Kit.passes(SteadyTestCase.class, ConfigurationKeys.DETERMINISM, "always", ConfigurationKeys.SEED, "7");
        assertThat(SEEDS).containsExactly("0x7");
    }

    @Test
    void failing_order_is_not_run_again_where_that_is_off() {
        Throwable failure = Kit.failure(
                FailingTestCase.class, ConfigurationKeys.DETERMINISM, "off", ConfigurationKeys.SHRINK, "off");
        assertThat(SEEDS).hasSize(2);
        assertThat(failure).hasMessageStartingWith("seeded [schedule 2 of 5, ");
        assertThat(Kit.message(failure)).doesNotContain("run again");
    }
}
