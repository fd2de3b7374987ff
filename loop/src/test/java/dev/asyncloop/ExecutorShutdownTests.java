// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.ExecutorKind.seconds;
import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How the executors of a loop end, in any order. */
class ExecutorShutdownTests {

    @ParameterizedTest
    @EnumSource
    void shutdown_queuedAndDelayedJobs_runAndPeriodicOnesAreCancelled(ExecutorKind kind) {
        kind.inEveryOrder((loop, executor) -> {
            List<Long> ran = new ArrayList<>();
            executor.execute(() -> ran.add(seconds(loop)));
            ScheduledFuture<?> delayed = executor.schedule(() -> ran.add(seconds(loop)), 5, SECONDS);
            ScheduledFuture<?> rate = executor.scheduleAtFixedRate(() -> ran.add(-1L), 1, 1, SECONDS);
            ScheduledFuture<?> pause = executor.scheduleWithFixedDelay(() -> ran.add(-1L), 1, 1, SECONDS);

            assertThat(executor.isShutdown()).isFalse();
            assertThat(executor.isTerminated()).isFalse();
            executor.shutdown();

            assertThat(executor.isShutdown()).isTrue();
            assertThat(executor.isTerminated()).isFalse();
            assertThat(rate.isCancelled()).isTrue();
            assertThat(pause.isCancelled()).isTrue();
            assertThat(executor.awaitTermination(3, SECONDS)).isFalse();
            assertThat(seconds(loop)).isEqualTo(3);
            assertThat(executor.awaitTermination(1, DAYS)).isTrue();
            assertThat(seconds(loop)).isEqualTo(5);
            assertThat(executor.isTerminated()).isTrue();
            assertThat(executor.awaitTermination(0, SECONDS)).isTrue();
            assertThat(delayed.isDone()).isTrue();
            assertThat(ran).containsExactly(0L, 5L);
            executor.shutdown();
            assertThat(executor.shutdownNow()).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void shutdown_duringARunOfAPeriodicJob_thatRunIsTheLast(ExecutorKind kind) {
        kind.inEveryOrder((loop, executor) -> {
            List<Long> ran = new ArrayList<>();
            ScheduledFuture<?> future = executor.scheduleAtFixedRate(
                    () -> {
                        ran.add(seconds(loop));
                        if (ran.size() == 3) {
                            executor.shutdown();
                            assertThat(executor.isTerminated()).isFalse();
                        }
                    },
                    1,
                    1,
                    SECONDS);

            assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
            assertThat(executor.awaitTermination(1, DAYS)).isTrue();
            assertThat(ran).containsExactly(1L, 2L, 3L);
        });
    }

    @ParameterizedTest
    @EnumSource
    void shutdownNow_jobsThatHaveNotBegun_areReturnedInOrderAndDoNotRun(ExecutorKind kind) {
        kind.inEveryOrder((loop, executor) -> {
            List<String> ran = new ArrayList<>();
            Runnable first = () -> ran.add("first");
            executor.execute(first);
            Future<?> second = executor.submit(() -> ran.add("second"));
            ScheduledFuture<?> fourth = executor.schedule(() -> ran.add("fourth"), 2, SECONDS);
            ScheduledFuture<?> third = executor.scheduleAtFixedRate(() -> ran.add("third"), 1, 1, SECONDS);

            List<Runnable> neverBegan = executor.shutdownNow();

            assertThat(neverBegan).containsExactly(first, (Runnable) second, (Runnable) third, (Runnable) fourth);
            assertThat(loop.timerCount()).isZero();
            assertThat(executor.awaitTermination(1, SECONDS)).isTrue();
            loop.sleep(Duration.ofSeconds(5));
            assertThat(ran).isEmpty();
            assertThat(second.isDone()).isFalse();
            neverBegan.forEach(Runnable::run);
            assertThat(ran).containsExactly("first", "second", "third", "fourth");
            assertThat(second.isDone()).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    @SuppressWarnings("FutureReturnValueIgnored")
    void submit_afterShutdown_isRejectedWithTheStory(ExecutorKind kind) {
        kind.inEveryOrder((loop, executor) -> {
            loop.sleep(Duration.ofSeconds(3));
            executor.shutdown();
            loop.sleep(Duration.ofSeconds(2));

            List<ThrowingRunnable> calls = List.of(
                    () -> executor.execute(() -> {}),
                    () -> executor.submit(() -> "value"),
                    () -> executor.schedule(() -> "value", 1, SECONDS),
                    () -> executor.scheduleAtFixedRate(() -> {}, 1, 1, SECONDS),
                    () -> executor.scheduleWithFixedDelay(() -> {}, 1, 1, SECONDS),
                    () -> executor.invokeAll(List.of(() -> "value")),
                    () -> executor.invokeAny(List.of(() -> "value")));
            for (ThrowingRunnable call : calls) {
                assertThatThrownBy(call::run)
                        .isInstanceOf(RejectedExecutionException.class)
                        .hasMessageContaining("was rejected at virtual time 5s")
                        .hasMessageContaining(kind == ExecutorKind.EXECUTOR ? "executor()" : "pool \"pool-1\"")
                        .hasMessageContaining("of loop \"loop\"")
                        .hasMessageContaining("shutdown() was called at 3s");
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void execute_afterTheLoopWasClosed_isRejected(ExecutorKind kind) {
        kind.onEveryLoop((loop, executor) -> {
            Future<?> queued = executor.schedule(() -> "value", 1, SECONDS);
            loop.close();

            assertThatThrownBy(() -> executor.execute(() -> {}))
                    .isInstanceOf(RejectedExecutionException.class)
                    .hasMessageContaining("the loop was closed");
            assertThat(executor.isShutdown()).isTrue();
            assertThat(executor.isTerminated()).isTrue();
            assertThat(executor.awaitTermination(1, SECONDS)).isTrue();
            assertThat(queued.isCancelled()).isTrue();
            executor.shutdown();
            assertThat(executor.shutdownNow()).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void awaitTermination_waitingTaskIsCancelled_isInterruptedAndTheExecutorGoesOn(ExecutorKind kind) {
        kind.inEveryOrder((loop, executor) -> {
            List<String> seen = new ArrayList<>();
            ScheduledFuture<?> job = executor.schedule(() -> seen.add("job"), 5, SECONDS);
            executor.shutdown();
            Task<?> waiter = loop.spawn(() -> {
                try {
                    return executor.awaitTermination(1, DAYS);
                } catch (InterruptedException e) {
                    seen.add("interrupted");
                    throw e;
                }
            });
            loop.sleep(Duration.ofSeconds(1));
            waiter.cancel();

            assertThatThrownBy(waiter::get).isInstanceOf(CancellationException.class);
            assertThat(executor.isTerminated()).isFalse();
            assertThat(executor.awaitTermination(1, DAYS)).isTrue();
            assertThat(job.isDone()).isTrue();
            assertThat(seen).containsExactly("interrupted", "job");
        });
    }

    @ParameterizedTest
    @EnumSource
    void close_ofLaterJdks_waitsForTheJobs(ExecutorKind kind) throws Exception {
        Assumptions.assumeTrue(Runtime.version().feature() >= 19, "ExecutorService.close() came with JDK 19");
        Method close = ExecutorService.class.getMethod("close");
        kind.inEveryOrder((loop, executor) -> {
            ScheduledFuture<?> job = executor.schedule(() -> "value", 5, SECONDS);
            close.invoke(executor);
            assertThat(job.isDone()).isTrue();
            assertThat(seconds(loop)).isEqualTo(5);
            close.invoke(executor);
        });
        kind.onEveryLoop((loop, executor) -> {
            ScheduledFuture<?> job = executor.schedule(() -> "value", 5, SECONDS);
            close.invoke(executor);
            assertThat(job.isDone()).isTrue();
            assertThat(loop.audit()).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void toString_anyState_namesExecutorAndState(ExecutorKind kind) {
        kind.inEveryOrder((loop, executor) -> {
            ScheduledExecutorService named = executor;
            assertThat(named.toString()).contains("of loop \"loop\" (open, 0 running, 0 queued)");
            ScheduledFuture<?> job = named.schedule(() -> "value", 5, SECONDS);
            assertThat(job.toString()).contains("job 1 of", "is due at 5s");
            named.shutdown();
            assertThat(named.toString()).contains("(shutting down, 0 running, 1 queued)");
            job.cancel(false);
            assertThat(named.toString()).contains("(terminated, 0 running, 0 queued)");
            assertThat(job.toString()).contains("was cancelled");
        });
    }
}
