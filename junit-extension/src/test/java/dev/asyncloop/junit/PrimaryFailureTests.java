// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.testkit.engine.EventConditions.abortedWithReason;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.asyncloop.Loop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Which failure is the one that a test ends with, and what becomes of the others. */
class PrimaryFailureTests {

    private static final List<String> LOG = new ArrayList<>();

    @BeforeEach
    void forget() {
        LOG.clear();
    }

    static class ExpectedTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            loop.run(() -> Assertions.assertEquals(2, 3));
        }
    }

    @Test
    void expected_and_actual_are_kept_for_the_difference() {
        AssertionFailedError failure = (AssertionFailedError) Kit.failure(ExpectedTestCase.class);
        assertThat(failure.getExpected().getValue()).isEqualTo(2);
        assertThat(failure.getActual().getValue()).isEqualTo(3);
        assertThat(failure).hasCauseInstanceOf(AssertionFailedError.class);
    }

    static class CheckedTestCase {
        @AsyncLoopTest
        void body(Loop loop) throws Exception {
            loop.run(() -> {
                throw new IOException("no network");
            });
        }
    }

    @Test
    void exception_checked_is_the_cause() {
        Throwable failure = Kit.failure(CheckedTestCase.class);
        assertThat(failure).hasCauseExactlyInstanceOf(IOException.class);
        assertThat(Kit.firstLine(failure)).isEqualTo("IOException: no network [schedule 1 of 10, seed fifo]");
        assertThat(failure.getStackTrace()[0].getClassName()).startsWith(PrimaryFailureTests.class.getName());
    }

    static class BothTestCase {
        @AsyncLoopTest
        void body() {
            throw new IllegalStateException("from the body");
        }

        @AfterEach
        void after() {
            throw new IllegalArgumentException("from after");
        }
    }

    @Test
    void failure_of_after_each_is_suppressed_in_that_of_the_body() {
        Throwable failure = Kit.failure(BothTestCase.class);
        assertThat(Kit.firstLine(failure)).startsWith("IllegalStateException: from the body [");
        assertThat(Kit.cause(failure).getSuppressed())
                .hasSize(1)
                .allSatisfy(e -> assertThat(e).hasMessage("from after"));
        Throwable seeded = Kit.failure(BothTestCase.class, ConfigurationKeys.SEED, "1");
        assertThat(Kit.firstLine(seeded)).startsWith("IllegalStateException: from the body [");
        assertThat(seeded).hasStackTraceContaining("from after");
    }

    static class AbortedTestCase {
        @AsyncLoopTest(schedules = 3)
        void body(Loop loop) {
            LOG.add(loop.seed());
            Assumptions.abort("not here");
        }
    }

    @Test
    void assumption_not_met_passes_through() {
        Kit.run(AbortedTestCase.class)
                .testEvents()
                .assertThatEvents()
                .haveExactly(1, abortedWithReason(instanceOf(TestAbortedException.class), message("not here")));
        assertThat(LOG).hasSize(3);
    }

    static class AbortedInSomeOrdersTestCase {
        @AsyncLoopTest(schedules = 20)
        void body(Loop loop) {
            List<String> order = Races.order(loop);
            LOG.add(order.get(0));
            Assumptions.assumeTrue(order.get(0).equals("a"));
        }
    }

    @Test
    void assumption_not_met_in_some_orders_only_passes() {
        Kit.passes(AbortedInSomeOrdersTestCase.class);
        assertThat(LOG).hasSize(20).contains("a", "b");
    }

    static class AbortedThenFailingTestCase {
        @AsyncLoopTest(schedules = 20)
        void body(Loop loop) {
            Assumptions.assumeFalse(loop.seed().equals("fifo"));
            Races.buggy(loop);
        }
    }

    @Test
    void assumption_not_met_in_fifo_order_does_not_hide_what_others_find() {
        assertThat(Kit.firstLine(Kit.failure(AbortedThenFailingTestCase.class))).contains(" of 20, seed r2.");
    }

    static class AbortedAndFailingAfterTestCase {
        @AsyncLoopTest(schedules = 3)
        void body(Loop loop) {
            Assumptions.assumeTrue(loop.seed().equals("fifo"));
        }

        @AfterEach
        void after(Loop loop) {
            if (!loop.seed().equals("fifo")) {
                throw new IllegalStateException("from after");
            }
        }
    }

    @Test
    void assumption_not_met_does_not_hide_a_failure_of_after_each() {
        assertThat(Kit.firstLine(Kit.failure(AbortedAndFailingAfterTestCase.class)))
                .startsWith("IllegalStateException: from after [schedule 2 of 3, ");
    }

    static class ConstructorTestCase {
        ConstructorTestCase(Loop loop) {
            throw new IllegalStateException("from the constructor");
        }

        @AsyncLoopTest
        void body() {}
    }

    @Test
    void failure_of_the_constructor_names_the_order() {
        assertThat(Kit.firstLine(Kit.failure(ConstructorTestCase.class)))
                .isEqualTo("IllegalStateException: from the constructor [schedule 1 of 10, seed fifo]");
    }
}
