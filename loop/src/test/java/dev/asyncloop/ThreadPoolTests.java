// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.ExecutorKind.seconds;
import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.Test;

/** What is special about {@link Loop#threadPool}: several workers, jobs that wait, interrupts. */
class ThreadPoolTests {

    private interface Body {
        void run(Loop loop, ScheduledExecutorService pool) throws Exception;
    }

    /** Runs a body as the main task, with a pool of two, in FIFO order and under 50 seeds, on two fibre backends. */
    private static void withTwoWorkers(Body body) {
        for (FibreBackend backend : List.of(FibreBackend.AUTO, FibreBackend.BATON)) {
            for (String seed : ExecutorKind.seeds()) {
                try (Loop loop = Loop.builder().seed(seed).fibres(backend).build()) {
                    loop.run(() -> body.run(loop, loop.threadPool(2)));
                } catch (Throwable e) {
                    throw new AssertionError("fails on " + backend + " with seed " + seed + ": " + e, e);
                }
            }
        }
    }

    private static List<FaultKind> faults(Loop loop) {
        return loop.audit().stream()
                .map(Fault::kind)
                .filter(kind -> kind != FaultKind.LEAKED_TASK && kind != FaultKind.LEAKED_EXECUTOR)
                .toList();
    }

    // ---- workers

