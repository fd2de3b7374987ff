// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.Fault;
import dev.asyncloop.FaultKind;
import dev.asyncloop.Loop;
import dev.asyncloop.Promise;
import dev.asyncloop.Task;
import dev.asyncloop.TaskCancelledException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tasks: when they run, and how they are cancelled. */
@SuppressWarnings("MemberName") // the number of the case comes first
class TaskConformanceTests {

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static long time(Loop loop) {
        return loop.clock().elapsed().toSeconds();
    }

    @Test
    void T01_spawnedTasks_runInTheNextIteration() throws Exception {
        Orders.inFifoOrder(loop -> {
            Iterations iterations = new Iterations(loop);
            List<String> log = new ArrayList<>();
            loop.run(() -> {
                iterations.restart();
                loop.spawn("a", () -> log.add(iterations.after("a")));
                Task<?> b = loop.spawn("b", () -> log.add(iterations.after("b")));
                log.add("created");
                b.await();
                iterations.stop();
            });
            assertThat(log).containsExactly("created", "a+1", "b+1");
        });
    }

    @Test
    void T03_completion_wakesTheWaiterAndThenItsParent() throws Exception {
        Orders.inFifoOrder(loop -> {
            Iterations iterations = new Iterations(loop);
            List<String> log = new ArrayList<>();
            Promise<String> f = loop.promise("f");
            loop.run(() -> {
                Task<?> w = loop.spawn("w", () -> {
                    f.await();
                    log.add(iterations.after("woke"));
                });
                loop.yieldNow();
                iterations.restart();
                f.complete("value");
                log.add("set");
                loop.callSoon(() -> log.add(iterations.after("soon")));
                w.await();
                log.add(iterations.after("main"));
                iterations.stop();
            });
            assertThat(log).containsExactly("set", "woke+1", "soon+1", "main+2");
        });
    }

    @Test
    void T04_cancelledBeforeItsFirstStep_neverRuns() throws Exception {
        Orders.inEveryOrder(loop -> {
            List<String> log = new ArrayList<>();
            loop.run(() -> {
                Task<?> task = loop.spawn(() -> log.add("ran"));
                assertThat(task.cancel("msg")).isTrue();
                assertThatThrownBy(task::await)
                        .isInstanceOf(TaskCancelledException.class)
                        .hasMessage("msg");
                assertThat(task.isCancelled()).isTrue();
            });
            assertThat(log).isEmpty();
        });
    }

    @Test
    void T06_twoRequestsBeforeDelivery_areThrownOnceAndCountedTwice() throws Exception {
        Orders.inFifoOrder(loop -> {
            List<String> log = new ArrayList<>();
            Task<String> task = loop.spawn(() -> {
                for (int i = 0; i < 3; i++) {
                    try {
                        loop.sleep(seconds(10));
                        log.add("slept");
                    } catch (TaskCancelledException e) {
                        log.add("C");
                    }
                }
                return "ok";
            });
            loop.runUntilIdle();
            assertThat(task.cancel()).isTrue();
            assertThat(task.cancel()).isTrue();
            assertThat(task.await()).isEqualTo("ok");
            assertThat(log).containsExactly("C", "slept", "slept");
            assertThat(time(loop)).isEqualTo(20);
            assertThat(task.cancelling()).isEqualTo(2);
            assertThat(task.uncancel()).isEqualTo(1);
        });
    }

    @Test
    void T07_cancellationThatIsCaught_isNotThrownAgain() throws Exception {
        Orders.inFifoOrder(loop -> {
            Task<String> task = loop.spawn(() -> {
                try {
                    loop.sleep(seconds(10));
                } catch (TaskCancelledException e) {
                    loop.sleep(seconds(1));
                }
                return "done";
            });
            loop.runUntilIdle();
            task.cancel();
            assertThat(task.await()).isEqualTo("done");
            assertThat(time(loop)).isEqualTo(1);
            assertThat(task.isCancelled()).isFalse();
            assertThat(task.cancelling()).isEqualTo(1);
        });
    }

    @Test
    void T09_taskThatAwaitsItself_isToldSo() throws Exception {
        Orders.inEveryOrder(loop -> loop.run(() -> {
            assertThatIllegalStateException()
                    .isThrownBy(Task.current()::await)
                    .withMessageStartingWith("Task cannot await on itself");
            assertThatIllegalStateException()
                    .isThrownBy(() -> loop.await(Task.current()))
                    .withMessageStartingWith("Task cannot await on itself");
        }));
    }

    @Test
    void T09_futureOfAnotherLoop_isRefused() throws Exception {
        try (Loop other = Loop.create()) {
            Promise<String> foreign = other.promise("foreign");
            Orders.inEveryOrder(loop -> loop.run(() -> {
                assertThatIllegalStateException()
                        .isThrownBy(() -> loop.await(foreign))
                        .withMessageContaining("is attached to a different loop");
                assertThatIllegalStateException().isThrownBy(foreign::await).withMessageContaining("belongs to thread");
            }));
        }
    }

    @Test
    void T10_cancellationOfAWaitingTask_reachesTheInnerOneFirst() throws Exception {
        Orders.inFifoOrder(loop -> {
            Iterations iterations = new Iterations(loop);
            List<String> log = new ArrayList<>();
            loop.run(() -> {
                Task<?> inner = loop.spawn("inner", () -> {
                    try {
                        loop.sleep(seconds(100));
                    } finally {
                        log.add(iterations.after("inner"));
                    }
                });
                Task<?> outer = loop.spawn("outer", () -> {
                    try {
                        inner.await();
                    } finally {
                        log.add(iterations.after("outer"));
                    }
                });
                loop.yieldNow();
                iterations.restart();
                outer.cancel();
                while (!outer.isDone()) {
                    loop.yieldNow();
                }
                assertThat(inner.isCancelled()).isTrue();
                iterations.stop();
            });
            assertThat(log).containsExactly("inner+1", "outer+2");
        });
    }

