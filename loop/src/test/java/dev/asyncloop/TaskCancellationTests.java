// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.Loops.seconds;
import static dev.asyncloop.Loops.secondsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Cancellation as asyncio has it: edge-triggered. The labels are those of the conformance cases. */
class TaskCancellationTests {

    private final List<String> log = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void cancel_beforeTheFirstStep_neverRunsTheBodyT04(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).build()) {
            Task<?> task = loop.spawn("t", () -> log.add("ran"));
            assertThat(task.cancel("early")).isTrue();
            assertThatThrownBy(task::await)
                    .isInstanceOf(TaskCancelledException.class)
                    .hasMessage("early");
            assertThat(task.isCancelled()).isTrue();
            assertThat(task.cancel()).isFalse();
            assertThat(log).isEmpty();
            assertThat(loop.audit()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void cancel_twiceBeforeDelivery_isThrownOnceAndCountedTwiceT06(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).build()) {
            Task<String> task = loop.spawn("t", () -> {
                for (int i = 0; i < 3; i++) {
                    try {
                        loop.sleep(seconds(10));
                        log.add("slept");
                    } catch (TaskCancelledException e) {
                        log.add("C");
                    }
                }
                assertThat(Task.current().cancelling()).isEqualTo(2);
                assertThat(Task.current().uncancel()).isEqualTo(1);
                assertThat(Task.current().uncancel()).isZero();
                return "ok";
            });
            loop.runUntilIdle();
            task.cancel();
            task.cancel();
            assertThat(task.await()).isEqualTo("ok");
            assertThat(log).containsExactly("C", "slept", "slept");
            assertThat(secondsOf(loop)).isEqualTo(20);
            assertThat(loop.audit()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void cancel_caughtAndIgnored_letsTheTaskEndNormallyT07(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).build()) {
            Task<String> task = loop.spawn("t", () -> {
                try {
                    loop.sleep(seconds(100));
                } catch (TaskCancelledException e) {
                    loop.sleep(seconds(1));
                }
                return "done";
            });
            loop.runUntilIdle();
            task.cancel();
            assertThat(task.await()).isEqualTo("done");
            assertThat(secondsOf(loop)).isEqualTo(1);
            assertThat(task.isCancelled()).isFalse();
            assertThat(task.cancelling()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void cancel_inTheTickOfTheCompletion_winsT15(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).build()) {
            CompletableFuture<String> future = new CompletableFuture<>();
            Task<String> task = loop.spawn("t", () -> loop.await(future));
            loop.runUntilIdle();
            future.complete("v");
            task.cancel();
            assertThatThrownBy(task::await).isInstanceOf(TaskCancelledException.class);
            assertThat(future).isCompletedWithValue("v");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void cancel_ofOneself_isThrownAtTheNextSuspension(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).build()) {
            Task<?> task = loop.spawn("t", () -> {
                Task.current().cancel("self");
                log.add("goes on");
                loop.yieldNow();
                log.add("never");
            });
            assertThatThrownBy(task::await)
                    .isInstanceOf(TaskCancelledException.class)
                    .hasMessage("self");
            assertThat(log).containsExactly("goes on");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void cancel_ofOneselfTakenBack_isNotThrownD4(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).build()) {
            loop.run(() -> {
                Task.current().cancel();
                assertThat(Task.current().uncancel()).isZero();
                loop.yieldNow();
            });
            assertThat(loop.audit()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void cancel_ofOneselfThenReturning_cancelsTheTask(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).build()) {
            Task<String> task = loop.spawn("t", () -> {
                Task.current().cancel();
                return "value";
            });
            assertThatThrownBy(task::await).isInstanceOf(TaskCancelledException.class);
            assertThat(task.isCancelled()).isTrue();
            assertThat(loop.audit()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void sleep_afterACancelledOne_isNotCutShortByTheOldTimer(FibreBackend backend) {
        for (long seed = 0; seed < 50; seed++) {
            try (Loop loop = Loops.on(backend).seed(seed).build()) {
                Task<?> task = loop.spawn("t", () -> {
                    try {
                        loop.sleep(seconds(1));
                        return;
                    } catch (TaskCancelledException e) {
                        Task.current().uncancel();
                    }
                    log.add("cancelled");
                    long before = secondsOf(loop);
                    loop.sleep(seconds(5));
                    assertThat(secondsOf(loop) - before).isEqualTo(5);
                });
                loop.callLater(seconds(1), task::cancel);
                loop.callLater(seconds(1), () -> {});
                loop.run(() -> {
                    task.await();
                });
                assertThat(loop.timerCount()).isZero();
            }
        }
        assertThat(log).hasSizeBetween(1, 49);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void get_withTimeout_leavesNeitherTimerNorWakeUpBehind(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).build()) {
            loop.run(() -> {
                Task<String> quick = loop.spawn(() -> {
                    loop.sleep(seconds(1));
                    return "quick";
                });
                assertThat(quick.get(10, TimeUnit.SECONDS)).isEqualTo("quick");
                assertThat(loop.timerCount()).isZero();
                loop.sleep(seconds(30));
                assertThat(secondsOf(loop)).isEqualTo(31);

                Task<String> slow = loop.spawn(() -> {
                    loop.sleep(seconds(10));
                    return "slow";
                });
                assertThatThrownBy(() -> slow.get(5, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
                assertThat(secondsOf(loop)).isEqualTo(36);
                loop.sleep(seconds(30));
                assertThat(secondsOf(loop)).isEqualTo(66);
                assertThat(slow.await()).isEqualTo("slow");
            });
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void interrupt_ofASuspendedTask_isOneCancellation(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).build()) {
            Thread[] thread = new Thread[1];
            Task<?> task = loop.spawn("t", () -> {
                thread[0] = Thread.currentThread();
                try {
                    loop.sleep(seconds(100));
                } catch (TaskCancelledException e) {
                    log.add("cancelled@" + secondsOf(loop));
                    Task.current().uncancel();
                }
                loop.sleep(seconds(5));
                log.add("slept@" + secondsOf(loop));
            });
            loop.spawn("interrupter", () -> {
                loop.sleep(seconds(2));
                thread[0].interrupt();
            });
            loop.advance(seconds(2));
            // on the baton backend an interrupt arrives through the interrupted thread, so give that real time to run
            long deadline = System.nanoTime() + seconds(20).toNanos();
            while (log.isEmpty() && System.nanoTime() < deadline) {
                Thread.onSpinWait();
                loop.runUntilIdle();
            }
            task.await();
            assertThat(log).containsExactly("cancelled@2", "slept@7");
            assertThat(loop.audit()).isEmpty();
        }
    }
}
