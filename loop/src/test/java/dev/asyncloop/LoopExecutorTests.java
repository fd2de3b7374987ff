// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.ExecutorKind.seconds;
import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What is special about {@link Loop#executor()}: one job after the other, as callbacks, in an order that no seed changes. */
class LoopExecutorTests {

    /** Deadline in seconds, then number of submission. */
    private record Due(long second, int number) {}

    @Test
    void executor_asked_isTheSameEveryTimeAndNeedNotBeShutDown() throws Exception {
        try (Loop loop = Loop.create()) {
            assertThat(loop.executor()).isSameAs(loop.executor());
            assertThat(loop.executor().submit(() -> "value").get()).isEqualTo("value");
            assertThat(loop.audit()).isEmpty();
        }
    }

    @Test
    void job_running_isACallbackOfTheLoopAndNoTask() {
        try (Loop loop = Loop.create()) {
            loop.run(() -> assertThat(loop.executor()
                            .submit(() -> Loop.current() == loop && loop.currentTask() == null)
                            .get())
                    .isTrue());
        }
    }

    @Test
    void jobs_inFifoOrder_takeTheirPlaceAmongCallbacks() {
        try (Loop loop = Loop.create()) {
            List<String> ran = new ArrayList<>();
            ScheduledExecutorService executor = loop.executor();
            executor.execute(() -> ran.add("job 1"));
            executor.execute(() -> ran.add("job 2"));
            loop.callSoon(() -> ran.add("callback"));
            executor.execute(() -> ran.add("job 3"));
            loop.runUntilIdle();

            assertThat(ran).containsExactly("job 1", "job 2", "callback", "job 3");
        }
    }

    @Test
    void jobs_amongOtherWork_neverReorderUnder1000Seeds() {
        boolean moved = false;
        for (int seed = 0; seed < 1_000; seed++) {
            try (Loop loop = Loop.builder().seed(seed).build()) {
                ScheduledExecutorService executor = loop.executor();
                List<String> all = new ArrayList<>();
                List<Due> ran = new ArrayList<>();
                List<Due> submitted = new ArrayList<>();
                RandomGenerator random = loop.random();
                for (int i = 0; i < 12; i++) {
                    Due due = new Due(random.nextInt(3), i);
                    submitted.add(due);
                    Runnable job = () -> {
                        assertThat(seconds(loop)).isEqualTo(due.second);
                        ran.add(due);
                        all.add("job");
                    };
                    if (due.second == 0) {
                        executor.execute(job);
                    } else {
                        Future<?> unused = executor.schedule(job, due.second, SECONDS);
                    }
                    loop.callLater(Duration.ofSeconds(due.second), () -> all.add("callback"));
                }
                loop.advance(Duration.ofSeconds(5));

                submitted.sort(Comparator.comparingLong(Due::second).thenComparingInt(Due::number));
                assertThat(ran).as("seed %s", loop.seed()).isEqualTo(submitted);
                moved |= !all.get(0).equals("job");
            }
        }
        assertThat(moved).as("whether seeds permute jobs and callbacks").isTrue();
    }

    @Test
    void jobsOfOneDeadline_periodicOneSubmittedFirst_keepTheOrderOfSubmission() {
        for (String seed : ExecutorKind.seeds()) {
            try (Loop loop = Loop.builder().seed(seed).build()) {
                List<String> ran = new ArrayList<>();
                ScheduledExecutorService executor = loop.executor();
                ScheduledFuture<?> periodic = executor.scheduleAtFixedRate(() -> ran.add("periodic"), 1, 1, SECONDS);
                Future<?> later = executor.schedule(() -> ran.add("one-shot"), 3, SECONDS);
                Future<?> third = executor.schedule(() -> ran.add("third"), 3, SECONDS);
                loop.advance(Duration.ofMillis(3_500));

                assertThat(ran).containsExactly("periodic", "periodic", "periodic", "one-shot", "third");
                assertThat(later.isDone() && third.isDone()).isTrue();
                periodic.cancel(false);
                assertThat(loop.timerCount()).isZero();
            }
        }
    }

    @Test
    void jobsOfOneDeadline_firstOneCancelsTheNext_thatOneDoesNotRun() {
        for (String seed : ExecutorKind.seeds()) {
            try (Loop loop = Loop.builder().seed(seed).build()) {
                List<String> ran = new ArrayList<>();
                List<Future<?>> futures = new ArrayList<>();
                ScheduledExecutorService executor = loop.executor();
                futures.add(executor.scheduleAtFixedRate(
                        () -> {
                            ran.add("periodic");
                            if (ran.size() == 3) {
                                futures.get(1).cancel(false);
                            }
                        },
                        1,
                        1,
                        SECONDS));
                futures.add(executor.schedule(() -> ran.add("cancelled"), 3, SECONDS));
                futures.add(executor.schedule(() -> ran.add("third"), 3, SECONDS));
                loop.advance(Duration.ofMillis(4_500));

                assertThat(ran).containsExactly("periodic", "periodic", "periodic", "third", "periodic");
                assertThat(executor.shutdownNow()).hasSize(1);
            }
        }
    }

    @Test
    void job_submittedByADueJob_runsBehindThoseThatAreDue() {
        try (Loop loop = Loop.create()) {
            List<String> ran = new ArrayList<>();
            ScheduledExecutorService executor = loop.executor();
            Future<?> first = executor.schedule(
                    () -> {
                        ran.add("first");
                        executor.execute(() -> ran.add("submitted by first"));
                    },
                    1,
                    SECONDS);
            Future<?> second = executor.schedule(() -> ran.add("second"), 1, SECONDS);
            loop.advance(Duration.ofSeconds(1));

            assertThat(ran).containsExactly("first", "second", "submitted by first");
            assertThat(first.isDone() && second.isDone()).isTrue();
        }
    }

    @Test
    void job_thatWouldHaveToWait_failsAtOnce() {
        for (String seed : ExecutorKind.seeds()) {
            try (Loop loop = Loop.builder().seed(seed).build()) {
                ScheduledExecutorService executor = loop.executor();
                loop.run(() -> {
                    Future<String> other = executor.schedule(() -> "value", 1, SECONDS);
                    Future<?> gets = executor.submit(() -> other.get());
                    Future<?> sleeps = executor.submit(() -> loop.sleep(Duration.ofSeconds(1)));
                    for (Future<?> future : List.of(gets, sleeps)) {
                        assertThatThrownBy(future::get)
                                .isInstanceOf(ExecutionException.class)
                                .hasCauseInstanceOf(IllegalStateException.class)
                                .hasMessageContaining("A callback may not wait");
                    }
                    assertThat(seconds(loop)).isZero();
                    assertThat(other.get()).isEqualTo("value");
                });
            }
        }
    }

    @Test
    void executor_asTheExecutorOfCompletableFutures_runsTheirFunctionsOnTheLoop() {
        for (String seed : ExecutorKind.seeds()) {
            try (Loop loop = Loop.builder().seed(seed).build()) {
                loop.run(() -> {
                    CompletableFuture<String> future = CompletableFuture.supplyAsync(() -> "a", loop.executor())
                            .thenApplyAsync(text -> text + "b", loop.executor());
                    assertThat(loop.await(future)).isEqualTo("ab");
                });
            }
        }
    }

    @Test
    void schedule_100000Jobs_runInTheOrderOfTheirDeadlines() {
        int jobs = 100_000;
        try (Loop loop = Loop.builder().seed(7).build()) {
            ScheduledExecutorService executor = loop.executor();
            RandomGenerator random = loop.random();
            AtomicInteger ran = new AtomicInteger();
            List<Future<?>> cancelled = new ArrayList<>();
            long[] last = new long[1];
            for (int i = 0; i < jobs; i++) {
                long deadline = random.nextInt(1_000_000);
                Future<?> future = executor.schedule(
                        () -> {
                            assertThat(loop.clock().nanoTime()).isEqualTo(deadline * 1_000_000L);
                            assertThat(deadline).isGreaterThanOrEqualTo(last[0]);
                            last[0] = deadline;
                            ran.incrementAndGet();
                        },
                        deadline,
                        MILLISECONDS);
                if (i % 10 == 0) {
                    cancelled.add(future);
                }
            }
            cancelled.forEach(future -> future.cancel(false));
            executor.shutdown();
            loop.advance(Duration.ofDays(1));

            assertThat(executor.isTerminated()).isTrue();
            assertThat(ran).hasValue(jobs - cancelled.size());
            assertThat(loop.audit()).isEmpty();
        }
    }

    @Test
    void periodicJob_notCancelledAtTheEnd_isALeakedTimerWithItsSite() {
        try (Loop loop = Loop.create()) {
            ScheduledFuture<?> forgotten = loop.executor().scheduleAtFixedRate(() -> {}, 1, 1, SECONDS);
            loop.advance(Duration.ofSeconds(3));

            assertThat(forgotten.getDelay(NANOSECONDS)).isEqualTo(1_000_000_000L);
            assertThat(loop.audit()).hasSize(1);
            Fault fault = loop.audit().get(0);
            assertThat(fault.kind()).isEqualTo(FaultKind.LEAKED_TIMER);
            assertThat(fault.message()).contains("job 1 of executor(), due at 4s, set at (LoopExecutorTests.java:");
        }
    }

    @Test
    void advanceUntilIdle_jobThatIsNeverDue_isBeyondTheBudget() {
        try (Loop loop = Loop.create()) {
            Future<?> never = loop.executor().schedule(() -> "value", Long.MAX_VALUE, DAYS);

            assertThatThrownBy(loop::advanceUntilIdle).isInstanceOf(BudgetExceededException.class);
            assertThat(never.isDone()).isFalse();
            assertThat(loop.clock().nanoTime()).isZero();
        }
    }

    @Test
    void realTimeLoop_lateTimers_jobsRunInTheOrderOfTheirDeadlines() {
        try (Loop loop = Loop.builder().realTime().build()) {
            List<String> ran = new ArrayList<>();
            ScheduledExecutorService executor = loop.executor();
            loop.run(() -> {
                Future<?> second = executor.schedule(() -> ran.add("second"), 2, NANOSECONDS);
                Future<?> first = executor.schedule(
                        () -> {
                            ran.add("first");
                            executor.execute(() -> ran.add("last"));
                        },
                        1,
                        NANOSECONDS);
                first.get();
                second.get();
                executor.shutdown();
                assertThat(executor.awaitTermination(1, SECONDS)).isTrue();
            });
            assertThat(ran).containsExactly("first", "second", "last");
        }
    }
}
