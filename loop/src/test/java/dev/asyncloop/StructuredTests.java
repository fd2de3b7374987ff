// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.Loops.seconds;
import static dev.asyncloop.Loops.secondsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Groups, time limits and shields, as asyncio has them. The labels are those of the conformance cases. */
class StructuredTests {

    private final Loop loop = Loop.create();
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    private void expect(Class<? extends RuntimeException> type, ThrowingRunnable body) throws Exception {
        try {
            body.run();
        } catch (RuntimeException e) {
            assertThat(e).isExactlyInstanceOf(type);
            log.add(type.getSimpleName() + "@" + secondsOf(loop));
            return;
        }
        throw new AssertionError(type + " was not thrown");
    }

    // ---- groups
    // -------------------------------------------------------------------------------------------------------

    @Test
    void group_whoseChildFails_cancelsSiblingsAndBodyG02() {
        IllegalArgumentException failure = new IllegalArgumentException("child");
        loop.run(() -> {
            Task<?>[] sibling = new Task<?>[1];
            expect(TaskGroupException.class, () -> {
                try (TaskGroup group = loop.group()) {
                    group.spawn("failing", () -> {
                        loop.sleep(seconds(1));
                        throw failure;
                    });
                    sibling[0] = group.spawn("sibling", () -> loop.sleep(seconds(9)));
                    loop.sleep(seconds(50));
                } catch (TaskGroupException e) {
                    assertThat(e.failures()).containsExactly(failure);
                    throw e;
                }
            });
            assertThat(sibling[0].isCancelled()).isTrue();
            assertThat(Task.current().cancelling()).isZero();
            loop.sleep(seconds(1));
        });
        assertThat(log).containsExactly("TaskGroupException@1");
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void group_whoseChildrenFailInCleanUp_reportsAllInOrderOfCompletionG03() {
        loop.run(() -> {
            TaskGroup group = loop.group();
            for (int delay : List.of(2, 1)) {
                group.spawn(() -> {
                    try {
                        loop.sleep(seconds(100));
                    } catch (TaskCancelledException e) {
                        loop.sleep(seconds(delay));
                        throw new IllegalStateException("cleanup " + delay, e);
                    }
                });
            }
            group.spawn(() -> {
                throw new IllegalStateException("first");
            });
            assertThatThrownBy(group::close)
                    .isInstanceOfSatisfying(
                            TaskGroupException.class,
                            e -> assertThat(e.failures())
                                    .extracting(Throwable::getMessage)
                                    .containsExactly("first", "cleanup 1", "cleanup 2"));
        });
    }

    @Test
    void group_finishedOrShuttingDown_refusesNewTasksG05() {
        loop.run(() -> {
            TaskGroup finished = loop.group();
            finished.close();
            finished.close();
            assertThatIllegalStateException()
                    .isThrownBy(() -> finished.spawn(() -> "x"))
                    .withMessageContaining("is finished");
            TaskGroup failed = loop.group();
            failed.spawn(() -> {
                throw new IllegalStateException("child");
            });
            assertThatThrownBy(() -> loop.sleep(seconds(1))).isInstanceOf(TaskGroupException.class);
            assertThatIllegalStateException()
                    .isThrownBy(() -> failed.spawn(() -> "x"))
                    .withMessageContaining("is shutting down");
            assertThatThrownBy(failed::close).isInstanceOf(TaskGroupException.class);
        });
    }

    @Test
    void group_whoseChildIsCancelled_waitsForTheOthersG06() {
        loop.run(() -> {
            try (TaskGroup group = loop.group()) {
                Task<?> cancelled = group.spawn(() -> loop.sleep(seconds(9)));
                group.spawn(() -> loop.sleep(seconds(2)));
                loop.yieldNow();
                cancelled.cancel();
            }
            assertThat(secondsOf(loop)).isEqualTo(2);
        });
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void group_whoseChildSpawnsASiblingLate_waitsForItG07() {
        loop.run(() -> {
            try (TaskGroup group = loop.group()) {
                group.spawn(() -> {
                    loop.sleep(seconds(1));
                    group.spawn(() -> loop.sleep(seconds(1)));
                });
            }
            assertThat(secondsOf(loop)).isEqualTo(2);
        });
    }

    @Test
    void group_whoseParentIsCancelled_cancelsAndAwaitsItsChildren() {
        Task<?> parent = loop.spawn("parent", () -> {
            try (TaskGroup group = loop.group()) {
                group.spawn(() -> {
                    try {
                        loop.sleep(seconds(100));
                    } finally {
                        loop.sleep(seconds(3));
                        log.add("child ends");
                    }
                });
            }
        });
        loop.advance(seconds(1));
        parent.cancel("from outside");
        loop.advance(seconds(10));
        assertThat(parent.isCancelled()).isTrue();
        assertThat(log).containsExactly("child ends");
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void group_openedInTheCleanUpOfACancelledTask_runsItsChildren() {
        Task<?> parent = loop.spawn("parent", () -> {
            try {
                loop.sleep(seconds(100));
            } finally {
                try (TaskGroup group = loop.group()) {
                    group.spawn(() -> {
                        loop.sleep(seconds(1));
                        log.add("cleaned");
                    });
                }
            }
        });
        loop.runUntilIdle();
        parent.cancel();
        loop.advance(seconds(5));
        assertThat(parent.isCancelled()).isTrue();
        assertThat(log).containsExactly("cleaned");
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void group_failingAndCancelledInTheSameTick_keepsTheRequestD3() {
        Task<?> parent = loop.spawn("parent", () -> {
            try (TaskGroup group = loop.group()) {
                group.spawn(() -> {
                    loop.sleep(seconds(1));
                    throw new IllegalStateException("child");
                });
            } catch (TaskGroupException e) {
                log.add("cancelling " + Task.current().cancelling());
                throw e;
            }
        });
        loop.runUntilIdle();
        loop.callLater(seconds(1), parent::cancel);
        loop.advance(seconds(2));
        assertThat(log).containsExactly("cancelling 1");
        assertThat(parent.exceptionNow()).isInstanceOf(TaskGroupException.class);
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void group_cancelled_endsWithoutAnError() {
        loop.run(() -> {
            try (TaskGroup group = loop.group()) {
                group.spawn(() -> loop.sleep(seconds(100)));
                loop.sleep(seconds(1));
                group.cancel();
            }
            assertThat(secondsOf(loop)).isEqualTo(1);
        });
        assertThat(loop.audit()).isEmpty();
    }

    // ---- time limits
    // --------------------------------------------------------------------------------------------------

    @Test
    void timeout_nested_outerFirstG09() {
        loop.run(() -> expect(
                LoopTimeoutException.class,
                () -> loop.timeout(seconds(1), () -> {
                    try {
                        loop.timeout(seconds(5), () -> loop.sleep(seconds(9)));
                    } catch (TaskCancelledException e) {
                        log.add("inner cancelled");
                        throw e;
                    }
                })));
        assertThat(log).containsExactly("inner cancelled", "LoopTimeoutException@1");
        assertThat(loop.timerCount()).isZero();
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void timeout_nested_innerFirstG09() {
        loop.run(() -> {
            loop.timeout(
                    seconds(5),
                    () -> expect(
                            LoopTimeoutException.class, () -> loop.timeout(seconds(1), () -> loop.sleep(seconds(9)))));
            assertThat(Task.current().cancelling()).isZero();
        });
        assertThat(log).containsExactly("LoopTimeoutException@1");
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void timeout_zero_expiresAtTheFirstSuspensionG10() {
        loop.run(() -> {
            expect(LoopTimeoutException.class, () -> loop.timeout(Duration.ZERO, loop::yieldNow));
            expect(LoopTimeoutException.class, () -> loop.timeout(Duration.ZERO, () -> loop.sleep(seconds(10))));
            assertThat(loop.<String>timeout(Duration.ZERO, () -> "no suspension"))
                    .isEqualTo("no suspension");
            assertThat(Task.current().cancelling()).isZero();
            loop.yieldNow();
        });
        assertThat(log).containsExactly("LoopTimeoutException@0", "LoopTimeoutException@0");
        assertThat(loop.timerCount()).isZero();
    }

    @Test
    void timeout_whoseBodyConvertsTheCancellation_letsItThroughG12() {
        loop.run(() -> expect(
                IllegalArgumentException.class,
                () -> loop.timeout(seconds(1), () -> {
                    try {
                        loop.sleep(seconds(9));
                    } catch (TaskCancelledException e) {
                        throw new IllegalArgumentException("converted", e);
                    }
                })));
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void timeout_whenCancelledFromOutsideBeforeOrInTheSameTick_isACancellationG12() {
        for (int cancelAt : List.of(1, 2)) {
            Task<?> task = loop.spawn(() -> loop.timeout(seconds(2), () -> loop.sleep(seconds(9))));
            loop.runUntilIdle();
            loop.callLater(seconds(cancelAt), task::cancel);
            loop.advance(seconds(5));
            assertThat(task.isCancelled()).as("cancelled at %d", cancelAt).isTrue();
        }
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void timeout_atTheTimeOfTheSleepInIt_expiresFirstX03() {
        loop.run(() ->
                expect(LoopTimeoutException.class, () -> loop.timeout(seconds(1), () -> loop.sleep(seconds(1)))));
        assertThat(log).containsExactly("LoopTimeoutException@1");
    }

    @Test
    void timeout_outsideOfATask_isRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> loop.timeout(seconds(1), () -> "x"))
                .withMessageContaining("no task");
    }

    // ---- shields
    // ------------------------------------------------------------------------------------------------------

    @Test
    void shield_whoseAwaiterIsCancelled_protectsTheInnerTaskC07() {
        Task<String> inner = loop.spawn("inner", () -> {
            loop.sleep(seconds(5));
            return "value";
        });
        Task<String> awaiter = loop.spawn("awaiter", () -> loop.shield(inner).await());
        loop.advance(seconds(1));
        awaiter.cancel();
        loop.runUntilIdle();
        assertThat(awaiter.isCancelled()).isTrue();
        assertThat(inner.await()).isEqualTo("value");
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void shield_whoseInnerTaskIsCancelled_isCancelledC07() {
        Task<?> inner = loop.spawn("inner", () -> loop.sleep(seconds(5)));
        Task<?> outer = loop.shield(inner);
        loop.runUntilIdle();
        inner.cancel();
        loop.runUntilIdle();
        assertThat(outer.isCancelled()).isTrue();
    }

    @Test
    void shield_whoseInnerTaskFailsLate_tellsTheHandlerD5() {
        List<ExceptionContext> contexts = new ArrayList<>();
        loop.setExceptionHandler((failed, context) -> contexts.add(context));
        Task<?> inner = loop.spawn("inner", () -> {
            loop.sleep(seconds(5));
            throw new IllegalStateException("late");
        });
        loop.shield(inner).cancel();
        loop.advance(seconds(6));
        assertThat(contexts)
                .singleElement()
                .satisfies(context -> assertThat(context.exception()).hasMessage("late"));
    }

    @Test
    void timeout_whoseBodyFailsAfterExpiry_isSuppressedInTheFailure() {
        loop.run(() -> assertThatThrownBy(() -> loop.timeout(seconds(1), () -> {
                    try {
                        loop.sleep(seconds(9));
                    } finally {
                        failInCleanUp();
                    }
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(e.getSuppressed())
                        .singleElement()
                        .isInstanceOf(LoopTimeoutException.class)
                        .hasToString("dev.asyncloop.LoopTimeoutException: Timed out after 1s of virtual time in task"
                                + " \"main\" (#1)")));
        assertThat(loop.audit()).isEmpty();
    }

    private static void failInCleanUp() {
        throw new IllegalArgumentException("clean-up");
    }
}