    @Test
    void threadPool_noWorkers_isRefused() {
        try (Loop loop = Loop.create()) {
            assertThatThrownBy(() -> loop.threadPool(0)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void jobs_moreThanWorkers_beginInFifoOrderWhenAWorkerIsFree() {
        withTwoWorkers((loop, pool) -> {
            List<String> began = new ArrayList<>();
            int[] running = new int[1];
            for (int i = 0; i < 6; i++) {
                int seconds = i + 1;
                pool.execute(() -> {
                    assertThat(++running[0]).isLessThanOrEqualTo(2);
                    began.add(seconds + " at " + seconds(loop));
                    loop.sleep(Duration.ofSeconds(seconds));
                    running[0]--;
                });
            }
            pool.shutdown();
            assertThat(pool.awaitTermination(1, DAYS)).isTrue();

            assertThat(began.subList(0, 2)).containsExactlyInAnyOrder("1 at 0", "2 at 0");
            assertThat(began.subList(2, 6)).containsExactly("3 at 1", "4 at 2", "5 at 4", "6 at 6");
            assertThat(seconds(loop)).isEqualTo(12);
            assertThat(loop.tasks()).hasSize(1);
        });
    }

    @Test
    void jobs_onTwoWorkers_bothOrdersOfTheirStepsAreExplored() {
        Set<String> orders = new TreeSet<>();
        for (String seed : ExecutorKind.seeds()) {
            try (Loop loop = Loop.builder().seed(seed).build()) {
                StringBuilder order = new StringBuilder();
                ScheduledExecutorService pool = loop.threadPool(2);
                for (String name : List.of("a", "b")) {
                    pool.execute(() -> {
                        order.append(name).append("1 ");
                        loop.yieldNow();
                        order.append(name).append("2 ");
                    });
                }
                loop.runUntilIdle();
                orders.add(order.toString().trim());
            }
        }
        assertThat(orders)
                .containsExactlyInAnyOrder(
                        "a1 a2 b1 b2", "a1 b1 a2 b2", "a1 b1 b2 a2", "b1 a1 a2 b2", "b1 a1 b2 a2", "b1 b2 a1 a2");
    }

    @Test
    void jobs_onOneWorker_neverReorder() {
        for (String seed : ExecutorKind.seeds()) {
            try (Loop loop = Loop.builder().seed(seed).build()) {
                List<Integer> ran = new ArrayList<>();
                ScheduledExecutorService pool = loop.threadPool(1);
                for (int i = 0; i < 10; i++) {
                    int number = i;
                    Future<?> unused = pool.schedule(
                            () -> {
                                loop.yieldNow();
                                ran.add(number);
                            },
                            1,
                            SECONDS);
                }
                loop.advance(Duration.ofSeconds(1));
                assertThat(ran).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
            }
        }
    }

    @Test
    void job_running_isATaskWithANameAndTheSiteOfItsSubmission() throws Exception {
        try (Loop loop = Loop.create()) {
            assertThat(loop.threadPool(1).submit(() -> Task.current().name()).get())
                    .isEqualTo("pool-1 job 1");
            ScheduledExecutorService pool = loop.threadPool(1);
            Future<?> unused = pool.submit(() -> "value");
            Future<String> site = pool.submit(() -> Task.current().spawnSite());
            assertThat(site.get()).startsWith("(ThreadPoolTests.java:");
            assertThat(pool.submit(() -> Task.current().name()).get()).isEqualTo("pool-2 job 3");
            assertThat(unused.get()).isEqualTo("value");
        }
    }

    @Test
    void sameSeed_onBothBackends_sameStepsInTheSameOrder() {
        for (String seed : ExecutorKind.seeds()) {
            List<String> tokens = new ArrayList<>();
            for (FibreBackend backend : List.of(FibreBackend.AUTO, FibreBackend.BATON)) {
                try (Loop loop = Loop.builder().seed(seed).fibres(backend).build()) {
                    ScheduledExecutorService pool = loop.threadPool(2);
                    StringBuilder order = new StringBuilder();
                    for (int i = 0; i < 5; i++) {
                        int number = i;
                        Future<?> unused = pool.schedule(
                                () -> {
                                    loop.sleep(Duration.ofSeconds(number % 2));
                                    order.append(number);
                                },
                                number % 3,
                                SECONDS);
                    }
                    pool.shutdown();
                    loop.advance(Duration.ofSeconds(60));
                    assertThat(pool.isTerminated()).isTrue();
                    assertThat(loop.audit()).isEmpty();
                    tokens.add(order + " " + loop.replayToken());
                }
            }
            assertThat(tokens.get(1)).isEqualTo(tokens.get(0));
        }
    }

    // ---- periodic jobs that take time

    @Test
    void fixedRate_runThatTakesLong_catchesUpWithTheDeadlines() {
        withTwoWorkers((loop, pool) -> {
            List<Long> began = new ArrayList<>();
            ScheduledFuture<?> future = pool.scheduleAtFixedRate(
                    () -> {
                        began.add(seconds(loop));
                        loop.sleep(Duration.ofSeconds(began.size() == 2 ? 25 : 1));
                    },
                    5,
                    10,
                    SECONDS);
            loop.sleep(Duration.ofSeconds(70));
            future.cancel(true);

            // due at 5, 15, 25, 35, 45, ...; the second run ends at 40, and is never joined by another
            assertThat(began).containsExactly(5L, 15L, 40L, 41L, 45L, 55L, 65L);
        });
    }

    @Test
    void fixedDelay_runThatTakesLong_pauseCountsFromItsEnd() {
        withTwoWorkers((loop, pool) -> {
            List<Long> began = new ArrayList<>();
            ScheduledFuture<?> future = pool.scheduleWithFixedDelay(
                    () -> {
                        began.add(seconds(loop));
                        loop.sleep(Duration.ofSeconds(began.size()));
                    },
                    5,
                    10,
                    SECONDS);
            loop.sleep(Duration.ofSeconds(60));
            future.cancel(true);

            assertThat(began).containsExactly(5L, 16L, 28L, 41L, 55L);
        });
    }

    // ---- cancelling

    @Test
    void cancelWithInterrupt_runningJob_isInterruptedAndTheWorkerGoesOn() {
        withTwoWorkers((loop, pool) -> {
            List<String> seen = new ArrayList<>();
            Future<?> sleeper = pool.submit(() -> {
                try {
                    loop.sleep(Duration.ofSeconds(60));
                } catch (TaskCancelledException e) {
                    seen.add("cancelled at " + seconds(loop));
                    throw e;
                }
            });
            Future<?> other = pool.schedule(() -> "value", 90, SECONDS);
            Future<?> getter = pool.submit(() -> {
                try {
                    return other.get();
                } catch (InterruptedException e) {
                    seen.add("interrupted at " + seconds(loop));
                    return "swallowed, as jobs do at their end";
                }
            });
            Future<?> next = pool.submit(() -> seen.add("next at " + seconds(loop)));
            loop.sleep(Duration.ofSeconds(3));

            assertThat(sleeper.cancel(true)).isTrue();
            assertThat(sleeper.isDone()).isTrue();
            assertThatThrownBy(sleeper::get).isInstanceOf(CancellationException.class);
            next.get();
            assertThat(getter.cancel(true)).isTrue();
            assertThat(other.get()).isEqualTo("value");
            assertThat(seen).containsExactly("cancelled at 3", "next at 3", "interrupted at 3");
            assertThat(faults(loop)).isEmpty();
        });
    }

    @Test
    void cancelWithoutInterrupt_runningJob_runsOnAndItsResultIsLost() {
        withTwoWorkers((loop, pool) -> {
            List<String> seen = new ArrayList<>();
            Future<?> once = pool.submit(() -> {
                loop.sleep(Duration.ofSeconds(5));
                return seen.add("once");
            });
            ScheduledFuture<?> often = pool.scheduleAtFixedRate(
                    () -> {
                        loop.sleep(Duration.ofSeconds(6));
                        seen.add("often");
                    },
                    0,
                    1,
                    SECONDS);
            loop.sleep(Duration.ofSeconds(3));

            assertThat(once.cancel(false)).isTrue();
            assertThat(often.cancel(false)).isTrue();
            loop.sleep(Duration.ofSeconds(60));
            assertThat(seen).containsExactly("once", "often");
            assertThatThrownBy(once::get).isInstanceOf(CancellationException.class);
            assertThat(faults(loop)).isEmpty();
        });
    }

    @Test
    void cancel_jobWhoseTaskHasNotBegun_neverRunsAndFreesItsWorker() {
        withTwoWorkers((loop, pool) -> {
            List<String> ran = new ArrayList<>();
            Future<?> first = pool.submit(() -> ran.add("first"));
            Future<?> second = pool.submit(() -> ran.add("second"));
            Future<?> third = pool.submit(() -> ran.add("third"));
            assertThat(first.cancel(false)).isTrue();
            assertThat(second.cancel(true)).isTrue();

            third.get();
            assertThat(ran).containsExactly("third");
        });
    }

    @Test
    void cancelOfTheTask_notOfTheFuture_futureFailsWithTheCancellation() {
        withTwoWorkers((loop, pool) -> {
            Future<?> running = pool.submit(() -> loop.sleep(Duration.ofSeconds(60)));
            loop.sleep(Duration.ofSeconds(1));
            loop.tasks().stream()
                    .filter(task -> task.name().equals("pool-1 job 1"))
                    .forEach(Task::cancel);

            assertThatThrownBy(running::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TaskCancelledException.class);
            assertThat(running.isCancelled()).isFalse();
        });
    }

    // ---- the end

    @Test
    void shutdownNow_runningJobs_areInterruptedAndQueuedOnesReturned() {
        withTwoWorkers((loop, pool) -> {
            List<String> seen = new ArrayList<>();
            Future<?> submitted = pool.submit(() -> loop.sleep(Duration.ofSeconds(60)));
            pool.execute(() -> {
                try {
                    loop.sleep(Duration.ofSeconds(60));
                } finally {
                    seen.add("executed ended at " + seconds(loop));
                }
            });
            Runnable queued = () -> seen.add("queued");
            pool.execute(queued);
            loop.sleep(Duration.ofSeconds(2));

            assertThat(pool.shutdownNow()).containsExactly(queued);
            assertThat(pool.isTerminated()).isFalse();
            assertThat(pool.awaitTermination(1, SECONDS)).isTrue();
            assertThat(seen).containsExactly("executed ended at 2");
            assertThat(submitted.isDone()).isTrue();
            assertThat(faults(loop)).isEmpty();
            assertThatThrownBy(submitted::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TaskCancelledException.class);
        });
    }

    @Test
    void close_ofTheLoop_endsTheJobsAndStartsNoMore() {
        for (String seed : ExecutorKind.seeds()) {
            List<String> seen = new ArrayList<>();
            ScheduledExecutorService pool;
            List<Future<?>> futures = new ArrayList<>();
            try (Loop loop = Loop.builder().seed(seed).build()) {
                pool = loop.threadPool(2);
                for (int i = 0; i < 100; i++) {
                    int number = i;
                    futures.add(pool.submit(() -> {
                        seen.add("begins " + number);
                        loop.sleep(Duration.ofSeconds(60));
                    }));
                }
                loop.runUntilIdle();
            }
            assertThat(seen).containsExactlyInAnyOrder("begins 0", "begins 1");
            assertThat(futures).allMatch(Future::isDone);
            assertThat(pool.isTerminated()).isTrue();
        }
    }

    @Test
    void audit_poolThatIsNotShutDown_namesItsSite() {
        try (Loop loop = Loop.create()) {
            ScheduledExecutorService pool = loop.threadPool(1);
            assertThat(loop.audit()).hasSize(1);
            assertThat(loop.audit().get(0).toString()).contains("\"pool-1\"", "(ThreadPoolTests.java:");
            pool.shutdown();
            assertThat(loop.audit()).isEmpty();
        }
    }

    @Test
    void deadlock_jobWaitsForAJobThatHasNoWorker_reportTellsTheChain() {
        try (Loop loop = Loop.create()) {
            ScheduledExecutorService pool = loop.threadPool(1);
            Future<?> outer = pool.submit(() -> {
                Future<?> inner = pool.submit(() -> "value");
                return inner.get();
            });

            assertThatThrownBy(() -> loop.run(() -> outer.get()))
                    .isInstanceOf(DeadlockException.class)
                    .hasMessageContaining("task \"pool-1 job 1\" (#1) waits for job 2 of pool \"pool-1\"")
                    .hasMessageContaining("which is queued, for no worker is free, submitted at (ThreadPoolTests")
                    .hasMessageContaining("task \"main\" (#2) waits for job 1 of pool \"pool-1\"")
                    .hasMessageContaining("of which see above")
                    .hasMessageNotContaining("circle");
        }
    }
}
