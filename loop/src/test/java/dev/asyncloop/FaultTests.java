// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.Loops.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Each kind of fault of leaks and failures: found in the buggy program, not in the fixed one. */
class FaultTests {

    private static List<FaultKind> kinds(Loop loop) {
        return loop.audit().stream().map(Fault::kind).toList();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void task_notDone_isALeakUnlessInTheBackground(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).build()) {
            loop.spawnBackground("background", () -> loop.sleep(seconds(100)));
            Task<?> leaked = loop.spawn("leaked", () -> loop.sleep(seconds(10)));
            loop.advance(seconds(2));
            assertThat(loop.audit()).singleElement().satisfies(fault -> {
                assertThat(fault.kind()).isEqualTo(FaultKind.LEAKED_TASK);
                assertThat(fault.subject()).contains("leaked");
                assertThat(fault.message())
                        .contains(
                                "at virtual time 2s",
                                "\"leaked\"",
                                "is not done",
                                "waits until 10s",
                                "FaultTests.java:");
                assertThat(fault.details()).singleElement().asString().contains("spawned at (FaultTests.java:");
            });
            leaked.await();
            assertThat(loop.audit()).isEmpty();
        }
    }

    @Test
    void timer_armed_isALeakUntilCancelled() {
        try (Loop loop = Loop.builder().captureSites(true).build()) {
            Handle timer = loop.callLater(seconds(60), () -> {});
            assertThat(loop.audit()).singleElement().satisfies(fault -> {
                assertThat(fault.kind()).isEqualTo(FaultKind.LEAKED_TIMER);
                assertThat(fault.message()).contains("still armed", "due at 1m", "(FaultTests.java:");
            });
            timer.cancel();
            assertThat(loop.audit()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void platformThread_aliveAtTheEnd_isALeakUntilItEnds(FibreBackend backend) throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(1);
        try (Loop loop = Loops.on(backend).build()) {
            Thread[] thread = new Thread[1];
            loop.run(() -> {
                loop.yieldNow();
                thread[0] = new Thread(
                        () -> {
                            try {
                                latch.await(30, TimeUnit.SECONDS);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "left-behind");
                thread[0].setDaemon(true);
                thread[0].start();
            });
            assertThat(loop.audit()).singleElement().satisfies(fault -> {
                assertThat(fault.kind()).isEqualTo(FaultKind.LEAKED_THREAD);
                assertThat(fault.subject()).isEqualTo("left-behind");
            });
            latch.countDown();
            thread[0].join(30_000);
            assertThat(loop.audit()).isEmpty();
        } finally {
            latch.countDown();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void tasks_thatStartNoThread_leakNone(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).build()) {
            loop.run(() -> {
                for (int i = 0; i < 5; i++) {
                    loop.spawn(() -> loop.sleep(seconds(1)));
                }
                loop.sleep(seconds(2));
            });
            assertThat(loop.audit()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void failure_nobodyLookedAt_isReported(FibreBackend backend) {
        IllegalStateException failure = new IllegalStateException("lost");
        try (Loop loop = Loops.on(backend).build()) {
            loop.spawn("loser", () -> {
                throw failure;
            });
            loop.runUntilIdle();
            assertThat(loop.audit()).singleElement().satisfies(fault -> {
                assertThat(fault.kind()).isEqualTo(FaultKind.UNOBSERVED_FAILURE);
                assertThat(fault.message()).contains("\"loser\"", "lost", "nobody looked at it");
                assertThat(fault.cause()).isSameAs(failure);
            });
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void failure_lookedAtInAnyWay_isNotReported(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).build()) {
            for (int i = 0; i < 5; i++) {
                int way = i;
                Task<?> task = loop.spawn("t" + i, () -> {
                    loop.yieldNow();
                    throw new IllegalStateException("way " + way);
                });
                switch (way) {
                    case 0 -> assertThatThrownBy(task::await).isInstanceOf(IllegalStateException.class);
                    case 1 -> assertThatThrownBy(task::get).hasCauseInstanceOf(IllegalStateException.class);
                    case 2 -> task.exceptionally(e -> null);
                    case 3 -> task.onDone(Task::exceptionNow);
                    default -> {
                        loop.runUntilIdle();
                        assertThat(task.exceptionNow()).hasMessage("way 4");
                    }
                }
                loop.runUntilIdle();
            }
            assertThat(loop.audit()).isEmpty();
        }
    }

    @Test
    void callback_thatThrows_isReported() {
        IllegalStateException failure = new IllegalStateException("bad");
        try (Loop loop = Loop.builder().captureSites(true).build()) {
            loop.callSoon(() -> {
                throw failure;
            });
            loop.runUntilIdle();
            assertThat(loop.audit()).singleElement().satisfies(fault -> {
                assertThat(fault.kind()).isEqualTo(FaultKind.UNHANDLED_EXCEPTION);
                assertThat(fault.cause()).isSameAs(failure);
                assertThat(fault.toString()).contains("bad", "(FaultTests.java:");
            });
        }
    }

    // ---- cancellations
    // ------------------------------------------------------------------------------------------------

    private static Task<?> cancelled(Loop loop, ThrowingRunnable body) {
        Task<?> task = loop.spawn("victim", body);
        loop.runUntilIdle();
        task.cancel("enough");
        loop.advance(seconds(1));
        return task;
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void cancellation_swallowedInALoopOperation_isReported(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).build()) {
            cancelled(loop, () -> {
                try {
                    loop.sleep(seconds(10));
                } catch (RuntimeException e) {
                    // swallowed
                }
            });
            assertThat(loop.audit()).singleElement().satisfies(fault -> {
                assertThat(fault.kind()).isEqualTo(FaultKind.SWALLOWED_CANCELLATION);
                assertThat(fault.message()).contains("at virtual time 0s", "\"victim\"", "uncancel");
                assertThat(fault.details()).anyMatch(line -> line.contains("cancelled at (FaultTests.java:"));
                assertThat(fault.details()).anyMatch(line -> line.contains("reason: enough"));
                assertThat(fault.details()).anyMatch(line -> line.contains("delivered at (FaultTests.java:"));
            });
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void cancellation_swallowedInGet_isReported(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).build()) {
            Task<?> other = loop.spawnBackground("other", () -> loop.sleep(seconds(1_000)));
            cancelled(loop, () -> {
                Task.current().cancel();
                try {
                    loop.shield(other).get();
                } catch (InterruptedException e) {
                    // swallowed
                }
            });
            assertThat(kinds(loop)).containsExactly(FaultKind.SWALLOWED_CANCELLATION);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void cancellation_dealtWith_isNotReported(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).build()) {
            cancelled(loop, () -> {
                try {
                    loop.sleep(seconds(10));
                } catch (TaskCancelledException e) {
                    Task.current().uncancel();
                }
            });
            cancelled(loop, () -> {
                try {
                    loop.sleep(seconds(10));
                } catch (TaskCancelledException e) {
                    Thread.currentThread().interrupt();
                }
            });
            cancelled(loop, () -> {
                try {
                    loop.sleep(seconds(10));
                } finally {
                    loop.sleep(Loops.millis(10));
                }
            });
            cancelled(loop, () -> {
                        try {
                            loop.sleep(seconds(10));
                        } catch (TaskCancelledException e) {
                            throw new IllegalStateException("wrapped", e);
                        }
                    })
                    .isFailed();
            assertThat(kinds(loop)).containsExactly(FaultKind.UNOBSERVED_FAILURE);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void cancellation_ignoredForLong_isReportedOnce(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).cancellationGrace(seconds(5)).build()) {
            Task<?> task = cancelled(loop, () -> {
                try {
                    loop.sleep(seconds(100));
                } catch (TaskCancelledException e) {
                    for (int i = 0; i < 20; i++) {
                        loop.sleep(seconds(1));
                    }
                    throw e;
                }
            });
            assertThat(kinds(loop)).containsExactly(FaultKind.LEAKED_TASK);
            loop.advance(seconds(10));
            assertThat(kinds(loop)).containsExactly(FaultKind.IGNORED_CANCELLATION, FaultKind.LEAKED_TASK);
            loop.advance(seconds(100));
            assertThat(task.isCancelled()).isTrue();
            assertThat(kinds(loop)).containsExactly(FaultKind.IGNORED_CANCELLATION);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void cancellation_maskedByAnotherFailure_isAWarning(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).build()) {
            Task<?> task = cancelled(loop, () -> {
                try {
                    loop.sleep(seconds(10));
                } finally {
                    fail();
                }
            });
            assertThat(task.exceptionNow()).hasMessage("from finally");
            assertThat(kinds(loop)).containsExactly(FaultKind.MASKED_CANCELLATION);
            assertThat(loop.audit().get(0).kind().isWarning()).isTrue();
        }
    }

    private static void fail() {
        throw new IllegalStateException("from finally");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void cancellation_passedToTheAwaitedTask_isSwallowedThere(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).build()) {
            Task<String> inner = loop.spawn("inner", () -> {
                try {
                    loop.sleep(seconds(10));
                } catch (TaskCancelledException e) {
                    return "caught";
                }
                return "slept";
            });
            Task<String> outer = loop.spawn("outer", inner::await);
            loop.runUntilIdle();
            outer.cancel();
            assertThat(outer.await()).isEqualTo("caught");
            assertThat(loop.audit()).singleElement().satisfies(fault -> {
                assertThat(fault.kind()).isEqualTo(FaultKind.SWALLOWED_CANCELLATION);
                assertThat(fault.subject()).contains("inner");
            });
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void close_ofATaskThatRefusesToStop_namesIt(FibreBackend backend) {
        Loop loop = Loops.on(backend).build();
        loop.spawn("stubborn", () -> {
            while (true) {
                try {
                    loop.sleep(seconds(3_600));
                } catch (TaskCancelledException e) {
                    Task.current().uncancel();
                }
            }
        });
        loop.runUntilIdle();
        assertThatThrownBy(loop::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("refused to stop")
                .hasMessageContaining("\"stubborn\"")
                .hasMessageContaining("FaultTests.java:");
        assertThat(loop.isClosed()).isTrue();
        loop.close();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void close_ofATaskThatSpinsWhenCancelled_isBounded(FibreBackend backend) {
        Loop loop = Loops.on(backend).build();
        loop.spawn("spinner", () -> {
            while (true) {
                try {
                    loop.yieldNow();
                } catch (TaskCancelledException e) {
                    // spins on
                }
            }
        });
        loop.run(loop::yieldNow);
        assertThatThrownBy(loop::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("\"spinner\"");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void close_withCleanUpThatSuspends_letsItEnd(FibreBackend backend) {
        CompletableFuture<String> cleaned = new CompletableFuture<>();
        Loop loop = Loops.on(backend).build();
        loop.spawn("cleaner", () -> {
            try {
                loop.sleep(seconds(3_600));
            } finally {
                loop.sleep(seconds(10));
                cleaned.complete("cleaned");
            }
        });
        loop.spawn("never started", () -> {});
        loop.runUntilIdle();
        loop.close();
        assertThat(cleaned).isCompletedWithValue("cleaned");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void cancellation_ignoredInOneLongSuspension_isReported(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).build()) {
            Task<?> task = cancelled(loop, () -> {
                try {
                    loop.sleep(seconds(10));
                } catch (TaskCancelledException e) {
                    loop.sleep(Duration.ofDays(30));
                    throw e;
                }
            });
            loop.advance(Duration.ofDays(31));
            assertThat(task.isCancelled()).isTrue();
            assertThat(kinds(loop)).containsExactly(FaultKind.IGNORED_CANCELLATION);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void cancellation_ofATimeoutIgnoredInOneLongSuspension_isReported(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).build()) {
            loop.run(() -> loop.timeout(seconds(1), () -> {
                try {
                    loop.sleep(seconds(10));
                } catch (TaskCancelledException e) {
                    loop.sleep(Duration.ofDays(30));
                }
            }));
            assertThat(kinds(loop)).containsExactly(FaultKind.IGNORED_CANCELLATION);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void cancellation_cleanedUpWithinTheGraceOrTakenBack_isNotReported(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).build()) {
            cancelled(loop, () -> {
                try {
                    loop.sleep(seconds(10));
                } finally {
                    loop.sleep(seconds(29));
                }
            });
            Task<?> takenBack = cancelled(loop, () -> {
                try {
                    loop.sleep(seconds(10));
                } catch (TaskCancelledException e) {
                    Task.current().uncancel();
                }
                loop.sleep(Duration.ofDays(30));
                Task<?> child = loop.spawn("child", () -> {
                    try {
                        loop.sleep(seconds(100));
                    } finally {
                        loop.sleep(seconds(10));
                    }
                });
                child.await();
            });
            loop.advance(Duration.ofDays(30));
            takenBack.cancel("now for good");
            loop.advance(seconds(100));
            assertThat(takenBack.isCancelled()).isTrue();
            assertThat(kinds(loop)).isEmpty();
        }
    }
}
