// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A {@code @Timeout} strikes: the failure says what the loop was doing, and the test ends. */
class TimeoutTests {

    private static final AtomicBoolean RELEASED = new AtomicBoolean();
    private static final List<String> LOG = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void forget() {
        LOG.clear();
    }

    /** Keeps the loop busy for ever: the interrupt is seen between two steps. */
    private static void spin(Loop loop) {
        loop.spawn("stuck one", () -> loop.sleep(Duration.ofDays(30_000)));
        try {
            loop.run(() -> {
                while (true) {
                    loop.yieldNow();
                }
            });
        } finally {
            LOG.add("body over");
        }
    }

    static class SameThreadTestCase {
        @AsyncLoopTest
        @Timeout(value = 200, unit = TimeUnit.MILLISECONDS, threadMode = ThreadMode.SAME_THREAD)
        void body(Loop loop) {
            spin(loop);
        }

        @AfterEach
        void after() {
            LOG.add("after");
        }
    }

    static class SeparateThreadTestCase {
        @AsyncLoopTest
        @Timeout(value = 200, unit = TimeUnit.MILLISECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
        void body(Loop loop) {
            spin(loop);
        }

        @AfterEach
        void after() {
            LOG.add("after");
        }
    }

    static class OneOrderTestCase {
        @AsyncLoopTest(schedules = 1)
        @Timeout(value = 200, unit = TimeUnit.MILLISECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
        void body(Loop loop) {
            spin(loop);
        }

        @AfterEach
        void after() {
            LOG.add("after");
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {SameThreadTestCase.class, SeparateThreadTestCase.class, OneOrderTestCase.class})
    void timeout_names_seed_and_tasks_and_after_each_comes_after_the_body(Class<?> testCase) {
        Throwable failure = Kit.failure(testCase);
        assertThat(Kit.firstLine(failure))
                .startsWith("TimeoutException: body(")
                .contains("timed out after 200 milliseconds")
                .endsWith("seed fifo]");
        assertThat(failure)
                .hasMessageContaining("-Dasyncloop.seed=fifo")
                .hasMessageContaining("When the time was over:")
                .hasMessageContaining("\"stuck one\"");
        assertThat(LOG).containsExactly("body over", "after");
    }

    static class NestedTestCase {
        @TempDir
        Path folder;

        @AsyncLoopTest
        @Timeout(value = 200, unit = TimeUnit.MILLISECONDS)
        void body(Loop loop) {
            spin(loop);
        }
    }

    @Test
    void timeout_in_a_nested_order_is_shown() {
        assertThat(Kit.failure(NestedTestCase.class)).hasMessageContaining("\"stuck one\"");
    }

    static class WaitingTestCase {
        @AsyncLoopTest
        @Timeout(value = 200, unit = TimeUnit.MILLISECONDS)
        void body(Loop loop) throws Exception {
            loop.spawn("in the background", () -> loop.sleep(Duration.ofHours(1)));
            new CompletableFuture<String>().get(); // outside of the loop
        }
    }

    @Test
    void timeout_outside_of_the_loop_shows_the_loop_too() {
        assertThat(Kit.failure(WaitingTestCase.class)).hasMessageContaining("\"in the background\"");
    }

    static class BeforeEachTestCase {
        @BeforeEach
        @Timeout(value = 200, unit = TimeUnit.MILLISECONDS)
        void before(Loop loop) {
            spin(loop);
        }

        @AsyncLoopTest
        void body() {
            LOG.add("body");
        }
    }

    @Test
    void timeout_of_a_lifecycle_method_shows_the_loop_too() {
        assertThat(Kit.failure(BeforeEachTestCase.class))
                .hasMessageContaining("before(")
                .hasMessageContaining("-Dasyncloop.seed=fifo")
                .hasMessageContaining("\"stuck one\"");
        assertThat(LOG).containsExactly("body over");
    }

    static class SwallowingTestCase {
        @AsyncLoopTest
        @Timeout(value = 200, unit = TimeUnit.MILLISECONDS)
        void body(Loop loop) {
            LOG.add("body");
            try {
                new CompletableFuture<String>().get();
            } catch (Exception e) {
                LOG.add("swallowed");
            }
        }
    }

    @Test
    void timeout_swallowed_ends_the_exploration() {
        assertThat(Kit.failure(SwallowingTestCase.class)).hasMessageContaining("timed out");
        assertThat(LOG).containsExactly("body", "swallowed");
    }

    static class TwoTestCase {
        @AsyncLoopTest
        @Timeout(value = 200, unit = TimeUnit.MILLISECONDS)
        void stuck(Loop loop) {
            spin(loop);
        }

        @AsyncLoopTest
        void next(Loop loop) {
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            loop.run(() -> loop.sleep(Duration.ofHours(1)));
            LOG.add("next");
        }
    }

    @Test
    void test_after_a_timeout_is_not_disturbed() {
        Kit.failure(TwoTestCase.class);
        assertThat(LOG).filteredOn("next"::equals).hasSize(10);
    }

    static class InterruptedTestCase {
        @AsyncLoopTest(schedules = 3)
        void body(Loop loop) {
            loop.run(() -> loop.sleep(Duration.ofHours(1)));
            LOG.add("body");
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void interrupt_left_behind_by_one_order_does_not_reach_the_next() {
        Kit.passes(InterruptedTestCase.class);
        assertThat(LOG).hasSize(3);
        assertThat(Thread.interrupted()).isFalse();
    }

    static class PassingSeparateThreadTestCase {
        @BeforeEach
        void before(Loop loop) {
            loop.spawn("before", () -> LOG.add("before")).await();
        }

        @AsyncLoopTest(schedules = 3)
        @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
        void body(Loop loop) {
            loop.spawn("body", () -> LOG.add("body")).await();
        }

        @AfterEach
        void after(Loop loop) {
            loop.spawn("after", () -> LOG.add("after")).await();
        }
    }

    static class PassingNestedSeparateThreadTestCase extends PassingSeparateThreadTestCase {
        @TempDir
        Path folder;
    }

    @Test
    void thread_of_its_own_may_use_the_loop_of_its_order() {
        Kit.passes(PassingSeparateThreadTestCase.class);
        assertThat(LOG)
                .containsExactly("before", "body", "after", "before", "body", "after", "before", "body", "after");
        LOG.clear();
        Kit.passes(PassingNestedSeparateThreadTestCase.class);
        assertThat(LOG).hasSize(12);
    }

    static class UnstoppableTestCase {
        @AsyncLoopTest
        @Timeout(value = 100, unit = TimeUnit.MILLISECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
        void body(Loop loop) {
            while (!RELEASED.get()) {
                Thread.interrupted(); // deaf
            }
        }

        @AfterEach
        void after() {
            LOG.add("after");
        }
    }

    @Test
    void body_that_cannot_be_stopped_is_left_alone_and_told() {
        RELEASED.set(false);
        try {
            Throwable failure = Kit.failure(UnstoppableTestCase.class, ConfigurationKeys.HANG, "report");
            assertThat(failure).hasMessageContaining("timed out after 100 milliseconds");
            assertThat(failure).hasStackTraceContaining("did not stop when interrupted");
            assertThat(LOG).isEmpty();
        } finally {
            RELEASED.set(true);
        }
    }

    static class LaterOrderSameThreadTestCase {
        @BeforeEach
        void before() {
            LOG.add("before");
        }

        @AsyncLoopTest
        @Timeout(value = 1, threadMode = ThreadMode.SAME_THREAD)
        void body(Loop loop) throws InterruptedException {
            blockUnlessFifo(loop);
        }

        @AfterEach
        void after(Loop loop) {
            LOG.add("after");
        }
    }

    static class LaterOrderSeparateThreadTestCase {
        @BeforeEach
        void before() {
            LOG.add("before");
        }

        @AsyncLoopTest
        @Timeout(value = 1, threadMode = ThreadMode.SEPARATE_THREAD)
        void body(Loop loop) throws InterruptedException {
            blockUnlessFifo(loop);
        }

        @AfterEach
        void after(Loop loop) {
            LOG.add("after");
        }
    }

    private static void blockUnlessFifo(Loop loop) throws InterruptedException {
        if (loop.seed().equals("fifo")) {
            LOG.add("body");
            return;
        }
        loop.spawn("stuck one", () -> loop.sleep(Duration.ofHours(1)));
        loop.runUntilIdle();
        try {
            new CountDownLatch(1).await();
        } finally {
            LOG.add("body over");
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {LaterOrderSameThreadTestCase.class, LaterOrderSeparateThreadTestCase.class})
    void timeout_of_a_later_order_lets_its_after_each_run_once(Class<?> testCase) {
        Throwable failure = Kit.failure(testCase);
        assertThat(failure)
                .hasMessageContaining("timed out after 1 second")
                .hasMessageContaining("schedule 2 of 10")
                .hasMessageContaining("\"stuck one\"");
        assertThat(LOG).containsExactly("before", "body", "after", "before", "body over", "after");
    }

    static class WhileShrinkingTestCase {
        @AsyncLoopTest(schedules = 100, maxStepsPerInstant = Integer.MAX_VALUE)
        @Timeout(value = 1, unit = TimeUnit.SECONDS)
        void body(Loop loop) {
            LOG.add("body");
            if (LOG.contains("found")) {
                spin(loop);
            }
            if (Races.order(loop).get(0).equals("b")) {
                LOG.add("found");
                throw new IllegalStateException("b before a");
            }
        }
    }

    @Test
    void timeout_while_the_order_is_made_smaller_does_not_hide_the_failure() {
        Throwable failure = Kit.failure(WhileShrinkingTestCase.class);
        assertThat(Kit.firstLine(failure)).startsWith("IllegalStateException: b before a [schedule ");
        assertThat(failure).hasMessageContaining("A @Timeout of the test struck while the order was run again");
    }
}
