// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.ExecutorKind.seconds;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code invokeAll} and {@code invokeAny} of the executors of a loop, in any order. */
class ExecutorInvokeTests {

    private static Callable<String> failing(String message) {
        return () -> {
            throw new IOException(message);
        };
    }

    private static Callable<String> sleeping(Loop loop, int seconds, String value, List<String> ran) {
        return () -> {
            ran.add(value + " begins");
            loop.sleep(Duration.ofSeconds(seconds));
            ran.add(value + " ends");
            return value;
        };
    }

    @ParameterizedTest
    @EnumSource
    void invokeAll_successAndFailure_allFuturesAreDoneInTheOrderOfTheTasks(ExecutorKind kind) {
        kind.inEveryOrder((loop, executor) -> {
            List<Future<String>> futures = executor.invokeAll(List.of(() -> "a", failing("b"), () -> "c"));

            assertThat(futures).hasSize(3).allMatch(Future::isDone);
            assertThat(futures.get(0).get()).isEqualTo("a");
            assertThatThrownBy(() -> futures.get(1).get())
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("b");
            assertThat(futures.get(2).get()).isEqualTo("c");
            assertThat(executor.invokeAll(List.<Callable<String>>of())).isEmpty();
            assertThat(executor.invokeAll(List.<Callable<String>>of(), 1, SECONDS))
                    .isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void invokeAll_noTimeAtAll_cancelsAllAndRunsNone(ExecutorKind kind) {
        kind.inEveryOrder((loop, executor) -> {
            List<String> ran = new ArrayList<>();
            List<Future<Boolean>> futures =
                    executor.invokeAll(List.of(() -> ran.add("a"), () -> ran.add("b")), 0, SECONDS);

            assertThat(futures).hasSize(2).allMatch(Future::isCancelled);
            loop.sleep(Duration.ofSeconds(1));
            assertThat(ran).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource(names = "POOL_.*", mode = EnumSource.Mode.MATCH_ALL)
    void invokeAll_timeRunsOut_cancelsThoseThatAreNotDone(ExecutorKind kind) {
        kind.inEveryOrder((loop, executor) -> {
            List<String> ran = new ArrayList<>();
            List<Future<String>> futures = executor.invokeAll(
                    List.of(sleeping(loop, 2, "a", ran), sleeping(loop, 9, "b", ran), sleeping(loop, 60, "c", ran)),
                    5,
                    SECONDS);

            assertThat(seconds(loop)).isEqualTo(5);
            assertThat(futures).extracting(Future::isCancelled).containsExactly(false, true, true);
            assertThat(futures.get(0).get()).isEqualTo("a");
            loop.sleep(Duration.ofSeconds(90));
            assertThat(ran).contains("a ends").doesNotContain("b ends", "c ends");
            executor.shutdown();
            assertThat(executor.isTerminated()).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void invokeAny_firstFailsThenSuccess_returnsThat(ExecutorKind kind) {
        kind.inEveryOrder((loop, executor) -> {
            assertThat(executor.invokeAny(List.of(failing("a"), () -> "b", failing("c"))))
                    .isEqualTo("b");
            assertThat(executor.invokeAny(List.of(failing("a"), () -> "b"), 1, SECONDS))
                    .isEqualTo("b");
        });
    }

    @ParameterizedTest
    @EnumSource(names = "POOL_.*", mode = EnumSource.Mode.MATCH_ALL)
    void invokeAny_severalSucceed_returnsTheFirstInTimeAndCancelsTheRest(ExecutorKind kind) {
        kind.inEveryOrder((loop, executor) -> {
            List<String> ran = new ArrayList<>();
            int first = kind == ExecutorKind.POOL_OF_ONE ? 0 : 1;
            String result = executor.invokeAny(List.of(
                    sleeping(loop, 5, "job 0", ran), sleeping(loop, 2, "job 1", ran), sleeping(loop, 9, "job 2", ran)));

            assertThat(result).isEqualTo("job " + first);
            assertThat(seconds(loop)).isEqualTo(first == 0 ? 5 : 2);
            loop.sleep(Duration.ofSeconds(60));
            assertThat(ran.stream().filter(line -> line.endsWith("ends"))).containsExactly(result + " ends");
            executor.shutdown();
            assertThat(executor.isTerminated()).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void invokeAny_noneSucceeds_failsWithTheLastFailure(ExecutorKind kind) {
        kind.inEveryOrder((loop, executor) -> {
            CancellationException cancellation = new CancellationException("of something else");
            assertThatThrownBy(() -> executor.invokeAny(List.of(failing("a"), failing("b"))))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(IOException.class);
            assertThatThrownBy(() -> executor.invokeAny(List.of(() -> {
                        throw cancellation;
                    })))
                    .isInstanceOf(ExecutionException.class)
                    .hasCause(cancellation);
            assertThatThrownBy(() -> executor.invokeAny(List.of())).isInstanceOf(IllegalArgumentException.class);
        });
    }

    @ParameterizedTest
    @EnumSource(names = "POOL_.*", mode = EnumSource.Mode.MATCH_ALL)
    void invokeAny_timeRunsOut_failsAndCancelsAll(ExecutorKind kind) {
        kind.inEveryOrder((loop, executor) -> {
            List<String> ran = new ArrayList<>();
            assertThatThrownBy(() -> executor.invokeAny(List.of(sleeping(loop, 9, "a", ran)), 4, SECONDS))
                    .isInstanceOf(TimeoutException.class);
            assertThat(seconds(loop)).isEqualTo(4);
            loop.sleep(Duration.ofSeconds(60));
            assertThat(ran).containsExactly("a begins");
        });
    }

    @ParameterizedTest
    @EnumSource(names = "POOL_.*", mode = EnumSource.Mode.MATCH_ALL)
    void invoke_callerIsCancelled_isInterruptedAndCancelsItsJobs(ExecutorKind kind) {
        kind.inEveryOrder((loop, executor) -> {
            for (boolean any : new boolean[] {true, false}) {
                List<String> seen = new ArrayList<>();
                Task<?> caller = loop.spawn(() -> {
                    try {
                        List<Callable<String>> tasks = List.of(sleeping(loop, 9, "a", seen));
                        Object ignored = any ? executor.invokeAny(tasks) : executor.invokeAll(tasks);
                        return ignored;
                    } catch (InterruptedException e) {
                        seen.add("interrupted");
                        throw e;
                    }
                });
                loop.sleep(Duration.ofSeconds(1));
                caller.cancel();

                assertThatThrownBy(caller::get).isInstanceOf(CancellationException.class);
                loop.sleep(Duration.ofSeconds(60));
                assertThat(seen).containsExactly("a begins", "interrupted");
            }
        });
    }

    @Test
    void invokeAll_callerInAPoolOfOne_isADeadlockThatNamesTheQueuedJob() {
        try (Loop loop = Loop.create()) {
            var pool = loop.threadPool(1);
            Future<?> outer = pool.submit(() -> pool.invokeAll(List.of(() -> "inner")));

            assertThatThrownBy(outer::get)
                    .isInstanceOf(DeadlockException.class)
                    .hasMessageContaining("task \"pool-1 job 1\" (#1) waits for job 2 of pool \"pool-1\"")
                    .hasMessageContaining("which is queued, for no worker is free, submitted at (ExecutorInvokeTests");
        }
    }
}
