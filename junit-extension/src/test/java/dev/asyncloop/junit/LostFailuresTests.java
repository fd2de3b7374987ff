// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.TaskCancelledException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Failures and cancellations that nobody would see otherwise; every fault beside its mended twin. */
class LostFailuresTests {

    static class UnobservedTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            loop.spawn("writer", LostFailuresTests::fails);
        }
    }

    static class ObservedTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            Task<?> writer = loop.spawn("writer", LostFailuresTests::fails);
            assertThat(catchThrowable(writer::await)).hasMessage("disk full");
        }
    }

    private static void fails() {
        throw new IllegalStateException("disk full");
    }

    @Test
    void failure_that_nobody_saw_fails_the_test() {
        Throwable failure = Kit.failure(UnobservedTestCase.class);
        assertThat(Kit.firstLine(failure))
                .startsWith("unobserved failure: at virtual time 0s, task \"writer\"")
                .contains("disk full");
        assertThat(failure).hasStackTraceContaining("LostFailuresTests.fails");
        Kit.passes(ObservedTestCase.class);
    }

    static class CallbackTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            loop.callSoon(LostFailuresTests::fails);
        }
    }

    static class HandledCallbackTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            loop.setExceptionHandler(
                    (where, context) -> assertThat(context.exception()).hasMessage("disk full"));
            loop.callSoon(LostFailuresTests::fails);
        }
    }

    @Test
    void callback_that_fails_fails_the_test() {
        Throwable failure = Kit.failure(CallbackTestCase.class);
        assertThat(Kit.firstLine(failure)).startsWith("unhandled exception: ").contains("disk full");
        assertThat(failure).hasStackTraceContaining("LostFailuresTests.fails");
        Kit.passes(HandledCallbackTestCase.class);
    }

    static class SwallowedTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            Task<?> worker = loop.spawn("worker", () -> {
                try {
                    loop.sleep(Duration.ofHours(1));
                } catch (TaskCancelledException e) {
                    loop.trace("swallowed it");
                }
            });
            loop.advance(Duration.ofMinutes(1));
            worker.cancel("no longer needed");
        }
    }

    static class RethrownTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            Task<?> worker = loop.spawn("worker", () -> {
                try {
                    loop.sleep(Duration.ofHours(1));
                } catch (TaskCancelledException e) {
                    loop.trace("cleaned up");
                    throw e;
                }
            });
            loop.advance(Duration.ofMinutes(1));
            worker.cancel("no longer needed");
        }
    }

    @Test
    void cancellation_swallowed_fails_the_test() {
        Throwable failure = Kit.failure(SwallowedTestCase.class);
        assertThat(Kit.firstLine(failure)).startsWith("swallowed cancellation: at virtual time 1m, task \"worker\"");
        assertThat(failure.getCause())
                .hasMessageContaining("cancelled at (LostFailuresTests.java:")
                .hasMessageContaining("reason: no longer needed");
        Kit.passes(RethrownTestCase.class);
    }

    static class IgnoredTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            Task<?> worker = loop.spawn("worker", () -> {
                for (int i = 0; i < 10; i++) {
                    try {
                        loop.sleep(Duration.ofMinutes(2));
                    } catch (TaskCancelledException e) {
                        loop.trace("not now");
                    }
                }
            });
            loop.advance(Duration.ofMinutes(1));
            worker.cancel();
            loop.advance(Duration.ofHours(1));
        }
    }

    @Test
    void cancellation_ignored_fails_the_test() {
        Throwable failure = Kit.failure(IgnoredTestCase.class);
        assertThat(failure).hasMessageContaining("ignored cancellation");
    }

    static class MaskedTestCase {
        @AsyncLoopTest(schedules = 1)
        void body(Loop loop) {
            Task<?> worker = loop.spawn("worker", () -> {
                try {
                    loop.sleep(Duration.ofHours(1));
                } catch (TaskCancelledException e) {
                    fails();
                }
            });
            loop.advance(Duration.ofMinutes(1));
            worker.cancel();
            assertThat(catchThrowable(worker::await)).hasMessage("disk full");
        }
    }

    @Test
    void cancellation_masked_is_a_warning_only() {
        EngineExecutionResults results = Kit.passes(MaskedTestCase.class);
        List<String> entries = Kit.reportEntries(results);
        assertThat(entries).hasSize(1);
        assertThat(entries.get(0)).contains("asyncloop.warning", "masked cancellation", "\"worker\"");
    }

    static class LateTestCase {
        @AsyncLoopTest
        void culprit(Loop loop) {
            loop.spawnBackground("late", () -> {
                try {
                    loop.sleep(Duration.ofDays(1));
                } finally {
                    loop.callSoon(LostFailuresTests::fails);
                }
            });
            loop.callLater(Duration.ZERO, LostFailuresTests::fails);
        }

        @AsyncLoopTest
        void next(Loop loop) {
            loop.run(() -> loop.sleep(Duration.ofDays(2)));
        }
    }

    @Test
    void late_failure_is_blamed_on_its_own_test() {
        EngineExecutionResults results = Kit.run(LateTestCase.class);
        results.testEvents().assertStatistics(counts -> counts.succeeded(1).failed(1));
        assertThat(Kit.failure(results)).hasMessageContaining("LateTestCase#culprit");
    }
}
