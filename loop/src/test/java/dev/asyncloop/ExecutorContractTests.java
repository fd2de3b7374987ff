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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Submitting, times, and futures: what all executors of a loop do in any order. */
class ExecutorContractTests {

    private static void nothing() {}

    // ---- submitting

    @ParameterizedTest
    @EnumSource
    void submit_jobsThatEndNormally_futuresHaveTheirResults(ExecutorKind kind) {
        kind.inEveryOrder((loop, executor) -> {
            List<String> ran = new ArrayList<>();
            Future<String> callable = executor.submit(() -> "value");
            Future<?> runnable = executor.submit(() -> {
                ran.add("runnable");
            });
            Future<String> withResult = executor.submit(() -> ran.add("with result"), "given");

            assertThat(callable.isDone()).isFalse();
            assertThat(callable.get()).isEqualTo("value");
            assertThat(runnable.get()).isNull();
            assertThat(withResult.get(1, SECONDS)).isEqualTo("given");
            assertThat(ran).containsExactlyInAnyOrder("runnable", "with result");
            assertThat(callable.isDone()).isTrue();
            assertThat(callable.isCancelled()).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource
    void submit_jobThatFails_futureFailsWithTheVeryException(ExecutorKind kind) {
        kind.inEveryOrder((loop, executor) -> {
            Exception failure = new Exception("boom");
            Future<?> future = executor.submit(() -> {
                throw failure;
            });

            assertThatThrownBy(future::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCause(failure);
            executor.shutdown();
            assertThat(executor.awaitTermination(1, SECONDS)).isTrue();
            assertThat(faults(loop)).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void submit_jobThatThrowsACancellation_futureFailedAndIsNotCancelled(ExecutorKind kind) {
        kind.inEveryOrder((loop, executor) -> {
            CancellationException failure = new CancellationException("of something else");
            Future<?> future = executor.submit(() -> {
                throw failure;
            });

            assertThatThrownBy(future::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCause(failure);
            assertThat(future.isCancelled()).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource
    void submit_failureThatNobodyLooksAt_isInTheAudit(ExecutorKind kind) {
        kind.inEveryOrder((loop, executor) -> {
            Future<?> ignored = executor.submit(() -> {
                throw new IllegalStateException("boom");
            });
            executor.shutdown();
            assertThat(executor.awaitTermination(1, SECONDS)).isTrue();

            assertThat(ignored.isDone()).isTrue();
            assertThat(faults(loop)).hasSize(1);
            Fault fault = faults(loop).get(0);
            assertThat(fault.kind()).isEqualTo(FaultKind.UNOBSERVED_FAILURE);
            assertThat(fault.toString()).contains("job 1 of", "boom", "(ExecutorContractTests.java:");
        });
    }

    @ParameterizedTest
    @EnumSource
    void execute_jobThatFails_exceptionHandlerIsToldAndOthersRun(ExecutorKind kind) {
        kind.inEveryOrder((loop, executor) -> {
            List<ExceptionContext> told = new ArrayList<>();
            loop.setExceptionHandler((where, context) -> told.add(context));
            RuntimeException failure = new RuntimeException("boom");
            AtomicInteger others = new AtomicInteger();

            executor.execute(() -> {
                throw failure;
            });
            executor.execute(others::incrementAndGet);
            executor.submit(others::incrementAndGet).get();
            executor.shutdown();

            assertThat(executor.awaitTermination(1, SECONDS)).isTrue();
            assertThat(others).hasValue(2);
            assertThat(told).hasSize(1);
            assertThat(told.get(0).exception()).isSameAs(failure);
            assertThat(told.get(0).message()).contains("job 1 of", "(ExecutorContractTests.java:");
            assertThat(faults(loop)).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    @SuppressWarnings("FutureReturnValueIgnored")
    void anyMethod_nullArgument_isRefusedAndQueuesNothing(ExecutorKind kind) {
        kind.inEveryOrder((loop, executor) -> {
            List<ThrowingRunnable> calls = List.of(
                    () -> executor.execute(null),
                    () -> executor.submit((Runnable) null),
                    () -> executor.submit((Runnable) null, "result"),
                    () -> executor.submit((Callable<?>) null),
                    () -> executor.schedule((Runnable) null, 1, SECONDS),
                    () -> executor.schedule((Callable<?>) null, 1, SECONDS),
                    () -> executor.schedule(ExecutorContractTests::nothing, 1, null),
                    () -> executor.schedule(() -> "value", 1, null),
                    () -> executor.scheduleAtFixedRate(null, 1, 1, SECONDS),
                    () -> executor.scheduleAtFixedRate(ExecutorContractTests::nothing, 1, 1, null),
                    () -> executor.scheduleWithFixedDelay(null, 1, 1, SECONDS),
                    () -> executor.scheduleWithFixedDelay(ExecutorContractTests::nothing, 1, 1, null),
                    () -> executor.awaitTermination(1, null),
                    () -> executor.invokeAll(null),
                    () -> executor.invokeAll(Collections.singletonList(null)),
                    () -> executor.invokeAll(List.of(), 1, null),
                    () -> executor.invokeAny(null),
                    () -> executor.invokeAny(Arrays.asList(() -> "value", null)),
                    () -> executor.invokeAny(List.of(() -> "value"), 1, null));
            for (ThrowingRunnable call : calls) {
                assertThatThrownBy(call::run).isInstanceOf(NullPointerException.class);
            }
            assertThat(loop.timerCount()).isZero();
            assertThat(executor.shutdownNow()).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void periodicJob_periodThatIsNotPositive_isRefused(ExecutorKind kind) {
        kind.inEveryOrder((loop, executor) -> {
            assertThatThrownBy(() -> executor.scheduleAtFixedRate(ExecutorContractTests::nothing, 1, 0, SECONDS))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("period is 0");
            assertThatThrownBy(() -> executor.scheduleWithFixedDelay(ExecutorContractTests::nothing, 1, -1, SECONDS))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("delay is -1");
        });
    }

    @ParameterizedTest
    @EnumSource
    @SuppressWarnings("FutureReturnValueIgnored")
    void anyMethod_fromAForeignThread_isRefused(ExecutorKind kind) {
        kind.onEveryLoop((loop, executor) -> {
            List<ThrowingRunnable> calls = List.of(
                    () -> executor.execute(ExecutorContractTests::nothing),
                    () -> executor.submit(ExecutorContractTests::nothing),
                    () -> executor.schedule(ExecutorContractTests::nothing, 1, SECONDS),
                    () -> executor.scheduleAtFixedRate(ExecutorContractTests::nothing, 1, 1, SECONDS),
                    () -> executor.invokeAll(List.of(() -> "value")),
                    () -> executor.invokeAny(List.of(() -> "value")),
                    executor::shutdown,
                    executor::shutdownNow,
                    executor::isShutdown,
                    executor::isTerminated,
                    () -> executor.awaitTermination(1, SECONDS));
            List<Throwable> thrown = new ArrayList<>();
            Thread foreign = new Thread(
                    () -> calls.forEach(call -> {
                        try {
                            call.run();
                        } catch (Throwable e) {
                            thrown.add(e);
                        }
                    }),
                    "foreign");
            foreign.start();
            foreign.join();

            assertThat(thrown)
                    .hasSameSizeAs(calls)
                    .allSatisfy(e -> assertThat(e)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("\"foreign\"")
                            .hasMessageContaining("callSoonThreadSafe"));
            assertThat(executor.isShutdown()).isFalse();
            assertThat(executor.shutdownNow()).isEmpty();
        });
    }

    // ---- time

    @ParameterizedTest
    @EnumSource
    void schedule_delays_jobsRunAtTheirInstant(ExecutorKind kind) {
        kind.inEveryOrder((loop, executor) -> {
            loop.sleep(Duration.ofSeconds(100));
            ScheduledFuture<Long> later = executor.schedule(() -> seconds(loop), 7, SECONDS);
            ScheduledFuture<Long> sooner = executor.schedule(() -> seconds(loop), 3, SECONDS);
            ScheduledFuture<Long> past = executor.schedule(() -> seconds(loop), -5, SECONDS);

            assertThat(later.getDelay(SECONDS)).isEqualTo(7);
            assertThat(past.getDelay(SECONDS)).isZero();
            assertThat(past.get()).isEqualTo(100);
            assertThat(sooner.get()).isEqualTo(103);
            assertThat(later.getDelay(MILLISECONDS)).isEqualTo(4_000);
            assertThat(later.get()).isEqualTo(107);
            loop.sleep(Duration.ofSeconds(2));
            assertThat(later.getDelay(SECONDS)).isEqualTo(-2);
        });
    }

    @ParameterizedTest
    @EnumSource
    void schedule_hugeDelay_neverComesAndHasAHugeDelayLeft(ExecutorKind kind) {
        kind.inEveryOrder((loop, executor) -> {
            loop.sleep(Duration.ofSeconds(1));
            ScheduledFuture<?> never = executor.schedule(ExecutorContractTests::nothing, Long.MAX_VALUE, DAYS);

            assertThat(never.getDelay(DAYS)).isGreaterThan(100_000);
            assertThat(never.compareTo(executor.schedule(ExecutorContractTests::nothing, 1, SECONDS)))
                    .isPositive();
            assertThat(executor.shutdownNow()).hasSize(2);
        });
    }

    @ParameterizedTest
    @EnumSource
    void schedule_randomCalls_jobsRunAtTheInstantsOfAModel(ExecutorKind kind) {
        kind.inEveryOrder((loop, executor) -> {
            long end = 60;
            RandomGenerator random = loop.random();
            List<Long> expected = new ArrayList<>();
            List<Long> ran = new ArrayList<>();
            List<ScheduledFuture<?>> futures = new ArrayList<>();
            Runnable job = () -> ran.add(seconds(loop));
            for (int i = 0; i < 30; i++) {
                long delay = random.nextInt(20);
                long period = 1L + random.nextInt(5);
                int method = random.nextInt(3);
                futures.add(
                        switch (method) {
                            case 0 -> executor.schedule(job, delay, SECONDS);
                            case 1 -> executor.scheduleAtFixedRate(job, delay, period, SECONDS);
                            default -> executor.scheduleWithFixedDelay(job, delay, period, SECONDS);
                        });
                long first = seconds(loop) + delay;
                for (long time = first; time <= (method == 0 ? first : end); time += period) {
                    expected.add(time);
                }
                loop.sleep(Duration.ofSeconds(random.nextInt(2)));
            }
            loop.sleep(Duration.ofSeconds(end - seconds(loop)).plusMillis(500));
            futures.forEach(future -> future.cancel(false));

            Collections.sort(expected);
            assertThat(ran).isEqualTo(expected);
            assertThat(loop.timerCount()).isZero();
        });
    }

    @ParameterizedTest
    @EnumSource
    void fixedRate_jobThatFails_stopsAndItsFutureFails(ExecutorKind kind) {
        kind.inEveryOrder((loop, executor) -> {
            List<Long> ran = new ArrayList<>();
            ScheduledFuture<?> future = executor.scheduleAtFixedRate(
                    () -> {
                        ran.add(seconds(loop));
                        if (ran.size() == 3) {
                            throw new IllegalStateException("enough");
                        }
                    },
                    2,
                    5,
                    SECONDS);

            assertThatThrownBy(future::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("enough");
            assertThat(ran).containsExactly(2L, 7L, 12L);
            assertThat(future.isDone()).isTrue();
            assertThat(loop.timerCount()).isZero();
        });
    }

    @ParameterizedTest
    @EnumSource
    void compareTo_deadlinesAndSubmissions_orderByBoth(ExecutorKind kind) {
        kind.inEveryOrder((loop, executor) -> {
            ScheduledFuture<?> third = executor.schedule(ExecutorContractTests::nothing, 9, SECONDS);
            ScheduledFuture<?> first = executor.schedule(ExecutorContractTests::nothing, 5, SECONDS);
            ScheduledFuture<?> second = executor.schedule(ExecutorContractTests::nothing, 5_000, MILLISECONDS);
            List<ScheduledFuture<?>> sorted = new ArrayList<>(List.of(third, second, first));
            Collections.sort(sorted);

            assertThat(sorted).containsExactly(first, second, third);
            assertThat(first.compareTo(sorted.get(0))).isZero();
            assertThat(third.compareTo(first)).isPositive();
            assertThat(executor.shutdownNow()).hasSize(3);
        });
    }

    // ---- cancelling

    @ParameterizedTest
    @EnumSource
    void cancel_jobThatHasNotBegun_neverRuns(ExecutorKind kind) {
        kind.inEveryOrder((loop, executor) -> {
            List<String> ran = new ArrayList<>();
            Future<?> now = executor.submit(() -> ran.add("now"));
            ScheduledFuture<?> later = executor.schedule(() -> ran.add("later"), 1, SECONDS);
            ScheduledFuture<?> often = executor.scheduleAtFixedRate(() -> ran.add("often"), 1, 1, SECONDS);

            assertThat(now.cancel(false)).isTrue();
            assertThat(later.cancel(true)).isTrue();
            assertThat(often.cancel(false)).isTrue();
            assertThat(often.cancel(false)).isFalse();
            assertThat(loop.timerCount()).isZero();
            loop.sleep(Duration.ofSeconds(10));

            assertThat(ran).isEmpty();
            for (Future<?> future : List.of(now, later, often)) {
                assertThat(future.isDone()).isTrue();
                assertThat(future.isCancelled()).isTrue();
                assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void cancel_periodicJobFromItsOwnRun_runsNoMore(ExecutorKind kind) {
        kind.inEveryOrder((loop, executor) -> {
            List<Long> ran = new ArrayList<>();
            List<Future<?>> self = new ArrayList<>();
            self.add(executor.scheduleWithFixedDelay(
                    () -> {
                        ran.add(seconds(loop));
                        if (ran.size() == 2) {
                            self.get(0).cancel(false);
                        }
                    },
                    0,
                    3,
                    SECONDS));

            assertThatThrownBy(() -> self.get(0).get()).isInstanceOf(CancellationException.class);
            loop.sleep(Duration.ofSeconds(10));
            assertThat(ran).containsExactly(0L, 3L);
            assertThat(loop.timerCount()).isZero();
        });
    }

    @ParameterizedTest
    @EnumSource
    void get_waitingTaskIsCancelled_jobRunsOn(ExecutorKind kind) {
        kind.inEveryOrder((loop, executor) -> {
            ScheduledFuture<String> future = executor.schedule(() -> "value", 5, SECONDS);
            Task<String> waiter = loop.spawn("waiter", () -> future.get());
            loop.sleep(Duration.ofSeconds(1));

            assertThat(waiter.cancel()).isTrue();
            assertThatThrownBy(waiter::get).isInstanceOf(CancellationException.class);
            assertThat(future.isDone()).isFalse();
            assertThat(future.get()).isEqualTo("value");
        });
    }

    // ---- who waits

    @ParameterizedTest
    @EnumSource
    void get_fromOutsideOfAnyStep_drivesTheLoop(ExecutorKind kind) {
        kind.onEveryLoop((loop, executor) -> {
            ScheduledFuture<Long> future = executor.schedule(() -> seconds(loop), 9, SECONDS);

            assertThat(future.get()).isEqualTo(9);
            assertThat(executor.invokeAll(List.of(() -> 1, () -> 2)))
                    .extracting(Future::get)
                    .containsExactly(1, 2);
            executor.shutdown();
            assertThat(executor.awaitTermination(1, NANOSECONDS)).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void waiting_inACallback_failsAtOnce(ExecutorKind kind) {
        kind.onEveryLoop((loop, executor) -> {
            Future<?> future = executor.schedule(ExecutorContractTests::nothing, 1, SECONDS);
            List<ThrowingRunnable> calls = List.of(
                    future::get,
                    () -> future.get(1, SECONDS),
                    () -> executor.awaitTermination(1, SECONDS),
                    () -> executor.invokeAll(List.of(() -> "value")),
                    () -> executor.invokeAny(List.of(() -> "value")));
            AtomicInteger refused = new AtomicInteger();
            loop.callSoon(() -> calls.forEach(call -> {
                assertThatThrownBy(call::run)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("A callback may not wait");
                refused.incrementAndGet();
            }));
            loop.runUntilIdle();

            assertThat(refused).hasValue(calls.size());
            assertThat(executor.shutdownNow()).containsExactly((Runnable) future);
        });
    }

    /** Returns what is wrong but for the pool that is not shut down. */
    private static List<Fault> faults(Loop loop) {
        List<Fault> faults = new ArrayList<>(loop.audit());
        faults.removeIf(fault -> fault.kind() == FaultKind.LEAKED_EXECUTOR || fault.kind() == FaultKind.LEAKED_TASK);
        return faults;
    }
}
