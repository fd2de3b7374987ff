// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.Loops.seconds;
import static dev.asyncloop.Loops.secondsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What works on several tasks, beyond the conformance cases: misuse, cancelled waiters, promises and jobs among the tasks. */
class TasksTests {

    private final Loop loop = Loop.create();
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    private <T> Task<T> after(long seconds, T value) {
        return loop.spawn(() -> {
            loop.sleep(seconds(seconds));
            return value;
        });
    }

    private Task<String> failingAfter(long seconds) {
        return loop.spawn(() -> {
            loop.sleep(seconds(seconds));
            throw new IOException("after " + seconds);
        });
    }

    // ---- gather

    @Test
    void gather_ofTasksPromisesAndNulls_keepsTheOrderOfTheArguments() {
        Promise<String> promise = loop.promise("p");
        loop.callLater(seconds(2), () -> promise.complete("promised"));
        Task<List<Object>> all = Tasks.gather(after(1, 7), promise, loop.spawn(() -> {}));
        assertThat(all.await()).containsExactly(7, "promised", null);
        assertThat(all.name()).isEqualTo("gather of 3 tasks");
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void gather_ofWhatIsDone_isDoneAtOnce() {
        Task<String> value = after(0, "v");
        Task<String> failed = failingAfter(0);
        loop.runUntilIdle();
        assertThat(Tasks.gather(value, value).resultNow()).containsExactly("v", "v");
        assertThat(Tasks.gather(value, failed).exceptionNow()).isInstanceOf(IOException.class);
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void gather_whoseFailureNobodyLooksAt_isReportedOnceWithItsOwnName() {
        Tasks.gather(failingAfter(1), failingAfter(2));
        loop.advance(seconds(3));
        assertThat(loop.audit()).singleElement().satisfies(fault -> {
            assertThat(fault.kind()).isEqualTo(FaultKind.UNOBSERVED_FAILURE);
            assertThat(fault.message()).contains("gather of 2 tasks failed with java.io.IOException: after 1");
        });
    }

    @Test
    void gather_whoseAwaiterIsCancelled_cancelsAllAndIsNoSwallowing() {
        List<Task<String>> tasks = List.of(after(5, "a"), after(6, "b"));
        Task<?> awaiter = loop.spawn(() -> Tasks.gather(tasks).await());
        loop.advance(seconds(1));
        assertThat(awaiter.cancel("enough")).isTrue();
        loop.runUntilIdle();
        assertThat(awaiter.isCancelled()).isTrue();
        assertThat(tasks).allMatch(Task::isCancelled);
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void gather_whoseAwaiterSwallowsItsCancellation_isReported() {
        Task<String> task = after(5, "a");
        loop.spawn("swallower", () -> {
            try {
                Tasks.gather(task).await();
            } catch (TaskCancelledException e) {
                log.add("swallowed");
            }
        });
        loop.runUntilIdle();
        loop.tasks().get(1).cancel();
        loop.runUntilIdle();
        assertThat(log).containsExactly("swallowed");
        assertThat(loop.audit())
                .singleElement()
                .satisfies(fault -> assertThat(fault.kind()).isEqualTo(FaultKind.SWALLOWED_CANCELLATION));
    }

    @Test
    void gather_cancelledWithPromises_endsAtOnceAndCancelsThem() {
        Promise<String> first = loop.promise("first");
        Promise<String> second = loop.promise("second");
        Task<List<String>> all = Tasks.gather(first, second);
        Task<List<TaskResult<String>>> results = Tasks.gatherAll(first, second);
        assertThat(all.cancel("stop")).isTrue();
        assertThat(second.isCancelled()).isTrue();
        assertThat(all.isCancelled()).isTrue();
        assertThat(all.cancel()).isFalse();
        assertThatThrownBy(all::await)
                .isInstanceOf(TaskCancelledException.class)
                .hasMessage("stop");
        assertThat(results.resultNow()).allMatch(TaskResult::isCancelled);
    }

    @Test
    void gather_cancelledButAllReturnNormally_isCancelled() {
        Task<String> stubborn = loop.spawn(() -> {
            try {
                loop.sleep(seconds(9));
            } catch (TaskCancelledException e) {
                Task.current().uncancel();
            }
            return "value";
        });
        loop.runUntilIdle();
        Task<List<String>> all = Tasks.gather(stubborn);
        assertThat(all.cancel("stop")).isTrue();
        loop.runUntilIdle();
        assertThat(stubborn.resultNow()).isEqualTo("value");
        assertThat(all.isCancelled()).isTrue();
    }

    @Test
    void gather_ofATaskThatAwaitsIt_canBeCancelled() {
        List<Task<?>> circle = new ArrayList<>();
        Task<Object> member = loop.spawn("member", () -> loop.await(circle.get(0)));
        circle.add(Tasks.gather(member));
        loop.runUntilIdle();
        assertThat(member.cancel()).isTrue();
        loop.runUntilIdle();
        assertThat(member.isCancelled()).isTrue();
        assertThat(circle.get(0).isCancelled()).isTrue();
    }

    @Test
    void gather_ofAJob_abandonsItWhenTheAwaiterIsCancelled() throws ExecutionException, InterruptedException {
        ScheduledExecutorService pool = loop.threadPool(1);
        Task<String> job = (Task<String>) pool.submit(() -> {
            loop.sleep(seconds(5));
            return "job";
        });
        Task<?> awaiter = loop.spawn(() -> Tasks.gather(job).await());
        loop.advance(seconds(1));
        awaiter.cancel();
        loop.runUntilIdle();
        assertThat(awaiter.isCancelled()).isTrue();
        assertThat(job.get()).isEqualTo("job");
        pool.shutdown();
    }

    @Test
    void gather_inADeadlock_isFollowedToItsTasks() {
        Promise<String> never = loop.promise("never");
        assertThatThrownBy(() -> loop.run(
                        () -> Tasks.gather(loop.spawn("stuck", never::await)).await()))
                .isInstanceOf(DeadlockException.class)
                .hasMessageContaining("waits for gather of 1 tasks")
                .hasMessageContaining("waits for promise \"never\"");
    }

    @Test
    void waits_inADeadlock_nameTheLineOfTheCaller() {
        Promise<String> never = loop.promise("never");
        for (ThrowingRunnable wait : List.<ThrowingRunnable>of(
                () -> Tasks.await(List.of(never), Until.ALL_COMPLETED),
                () -> Tasks.asCompleted(List.of(never)).iterator().next(),
                () -> Tasks.race(loop, never::await))) {
            assertThatThrownBy(() -> loop.run(wait))
                    .isInstanceOf(DeadlockException.class)
                    .hasMessageContaining("(TasksTests.java:")
                    .hasMessageNotContaining("(Tasks.java:");
        }
    }

    @Test
    void gatherAll_ofAllKindsOfEnds_tellsEach() {
        Task<String> cancelled = after(9, "x");
        loop.callLater(seconds(1), cancelled::cancel);
        List<TaskResult<String>> results =
                Tasks.gatherAll(after(3, "v"), failingAfter(2), cancelled).await();
        assertThat(secondsOf(loop)).isEqualTo(3);
        assertThat(results.get(0)).isEqualTo(new TaskResult<>("v", null));
        assertThat(results.get(0).isSuccess()).isTrue();
        assertThat(results.get(1).failure()).hasMessage("after 2");
        assertThat(results.get(1).isSuccess()).isFalse();
        assertThat(results.get(1).isCancelled()).isFalse();
        assertThat(results.get(2).isCancelled()).isTrue();
        assertThat(loop.audit()).isEmpty();
    }

    // ---- await

    @Test
    void await_untilAllOrTheFirst_returnsThemInTheOrderGiven() {
        Task<String> slow = after(3, "slow");
        Task<String> quick = after(1, "quick");
        Task<String> between = after(2, "between");
        List<Task<String>> tasks = List.of(slow, quick, between, quick);
        assertThat(Tasks.await(tasks, Until.FIRST_COMPLETED))
                .isEqualTo(new DoneAndPending<>(List.of(quick), List.of(slow, between)));
        assertThat(secondsOf(loop)).isEqualTo(1);
        assertThat(Tasks.await(tasks, Until.ALL_COMPLETED).done()).containsExactly(slow, quick, between);
        assertThat(secondsOf(loop)).isEqualTo(3);
        assertThat(loop.timerCount()).isZero();
    }

    @Test
    void await_untilTheFirstFailure_ignoresCancellations() {
        Task<String> cancelled = after(9, "x");
        Task<String> failing = failingAfter(2);
        Task<String> slow = after(5, "slow");
        loop.callLater(seconds(1), cancelled::cancel);
        DoneAndPending<Task<String>> ended = Tasks.await(List.of(slow, failing, cancelled), Until.FIRST_FAILED);
        assertThat(secondsOf(loop)).isEqualTo(2);
        assertThat(ended.done()).containsExactly(failing, cancelled);
        assertThat(loop.audit()).extracting(Fault::kind).contains(FaultKind.UNOBSERVED_FAILURE);
        assertThat(failing.exceptionNow()).hasMessage("after 2");
        assertThat(Tasks.await(List.of(slow), Until.FIRST_FAILED).pending()).isEmpty();
        assertThat(secondsOf(loop)).isEqualTo(5);
        assertThat(loop.audit()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 2})
    void await_withALimit_returnsWhatIsPendingAndLeavesNothingBehind(long limit) {
        Task<String> slow = after(5, "slow");
        DoneAndPending<Task<String>> ended =
                loop.run(() -> Tasks.await(List.of(slow), Until.ALL_COMPLETED, seconds(limit)));
        assertThat(ended.pending()).containsExactly(slow);
        assertThat(secondsOf(loop)).isEqualTo(Math.max(0, limit));
        assertThat(slow.await()).isEqualTo("slow");
        assertThat(loop.timerCount()).isZero();
    }

    @Test
    void await_ofWhatIsDone_needsNoStepAndMayBeCalledByACallback() {
        Task<String> done = after(0, "v");
        loop.runUntilIdle();
        Task<String> pending = after(1, "w");
        loop.runUntilIdle();
        loop.callSoon(() -> log.add(Tasks.await(List.of(pending, done), Until.FIRST_COMPLETED)
                        .done()
                        .size() + " done"));
        loop.callSoon(() ->
                log.add(String.valueOf(catchThrowable(() -> Tasks.await(List.of(pending), Until.ALL_COMPLETED)))));
        loop.runUntilIdle();
        assertThat(log.get(0)).isEqualTo("1 done");
        assertThat(log.get(1)).contains("A callback may not wait, and Tasks.await of 1 tasks until ALL_COMPLETED");
        pending.await();
    }

    @Test
    void await_ofNothingOrNull_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tasks.await(List.<Task<?>>of(), Until.ALL_COMPLETED))
                .withMessageContaining("no tasks");
        assertThatNullPointerException()
                .isThrownBy(() -> Tasks.gather(Arrays.asList((Task<String>) null)))
                .withMessage("task");
    }

    // ---- as completed

    @Test
    void asCompleted_iteratedTwice_beginsAgain() {
        Iterable<Task<String>> tasks = Tasks.asCompleted(List.of(after(2, "b"), after(1, "a")));
        for (int i = 0; i < 2; i++) {
            for (Task<String> task : tasks) {
                log.add(task.await() + "@" + secondsOf(loop));
            }
        }
        assertThat(log).containsExactly("a@1", "b@2", "a@2", "b@2");
        Iterator<Task<String>> iterator =
                Tasks.asCompleted(List.of(after(0, "c"))).iterator();
        iterator.next();
        assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void asCompleted_sharedByTwoTasks_givesEachAll() {
        Iterable<Task<String>> tasks = Tasks.asCompleted(List.of(after(2, "b"), after(1, "a")));
        Task<?>[] readers = new Task<?>[3];
        for (int i = 0; i < 3; i++) {
            int number = i;
            readers[i] = loop.spawn(() -> {
                for (Task<String> task : tasks) {
                    log.add(number + task.await());
                }
            });
        }
        loop.callLater(Duration.ofMillis(1_500), () -> readers[1].cancel());
        loop.advance(seconds(3));
        assertThat(readers[1].isCancelled()).isTrue();
        assertThat(log).containsExactly("0a", "1a", "2a", "0b", "2b");
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void asCompleted_afterTheLimit_doesNotGiveWhatWasLate() {
        Task<String> early = after(1, "early");
        Task<String> late = after(3, "late");
        Iterator<Task<String>> iterator =
                Tasks.asCompleted(List.of(late, early), seconds(2)).iterator();
        loop.advance(seconds(5));
        assertThat(iterator.next().name()).isEqualTo(early.name());
        assertThatThrownBy(iterator::next)
                .isInstanceOf(LoopTimeoutException.class)
                .hasMessage("Timed out after 2s of virtual time: 1 of 2 tasks were done in time");
        assertThat(late.resultNow()).isEqualTo("late");
        assertThat(loop.timerCount()).isZero();
    }

    // ---- wait for

    @Test
    void waitFor_aJobThatTakesTooLong_leavesItAlone() throws Exception {
        ScheduledExecutorService pool = loop.threadPool(1);
        Task<String> job = (Task<String>) pool.submit(() -> {
            loop.sleep(seconds(5));
            return "job";
        });
        loop.run(() -> {
            assertThatThrownBy(() -> Tasks.waitFor(job, Duration.ZERO)).isInstanceOf(LoopTimeoutException.class);
            assertThatThrownBy(() -> Tasks.waitFor(job, seconds(1))).isInstanceOf(LoopTimeoutException.class);
            assertThat(Tasks.waitFor(job, seconds(9))).isEqualTo("job");
        });
        pool.shutdown();
    }

    @Test
    void waitFor_cancelledFromOutside_isACancellation() {
        for (Duration limit : List.of(Duration.ZERO, seconds(5))) {
            Task<?> slow = loop.spawn("slow", () -> {
                try {
                    loop.sleep(seconds(60));
                } finally {
                    loop.sleep(seconds(2));
                }
            });
            loop.runUntilIdle();
            Task<?> waiter = loop.spawn("waiter", () -> Tasks.waitFor(slow, limit));
            loop.advance(seconds(1));
            waiter.cancel();
            loop.advance(seconds(3));
            assertThat(slow.isCancelled()).isTrue();
            assertThat(waiter.isCancelled()).as("limit %s", limit).isTrue();
        }
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void waitFor_outsideOfATask_isRefused() {
        Task<String> task = after(1, "v");
        assertThatIllegalStateException()
                .isThrownBy(() -> Tasks.waitFor(task, seconds(2)))
                .withMessageContaining("waitFor(..) limits the calling task");
        task.await();
    }

    // ---- race

    private Callable<String> runner(String name, long seconds) {
        return () -> {
            try {
                loop.sleep(seconds(seconds));
                return name;
            } finally {
                if (Task.current().cancelling() > 0) {
                    loop.sleep(seconds(1));
                }
                log.add(name + "@" + secondsOf(loop));
            }
        };
    }

    @Test
    void race_ofSeveral_givesTheFirstResultAfterTheOthersHaveEnded() {
        for (boolean inTask : new boolean[] {true, false}) {
            Callable<String> race = () -> Tasks.race(loop, runner("slow", 9), runner("quick", 2), () -> {
                loop.sleep(seconds(1));
                throw new IOException("failed first");
            });
            long begun = secondsOf(loop);
            assertThat(inTask ? loop.run(race) : call(race)).isEqualTo("quick");
            assertThat(secondsOf(loop) - begun).isEqualTo(3);
        }
        assertThat(log).containsExactly("quick@2", "slow@3", "quick@5", "slow@6");
        assertThat(loop.tasks()).isEmpty();
        assertThat(loop.audit()).isEmpty();
    }

    private static String call(Callable<String> body) {
        try {
            return body.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void race_thatNobodyWins_throwsAllFailuresInOrder() {
        Task<String> gone = loop.spawn(() -> "x");
        gone.cancel("gone");
        assertThatThrownBy(() -> loop.run(() -> Tasks.race(loop, () -> failAfter(2), () -> failAfter(1), gone::await)))
                .isInstanceOfSatisfying(
                        TaskGroupException.class,
                        e -> assertThat(e.failures())
                                .extracting(Throwable::getMessage)
                                .containsExactly("gone", "after 1", "after 2"));
        assertThat(loop.audit()).isEmpty();
    }

    private String failAfter(long seconds) throws IOException {
        loop.sleep(seconds(seconds));
        throw new IOException("after " + seconds);
    }

    @Test
    void race_whoseTaskIsCancelled_cancelsAllAndAwaitsThem() {
        Task<?> task = loop.spawn(() -> Tasks.race(loop, runner("a", 9), runner("b", 9)));
        loop.advance(seconds(1));
        task.cancel("enough");
        loop.runUntilIdle();
        assertThat(task.isDone()).isFalse();
        loop.advance(seconds(1));
        assertThat(task.isCancelled()).isTrue();
        assertThat(log).containsExactly("a@2", "b@2");
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void race_whileTheGroupOfItsTaskFails_endsItsBodiesFirst() {
        assertThatThrownBy(() -> loop.run(() -> loop.group(group -> {
                    group.spawn(() -> failAfter(1));
                    Tasks.race(loop, runner("a", 9));
                })))
                .isInstanceOfSatisfying(
                        TaskGroupException.class, e -> assertThat(e.failures()).hasSize(1));
        assertThat(log).containsExactly("a@2");
    }

    @Test
    void race_withoutBodiesOrInACallback_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Tasks.race(loop, List.<Callable<String>>of()));
        loop.callSoon(() -> log.add(String.valueOf(catchThrowable(() -> Tasks.race(loop, () -> "x")))));
        loop.runUntilIdle();
        assertThat(log).singleElement().asString().contains("A callback may not wait, and race would have to");
        assertThat(loop.tasks()).isEmpty();
    }

    // ---- misuse

    @Test
    void tasks_ofAnotherLoop_areRefused() {
        try (Loop other = Loop.builder().name("other").build()) {
            Task<String> own = after(0, "own");
            Task<String> foreign = other.spawn(() -> "foreign");
            assertThatIllegalStateException()
                    .isThrownBy(() -> Tasks.gather(own, foreign))
                    .withMessageContaining("is attached to a different loop: \"other\"");
            own.await();
            foreign.await();
        }
    }

    @Test
    void tasks_ofAClosedLoop_areRefused() {
        Loop closed = Loop.create();
        Task<String> task = closed.spawn(() -> "v");
        task.await();
        closed.close();
        List<Task<String>> tasks = List.of(task);
        assertThatThrownBy(() -> Tasks.gather(tasks)).isInstanceOf(LoopClosedException.class);
        assertThatThrownBy(() -> Tasks.gatherAll(tasks)).isInstanceOf(LoopClosedException.class);
        assertThatThrownBy(() -> Tasks.await(tasks, Until.ALL_COMPLETED)).isInstanceOf(LoopClosedException.class);
        assertThatThrownBy(() -> Tasks.asCompleted(tasks)).isInstanceOf(LoopClosedException.class);
        assertThatThrownBy(() -> Tasks.waitFor(task, seconds(1))).isInstanceOf(LoopClosedException.class);
        assertThatThrownBy(() -> Tasks.race(closed, () -> "x")).isInstanceOf(LoopClosedException.class);
    }

    @Test
    void gather_ofNothingOutsideOfATask_knowsNoLoop() {
        assertThatIllegalStateException().isThrownBy(() -> Tasks.gather(List.<Task<String>>of()));
    }
}