    @Test
    void T13_failureNobodyLooksAtAndTaskLeftBehind_areReported() throws Exception {
        Orders.inEveryOrder(loop -> {
            for (String name : List.of("a", "b")) {
                loop.spawn("pending " + name, () -> loop.promise("never").await());
            }
            loop.spawn("failed", () -> {
                throw new IOException("lost");
            });
            loop.spawn("unlucky", () -> {
                loop.sleep(seconds(1));
                throw new IOException("lost too");
            });
            loop.advance(seconds(1));
            assertThat(loop.audit())
                    .extracting(Fault::kind)
                    .containsExactly(
                            FaultKind.UNOBSERVED_FAILURE,
                            FaultKind.UNOBSERVED_FAILURE,
                            FaultKind.LEAKED_TASK,
                            FaultKind.LEAKED_TASK);
            assertThat(loop.audit())
                    .extracting(Fault::subject)
                    .containsExactly(
                            "task \"failed\" (#3)",
                            "task \"unlucky\" (#4)",
                            "task \"pending a\" (#1)",
                            "task \"pending b\" (#2)");
        });
    }

    @Test
    void T15_cancelledInTheTickOfTheCompletion_isCancelled() throws Exception {
        Orders.inFifoOrder(loop -> {
            Promise<String> future = loop.promise("f");
            Task<String> task = loop.spawn(future::await);
            loop.runUntilIdle();
            future.complete("v");
            assertThat(task.cancel()).isTrue();
            assertThatThrownBy(task::await).isInstanceOf(TaskCancelledException.class);
            assertThat(future.resultNow()).isEqualTo("v");
        });
    }

    @Test
    void T16_sleep_takesExactlyItsTime() throws Exception {
        Orders.inEveryOrder(loop -> loop.run(() -> {
            loop.sleep(Duration.ZERO);
            loop.sleep(seconds(-5));
            assertThat(loop.clock().elapsed()).isZero();
            loop.sleep(Duration.ofMillis(2_500));
            assertThat(loop.clock().elapsed()).isEqualTo(Duration.ofMillis(2_500));
        }));
    }

    @Test
    void T16_sleepOfZeroOrLess_takesOneIteration() throws Exception {
        Orders.inFifoOrder(loop -> {
            Iterations iterations = new Iterations(loop);
            loop.run(() -> {
                for (long delay : List.of(0L, -5L)) {
                    iterations.restart();
                    loop.sleep(seconds(delay));
                    assertThat(iterations.count()).as("of %d", delay).isEqualTo(1);
                }
                iterations.stop();
            });
        });
    }

    @Test
    void T16_longerSleep_takesTheIterationOfItsTimerAndTheNext() throws Exception {
        Orders.inFifoOrder(loop -> {
            List<String> log = new ArrayList<>();
            loop.callLater(seconds(2), () -> {
                log.add("timer");
                loop.callSoon(() -> {
                    log.add("next iteration");
                    loop.callSoon(() -> log.add("the one after"));
                });
            });
            loop.run(() -> {
                loop.sleep(seconds(2));
                log.add("slept");
                loop.yieldNow();
            });
            assertThat(log).containsExactly("timer", "next iteration", "slept", "the one after");
        });
    }

    // ---- the rest of the contract

    @Test
    void D4_requestTakenBackBeforeDelivery_isNotThrown() throws Exception {
        Orders.inEveryOrder(loop -> {
            loop.run(() -> {
                Task<?> self = Task.current();
                self.cancel();
                self.cancel();
                assertThat(self.uncancel()).isEqualTo(1);
                assertThat(self.uncancel()).isZero();
                assertThat(self.uncancel()).isZero();
                loop.sleep(seconds(1));
            });
            assertThat(loop.audit()).isEmpty();
        });
    }

    @Test
    void cancellationThatEscapes_cancelsTheTaskThoughNobodyAskedForIt() throws Exception {
        Orders.inEveryOrder(loop -> {
            Task<?> task = loop.spawn(() -> {
                throw new TaskCancelledException("by itself");
            });
            loop.runUntilIdle();
            assertThat(task.isCancelled()).isTrue();
            assertThat(task.cancelling()).isZero();
        });
    }

    @Test
    void taskThatCancelsItselfAndReturns_isCancelled() throws Exception {
        Orders.inEveryOrder(loop -> {
            Task<String> task = loop.spawn(() -> {
                Task.current().cancel();
                return "value";
            });
            loop.runUntilIdle();
            assertThat(task.isCancelled()).isTrue();
        });
    }

    @Test
    void taskThatAwaitsDoneOnes_doesNotSwitch() throws Exception {
        Orders.inEveryOrder(loop -> {
            List<String> log = new ArrayList<>();
            Task<String> done = loop.spawn(() -> "v");
            done.await();
            Task<?> hot = loop.spawn(() -> {
                for (int i = 0; i < 3; i++) {
                    log.add("hot " + done.await());
                }
            });
            loop.spawn(() -> log.add("other"));
            hot.await();
            loop.runUntilIdle();
            assertThat(log.lastIndexOf("hot v") - log.indexOf("hot v")).isEqualTo(2);
        });
    }
}
