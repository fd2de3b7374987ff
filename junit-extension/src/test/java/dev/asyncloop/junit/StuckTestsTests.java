// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.BudgetExceededException;
import dev.asyncloop.DeadlockException;
import dev.asyncloop.Loop;
import dev.asyncloop.LoopStuckException;
import dev.asyncloop.StuckStepException;
import dev.asyncloop.Task;
import dev.asyncloop.TaskCancelledException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Tests that cannot or must not go on: deadlock, livelock, budgets, a step that does not end, a task that does not stop. */
class StuckTestsTests {

    private static final List<String> LOG = new ArrayList<>();

    @BeforeEach
    void forget() {
        LOG.clear();
    }

    static class DeadlockTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            List<Task<?>> tasks = new ArrayList<>();
            tasks.add(loop.spawn("alice", () -> tasks.get(1).await()));
            tasks.add(loop.spawn("bob", () -> tasks.get(0).await()));
            tasks.get(0).await();
        }
    }

    @Test
    void deadlock_fails_at_once_with_the_circle() {
        Throwable failure = Kit.failure(DeadlockTestCase.class);
        assertThat(failure).hasRootCauseInstanceOf(DeadlockException.class);
        assertThat(Kit.firstLine(failure)).startsWith("DeadlockException: Deadlock at virtual time 0s");
        assertThat(failure.getCause())
                .hasMessageContaining("\"alice\"")
                .hasMessageContaining("\"bob\"")
                .hasMessageContaining("closes the circle");
    }

    static class LivelockTestCase {
        @AsyncLoopTest(maxStepsPerInstant = 500)
        void body(Loop loop) {
            boolean[] ready = {false};
            loop.spawn("sender", () -> {
                loop.sleep(Duration.ofSeconds(1));
                ready[0] = true;
            });
            loop.run(() -> {
                while (!ready[0]) {
                    loop.yieldNow();
                }
            });
        }
    }

    static class PollingTestCase {
        @AsyncLoopTest(maxStepsPerInstant = 500)
        void body(Loop loop) {
            boolean[] ready = {false};
            loop.spawn("sender", () -> {
                loop.sleep(Duration.ofSeconds(1));
                ready[0] = true;
            });
            loop.run(() -> {
                while (!ready[0]) {
                    loop.sleep(Duration.ofMillis(10));
                }
            });
        }
    }

    @Test
    void livelock_fails_and_a_poll_that_sleeps_passes() {
        Throwable failure = Kit.failure(LivelockTestCase.class);
        assertThat(failure).hasRootCauseInstanceOf(BudgetExceededException.class);
        assertThat(failure).hasMessageContaining("500 steps ran at one instant");
        Kit.passes(PollingTestCase.class);
    }

    static class TooFarTestCase {
        @AsyncLoopTest(virtualTimeLimit = "1h")
        void body(Loop loop) {
            loop.run(() -> loop.sleep(Duration.ofHours(2)));
        }
    }

    static class TooManyStepsTestCase {
        @AsyncLoopTest(maxSteps = 100)
        void body(Loop loop) {
            loop.run(() -> {
                while (true) {
                    loop.sleep(Duration.ofMillis(1));
                }
            });
        }
    }

    @Test
    void budgets_end_a_test() {
        assertThat(Kit.failure(TooFarTestCase.class)).hasRootCauseInstanceOf(BudgetExceededException.class);
        assertThat(Kit.failure(TooManyStepsTestCase.class)).hasRootCauseInstanceOf(BudgetExceededException.class);
    }

    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class StuckStepTestCase {
        @AsyncLoopTest(stepTimeLimit = "300ms", schedules = 1)
        void a_stuck(Loop loop) {
            loop.run(StuckTestsTests::spin);
        }

        @AsyncLoopTest
        void b_next(Loop loop) {
            loop.run(() -> loop.sleep(Duration.ofHours(1)));
            LOG.add("next");
        }
    }

    /** Never suspends through the loop, but reacts to an interrupt. */
    private static void spin() throws InterruptedException {
        while (!Thread.interrupted()) {
            Thread.onSpinWait();
        }
        throw new InterruptedException("stopped");
    }

    @Test
    void step_that_does_not_end_fails_with_its_stack_and_the_next_test_runs() {
        Throwable failure = Kit.failure(
                StuckStepTestCase.class, ConfigurationKeys.FIBRES, "BATON", ConfigurationKeys.HANG, "report");
        assertThat(failure).hasStackTraceContaining(StuckStepException.class.getName());
        assertThat(failure).hasStackTraceContaining("StuckTestsTests.spin");
        assertThat(LOG).hasSize(10);
    }

    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class RefusingTestCase {
        @AsyncLoopTest(leaks = LeakPolicy.IGNORE)
        void a_refuses(Loop loop) {
            loop.spawnBackground("stubborn", () -> {
                while (true) {
                    try {
                        loop.sleep(Duration.ofSeconds(1));
                    } catch (TaskCancelledException e) {
                        loop.trace("no");
                    }
                }
            });
            loop.advance(Duration.ofSeconds(1));
        }

        @AsyncLoopTest
        void b_next(Loop loop) {
            LOG.add("next");
        }
    }

    @Test
    void task_that_refuses_to_stop_is_named_and_the_next_test_runs() {
        EngineExecutionResults results = Kit.run(RefusingTestCase.class);
        results.testEvents().assertStatistics(counts -> counts.succeeded(1).failed(1));
        assertThat(Kit.failure(results)).hasMessageContaining("refused to stop").hasMessageContaining("\"stubborn\"");
        assertThat(LOG).hasSize(10);
    }

    private static void blockForEver() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class BlockedOutsideTestCase {
        @AsyncLoopTest(realTimeLimit = "300ms")
        void a_blocked(Loop loop) throws InterruptedException {
            LOG.add("body");
            if (!loop.seed().equals("fifo")) {
                blockForEver();
            }
        }

        @AfterEach
        void after() {
            LOG.add("after");
        }
    }

    static class BlockedOneOrderTestCase {
        @AsyncLoopTest(realTimeLimit = "300ms", schedules = 1)
        void body(Loop loop) throws InterruptedException {
            blockForEver();
        }
    }

    static class BlockedBeforeEachTestCase {
        @BeforeEach
        void before() throws InterruptedException {
            blockForEver();
        }

        @AsyncLoopTest(realTimeLimit = "300ms")
        void body() {}
    }

    static class BlockedNestedTestCase {
        @TempDir
        Path folder;

        @AsyncLoopTest(realTimeLimit = "300ms")
        void body() throws InterruptedException {
            blockForEver();
        }
    }

    static class BlockedSwallowingTestCase {
        @AsyncLoopTest(realTimeLimit = "300ms")
        void body(Loop loop) {
            try {
                blockForEver();
            } catch (InterruptedException e) {
                LOG.add("swallowed");
            }
        }
    }

    @ParameterizedTest
    @Timeout(30)
    @ValueSource(
            classes = {
                BlockedOutsideTestCase.class,
                BlockedOneOrderTestCase.class,
                BlockedBeforeEachTestCase.class,
                BlockedNestedTestCase.class,
                BlockedSwallowingTestCase.class
            })
    void body_that_blocks_outside_of_the_loop_fails_with_its_stack_at_the_real_time_limit(Class<?> testCase) {
        Throwable failure = Kit.failure(testCase);
        assertThat(failure).hasCauseInstanceOf(BudgetExceededException.class);
        assertThat(Kit.firstLine(failure))
                .startsWith("BudgetExceededException: The test blocked on thread ")
                .contains("outside of the loop")
                .contains("realTimeLimit of 300ms")
                .contains("seed ");
        assertThat(failure).hasStackTraceContaining("StuckTestsTests.blockForEver");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void order_blocked_outside_of_the_loop_is_ended_with_after_each_and_not_repeated() {
        Kit.failure(BlockedOutsideTestCase.class);
        assertThat(LOG).containsExactly("body", "after", "body", "after");
    }

    static class SlowInsideTestCase {
        @AsyncLoopTest(realTimeLimit = "200ms", schedules = 1)
        void body(Loop loop) {
            loop.run(() -> Thread.sleep(700));
        }
    }

    @Test
    void slow_step_inside_the_loop_is_held_to_the_limit_by_the_loop() {
        // a task that sleeps for real is a stopped one on the loop's own virtual threads, and a stuck step on the baton
        assertThat(Kit.failure(SlowInsideTestCase.class)).hasRootCauseInstanceOf(LoopStuckException.class);
        assertThat(Kit.message(SlowInsideTestCase.class)).contains("200ms of real time");
    }
}
