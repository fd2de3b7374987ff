// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.asyncloop.Loop;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failure that does not happen again is reported as such, and never lost. */
class NondeterministicTestsTests {

    private static int runs;

    @BeforeEach
    void forget() {
        runs = 0;
    }

    static class InsideTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            if (++runs == 2) {
                fail("only the second time");
            }
        }
    }

    static class NestedTestCase {
        @TempDir
        Path folder;

        @AsyncLoopTest
        void body(Loop loop) {
            if (++runs == 2) {
                fail("only the second time");
            }
        }
    }

    static class OtherwiseTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            if (++runs == 2) {
                fail("the second time");
            }
            if (runs == 3) {
                throw new IllegalStateException("the third time");
            }
        }
    }

    static class GrowingTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            for (int i = 0; i <= runs; i++) {
                loop.spawn(() -> {});
            }
            runs++;
            loop.runUntilIdle();
        }
    }

    static class OtherStepsTestCase {
        @TempDir
        Path folder;

        @AsyncLoopTest
        void body(Loop loop) {
            if (++runs == 3) {
                loop.spawn(() -> {}).await();
            }
            if (runs > 1) {
                fail("from the second time on");
            }
        }
    }

    @Test
    void failure_that_is_gone_when_repeated_inside_is_told() {
        Throwable failure = Kit.failure(InsideTestCase.class);
        assertThat(Kit.firstLine(failure)).startsWith("only the second time [schedule 2 of 10, seed r2.");
        assertThat(failure).hasMessageContaining("it passed: the test is not deterministic");
        assertThat(runs).isEqualTo(3);
    }

    @Test
    void failure_that_is_gone_in_the_visible_node_is_told() {
        Throwable failure = Kit.failure(NestedTestCase.class);
        assertThat(Kit.firstLine(failure)).startsWith("only the second time [schedule 2 of 10, seed r2.");
        assertThat(failure).hasMessageContaining("it passed: the test is not deterministic");
        assertThat(runs).isEqualTo(4);
    }

    @Test
    void order_that_passed_with_other_steps_is_told_to_have_passed() {
        Throwable failure = Kit.failure(GrowingTestCase.class, ConfigurationKeys.DETERMINISM, "always");
        assertThat(Kit.firstLine(failure))
                .startsWith("The test is not deterministic: an order that had passed made other steps");
        assertThat(failure)
                .hasMessageContaining("No order reproduces this each time")
                .hasMessageContaining("The order had passed after ")
                .hasMessageNotContaining("Failed after")
                .hasMessageNotContaining("Reproduce this order")
                .hasMessageNotContaining("STALE_REPLAY");
        assertThat(failure.getCause()).hasNoCause();
    }

    @Test
    void failure_that_changes_is_told() {
        Throwable failure = Kit.failure(OtherwiseTestCase.class);
        assertThat(Kit.firstLine(failure)).startsWith("the second time [");
        assertThat(failure).hasMessageContaining("it failed otherwise, with java.lang.IllegalStateException at ");
    }

    @Test
    void failure_after_other_steps_is_told() {
        assertThat(Kit.failure(OtherStepsTestCase.class)).hasMessageContaining("it failed, but after other steps");
    }
}
