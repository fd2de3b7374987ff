// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.TaskCancelledException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The message tells all that is known of a fault, also when something else has failed first. */
class FaultsInReportsTests {

    static class SwallowedTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            swallow(loop);
        }
    }

    static class FailedAndSwallowedTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            swallow(loop);
            fail("the test's own");
        }
    }

    private static void swallow(Loop loop) {
        Task<?> task = loop.spawn("worker", () -> {
            try {
                loop.sleep(Duration.ofHours(1));
            } catch (TaskCancelledException e) {
                loop.trace("too bad");
            }
        });
        loop.advance(Duration.ofSeconds(1));
        task.cancel("shutdown");
        loop.runUntilIdle();
    }

    @Test
    void fault_alone_is_told_with_its_details() {
        assertThat(Kit.message(SwallowedTestCase.class))
                .startsWith("swallowed cancellation: ")
                .contains("\nFound swallowed cancellation: ")
                .contains("spawned at (FaultsInReportsTests.java:")
                .contains("reason: shutdown");
    }

    @Test
    void fault_beside_a_failure_is_told_with_its_details() {
        assertThat(Kit.message(FailedAndSwallowedTestCase.class))
                .startsWith("the test's own [")
                .contains("\nAlso found swallowed cancellation: ")
                .contains("reason: shutdown");
    }
}
