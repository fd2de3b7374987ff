// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.asyncloop.Fault;
import dev.asyncloop.FaultKind;
import dev.asyncloop.FaultsFound;
import dev.asyncloop.Handle;
import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** What a test leaves behind, with the policies; every fault beside its mended twin. */
class LeaksTests {

    private static final Queue<Thread> SLEEPING = new ConcurrentLinkedQueue<>();

    private static Fault onlyFault(Class<?> testCase) {
        Throwable failure = Kit.failure(testCase);
        assertThat(failure).isInstanceOf(ScheduleFailure.class).hasCauseInstanceOf(FaultsFound.class);
        FaultsFound found = (FaultsFound) Kit.cause(failure);
        assertThat(found.faults()).hasSize(1);
        return found.faults().get(0);
    }

    static class LeakedTaskTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            loop.spawn("poller", () -> loop.sleep(Duration.ofHours(1)));
        }
    }

    static class CancelledTaskTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            Task<?> poller = loop.spawn("poller", () -> loop.sleep(Duration.ofHours(1)));
            loop.advance(Duration.ofMinutes(1));
            poller.cancel();
        }
    }

    static class BackgroundTaskTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            loop.spawnBackground("poller", () -> loop.sleep(Duration.ofHours(1)));
        }
    }

    @Test
    void task_left_behind_fails_with_name_and_spawn_site() {
        Fault fault = onlyFault(LeakedTaskTestCase.class);
        assertThat(fault.kind()).isEqualTo(FaultKind.LEAKED_TASK);
        assertThat(fault.toString())
                .contains("task \"poller\"")
                .containsPattern("spawned at \\(LeaksTests\\.java:\\d+\\)");
        Kit.passes(CancelledTaskTestCase.class);
        Kit.passes(BackgroundTaskTestCase.class);
    }

    static class LeakedTimerTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            loop.callLater(Duration.ofMinutes(5), () -> {});
        }
    }

    static class CancelledTimerTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            Handle timer = loop.callLater(Duration.ofMinutes(5), () -> {});
            timer.cancel();
        }
    }

    @Test
    void timer_left_behind_fails() {
        assertThat(onlyFault(LeakedTimerTestCase.class).kind()).isEqualTo(FaultKind.LEAKED_TIMER);
        Kit.passes(CancelledTimerTestCase.class);
    }

    static class LeakedExecutorTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            loop.threadPool(2);
        }
    }

    static class ShutDownExecutorTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            ScheduledExecutorService pool = loop.threadPool(2);
            pool.shutdown();
        }
    }

    @Test
    void pool_left_behind_fails() {
        assertThat(onlyFault(LeakedExecutorTestCase.class).kind()).isEqualTo(FaultKind.LEAKED_EXECUTOR);
        Kit.passes(ShutDownExecutorTestCase.class);
    }

    static class LeakedThreadTestCase {
        @AsyncLoopTest(schedules = 1)
        void body(Loop loop) {
            loop.run(() -> sleeper().start());
        }
    }

    static class JoinedThreadTestCase {
        @AsyncLoopTest(schedules = 1)
        void body(Loop loop) throws InterruptedException {
            Thread[] sleeper = new Thread[1];
            loop.run(() -> {
                sleeper[0] = sleeper();
                sleeper[0].start();
            });
            sleeper[0].interrupt();
            sleeper[0].join();
        }
    }

    private static Thread sleeper() {
        CountDownLatch never = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    SLEEPING.add(Thread.currentThread());
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "sleeper");
        thread.setDaemon(true);
        return thread;
    }

    @Test
    void thread_left_behind_fails() {
        try {
            Fault fault = onlyFault(LeakedThreadTestCase.class);
            assertThat(fault.kind()).isEqualTo(FaultKind.LEAKED_THREAD);
            assertThat(fault.subject()).isEqualTo("sleeper");
        } finally {
            SLEEPING.forEach(Thread::interrupt);
        }
        Kit.passes(JoinedThreadTestCase.class);
    }

    @AsyncLoopConfig(leaks = LeakPolicy.IGNORE)
    static class IgnoredTestCase extends LeakedTaskTestCase {}

    @AsyncLoopConfig(leaks = LeakPolicy.WARN)
    static class WarnedTestCase {
        @AsyncLoopTest(schedules = 1)
        void body(Loop loop) {
            loop.spawn("poller", () -> loop.sleep(Duration.ofHours(1)));
        }
    }

    @AsyncLoopConfig(leaks = LeakPolicy.IGNORE)
    static class StrictMethodTestCase {
        @AsyncLoopTest(leaks = LeakPolicy.FAIL)
        void body(Loop loop) {
            loop.spawn("poller", () -> loop.sleep(Duration.ofHours(1)));
        }
    }

    @Test
    void policy_ignore_lets_leaks_pass_silently() {
        EngineExecutionResults results = Kit.passes(IgnoredTestCase.class);
        assertThat(Kit.reportEntries(results)).isEmpty();
    }

    @Test
    void policy_warn_publishes_leaks() {
        EngineExecutionResults results = Kit.passes(WarnedTestCase.class);
        assertThat(Kit.reportEntries(results))
                .hasSize(1)
                .allSatisfy(entry -> assertThat(entry).contains("asyncloop.warning", "leaked task", "\"poller\""));
    }

    @Test
    void policy_of_the_method_counts_more() {
        Kit.failure(StrictMethodTestCase.class);
    }

    static class FailingAndLeakingTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            loop.spawn("poller", () -> loop.sleep(Duration.ofHours(1)));
            fail("first of all");
        }
    }

    @Test
    void leak_of_a_test_that_failed_is_not_told() {
        Throwable failure = Kit.failure(FailingAndLeakingTestCase.class);
        assertThat(Kit.firstLine(failure)).startsWith("first of all [");
        assertThat(failure).hasNoSuppressedExceptions();
        assertThat(failure.getCause()).hasNoSuppressedExceptions();
    }

    static class AbortedAndLeakingTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            loop.spawn("poller", () -> loop.sleep(Duration.ofHours(1)));
            Assumptions.abort("not here");
        }
    }

    @Test
    void leak_of_a_test_that_aborted_is_not_told() {
        Kit.run(AbortedAndLeakingTestCase.class)
                .testEvents()
                .assertStatistics(counts -> counts.aborted(1).failed(0));
    }

    static class LeakInOneOrderTestCase {
        @AsyncLoopTest(schedules = 50)
        void body(Loop loop) {
            if (Races.order(loop).get(0).equals("b")) {
                loop.spawn("poller", () -> loop.sleep(Duration.ofHours(1)));
            }
        }
    }

    @Test
    void leak_in_one_order_only_is_found_with_its_seed() {
        Throwable failure = Kit.failure(LeakInOneOrderTestCase.class);
        assertThat(Kit.firstLine(failure)).startsWith("leaked task: ").contains(" of 50, seed r2.");
        assertThat(failure).hasMessageContaining(Diagnosis.REPEATED);
    }
}
