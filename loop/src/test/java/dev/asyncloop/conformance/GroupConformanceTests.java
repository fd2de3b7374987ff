// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.asyncloop.Loop;
import dev.asyncloop.LoopTimeoutException;
import dev.asyncloop.Promise;
import dev.asyncloop.Task;
import dev.asyncloop.TaskCancelledException;
import dev.asyncloop.TaskGroup;
import dev.asyncloop.TaskGroupException;
import dev.asyncloop.Tasks;
import dev.asyncloop.Timeout;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task groups and time limits. */
@SuppressWarnings("MemberName") // the number of the case comes first
class GroupConformanceTests {

    private final List<String> log = new ArrayList<>();

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static long time(Loop loop) {
        return loop.clock().elapsed().toSeconds();
    }

    private static List<Throwable> failures(Throwable thrown) {
        assertThat(thrown).isInstanceOf(TaskGroupException.class);
        return ((TaskGroupException) thrown).failures();
    }

    @Test
    void G02_failingChild_cancelsSiblingAndBlock() throws Exception {
        Orders.inFifoOrder(loop -> loop.run(() -> {
            List<Task<?>> siblings = new ArrayList<>();
            Throwable thrown = catchThrowable(() -> loop.group(group -> {
                group.spawn(() -> {
                    loop.sleep(seconds(1));
                    throw new IllegalArgumentException("child");
                });
                siblings.add(group.spawn(() -> loop.sleep(seconds(9))));
                loop.sleep(seconds(50));
                log.add("never");
            }));
            assertThat(failures(thrown)).singleElement().isInstanceOf(IllegalArgumentException.class);
            assertThat(time(loop)).isEqualTo(1);
            assertThat(siblings.get(0).isCancelled()).isTrue();
            assertThat(Task.current().cancelling()).isZero();
            assertThat(log).isEmpty();
        }));
    }

    @Test
    void G03_failuresOfCleanUpsAndBlock_comeInOrderOfCompletionTheBlockLast() throws Exception {
        Orders.inEveryOrder(loop -> {
            Throwable thrown = catchThrowable(() -> loop.run(() -> loop.group(group -> {
                for (long cleanUp : List.of(2L, 1L)) {
                    group.spawn(() -> {
                        try {
                            loop.sleep(seconds(100));
                        } catch (TaskCancelledException e) {
                            loop.sleep(seconds(cleanUp));
                            throw new IllegalStateException(cleanUp + " s child", e);
                        }
                    });
                }
                loop.sleep(seconds(1));
                throw new IOException("body");
            })));
            assertThat(failures(thrown))
                    .extracting(Throwable::getMessage)
                    .containsExactly("1 s child", "2 s child", "body");
            assertThat(time(loop)).isEqualTo(3);
        });
    }

    @Test
    void G05_groupThatIsFinishedOrShutsDown_refusesTasks() throws Exception {
        // a group that "has not been entered" does not exist here: it is open when it is made
        Orders.inEveryOrder(loop -> loop.run(() -> {
            TaskGroup finished = loop.group();
            finished.close();
            assertThatIllegalStateException()
                    .isThrownBy(() -> finished.spawn(() -> "x"))
                    .withMessageContaining("is finished");
            Throwable thrown = catchThrowable(() -> loop.group(group -> {
                group.spawn(() -> {
                    throw new IOException("child");
                });
                try {
                    loop.sleep(seconds(1));
                } finally {
                    assertThatIllegalStateException()
                            .isThrownBy(() -> group.spawn(() -> "x"))
                            .withMessageContaining("is shutting down");
                }
            }));
            assertThat(failures(thrown)).singleElement().isInstanceOf(IOException.class);
        }));
    }

    @Test
    void G06_cancelledChild_isNoErrorAndTheOthersFinish() throws Exception {
        Orders.inEveryOrder(loop -> loop.run(() -> {
            List<Task<?>> children = new ArrayList<>();
            loop.group(group -> {
                children.add(group.spawn(() -> loop.sleep(seconds(9))));
                children.add(group.spawn(() -> loop.sleep(seconds(2))));
                loop.sleep(seconds(1));
                children.get(0).cancel();
            });
            assertThat(time(loop)).isEqualTo(2);
            assertThat(children).extracting(Task::isCancelled).containsExactly(true, false);
        }));
    }

    @Test
    void G07_siblingSpawnedWhileTheGroupEnds_isAwaited() throws Exception {
        Orders.inEveryOrder(loop -> loop.run(() -> {
            loop.group(group -> group.spawn(() -> {
                loop.sleep(seconds(1));
                group.spawn(() -> loop.sleep(seconds(1)));
            }));
            assertThat(time(loop)).isEqualTo(2);
        }));
    }

    @Test
    void G09_outerLimitFirst_cancelsTheInnerWhichIsNotExpired() throws Exception {
        Orders.inEveryOrder(loop -> loop.run(() -> {
            List<Timeout> limits = new ArrayList<>();
            assertThatThrownBy(() -> loop.timeout(seconds(1), outer -> {
                        limits.add(outer);
                        return loop.timeout(seconds(5), inner -> {
                            limits.add(inner);
                            try {
                                loop.sleep(seconds(9));
                                return "never";
                            } catch (TaskCancelledException e) {
                                assertThat(inner.isExpired()).isFalse();
                                throw e;
                            }
                        });
                    }))
                    .isInstanceOf(LoopTimeoutException.class)
                    .hasCauseInstanceOf(TaskCancelledException.class);
            assertThat(limits).extracting(Timeout::isExpired).containsExactly(true, false);
            assertThat(time(loop)).isEqualTo(1);
            assertThat(Task.current().cancelling()).isZero();
        }));
    }

    @Test
    void G09_innerLimitFirst_expiresAlone() throws Exception {
        Orders.inEveryOrder(loop -> loop.run(() -> {
            String result = loop.timeout(seconds(5), outer -> {
                assertThatThrownBy(() -> loop.timeout(seconds(1), () -> loop.sleep(seconds(9))))
                        .isInstanceOf(LoopTimeoutException.class);
                assertThat(outer.isExpired()).isFalse();
                return "outer goes on";
            });
            assertThat(result).isEqualTo("outer goes on");
            assertThat(time(loop)).isEqualTo(1);
        }));
    }

    @Test
    void G10_limitOfZero_expiresAtTheFirstSuspension() throws Exception {
        Orders.inFifoOrder(loop -> loop.run(() -> {
            for (Duration sleep : List.of(Duration.ZERO, seconds(10))) {
                assertThatThrownBy(() -> loop.timeout(Duration.ZERO, () -> loop.sleep(sleep)))
                        .isInstanceOf(LoopTimeoutException.class);
            }
            assertThat(loop.<String>timeout(Duration.ZERO, () -> "none")).isEqualTo("none");
            assertThat(time(loop)).isZero();
            assertThat(Task.current().cancelling()).isZero();
        }));
    }

    @Test
    void G12_bodyThatConvertsTheCancellation_keepsItsException() throws Exception {
        Orders.inEveryOrder(loop -> loop.run(() -> {
            assertThatThrownBy(() -> loop.timeout(seconds(1), () -> {
                        try {
                            loop.sleep(seconds(9));
                        } catch (TaskCancelledException e) {
                            throw new IllegalArgumentException("converted", e);
                        }
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .satisfies(e ->
                            assertThat(e.getSuppressed()).singleElement().isInstanceOf(LoopTimeoutException.class));
            assertThat(Task.current().cancelling()).isZero();
        }));
    }

    @Test
    void G12_cancellationFromOutsideBeforeTheLimit_isNoTimeout() throws Exception {
        Orders.inEveryOrder(loop -> {
            Task<?> task = loop.spawn(() -> loop.timeout(seconds(2), () -> loop.sleep(seconds(9))));
            loop.advance(seconds(1));
            task.cancel();
            loop.advance(seconds(1));
            assertThat(task.isCancelled()).isTrue();
            assertThat(loop.timerCount()).isZero();
        });
    }

    @Test
    void G12_cancellationFromOutsideInTheTickOfTheLimit_isNoTimeout() throws Exception {
        for (boolean limitFirst : new boolean[] {true, false}) {
            Orders.inFifoOrder(loop -> {
                Task<?> task = loop.spawn(() -> loop.timeout(seconds(2), () -> loop.sleep(seconds(9))));
                if (limitFirst) {
                    loop.runUntilIdle();
                }
                loop.callLater(seconds(2), task::cancel);
                loop.advance(seconds(2));
                assertThat(task.isCancelled()).isTrue();
            });
        }
    }

    @Test
    void G12_cancellationFromOutsideInTheTickOfTheLimit_isNoTimeoutUnlessItComesTooLate() throws Exception {
        // a seed may also let the task end between the two
        Orders.inEveryOrder(loop -> {
            List<Boolean> accepted = new ArrayList<>();
            Task<?> task = loop.spawn(() -> loop.timeout(seconds(2), () -> loop.sleep(seconds(9))));
            loop.callLater(seconds(2), () -> accepted.add(task.cancel()));
            loop.advance(seconds(2));
            assertThat(task.isCancelled()).isEqualTo(accepted.get(0));
            if (task.isFailed()) {
                assertThat(task.exceptionNow()).isInstanceOf(LoopTimeoutException.class);
            }
        });
    }

    @Test
    void X03_limitAndSleepOfTheSameTime_endInTheOrderOfTheirRegistration() throws Exception {
        Orders.inFifoOrder(loop -> loop.run(() -> {
            assertThatThrownBy(() -> loop.timeout(seconds(1), () -> loop.sleep(seconds(1))))
                    .isInstanceOf(LoopTimeoutException.class);
            loop.timeout(seconds(3), () -> loop.sleep(seconds(1)));
            Task<String> sleeper = loop.spawn(() -> {
                loop.sleep(seconds(1));
                return "v";
            });
            assertThatThrownBy(() -> Tasks.waitFor(sleeper, seconds(1))).isInstanceOf(LoopTimeoutException.class);
            assertThat(sleeper.isCancelled()).isTrue();
            assertThat(time(loop)).isEqualTo(3);
        }));
    }

    @Test
    void X03_futureSetAtTheTimeOfTheLimit_hasItsValueIfItCameFirst() throws Exception {
        Orders.inFifoOrder(loop -> loop.run(() -> {
            Promise<String> first = loop.promise("first");
            loop.callLater(seconds(1), () -> first.complete("value"));
            assertThat(Tasks.waitFor(first, seconds(1))).isEqualTo("value");
            Promise<String> late = loop.promise("late");
            assertThatThrownBy(() -> loop.timeout(seconds(1), () -> {
                        loop.callLater(seconds(1), () -> log.add("set " + late.tryComplete("value")));
                        return late.await();
                    }))
                    .isInstanceOf(LoopTimeoutException.class);
            loop.yieldNow();
            assertThat(log).containsExactly("set false");
            assertThat(Task.current().cancelling()).isZero();
        }));
    }

    // ---- the rest of the contract

    @Test
    void D3_cancelledInTheTickOfAFailure_doesNotSurviveByCatchingIt() throws Exception {
        Orders.inFifoOrder(loop -> {
            Task<?> parent = loop.spawn(() -> {
                try {
                    loop.group(group -> group.spawn(() -> {
                        loop.sleep(seconds(1));
                        throw new IOException("child");
                    }));
                } catch (TaskGroupException e) {
                    log.add("caught with " + Task.current().cancelling());
                }
                loop.yieldNow();
                log.add("survived");
            });
            loop.runUntilIdle();
            loop.callLater(seconds(1), parent::cancel);
            loop.advance(seconds(1));
            assertThat(log).containsExactly("caught with 1");
            assertThat(parent.isCancelled()).isTrue();
        });
    }

    @Test
    void groupCancelledFromOutside_awaitsItsChildrenAndIsCancelledUnlessOneFails() throws Exception {
        Orders.inEveryOrder(loop -> {
            for (boolean fails : new boolean[] {false, true}) {
                Task<?> parent = loop.spawn(() -> loop.group(group -> group.spawn(() -> {
                    try {
                        loop.sleep(seconds(100));
                    } catch (TaskCancelledException e) {
                        loop.sleep(seconds(2));
                        throw fails ? new IOException("unwinding", e) : e;
                    }
                })));
                loop.runUntilIdle();
                parent.cancel();
                loop.advance(seconds(1));
                assertThat(parent.isDone()).isFalse();
                loop.advance(seconds(1));
                assertThat(parent.isCancelled()).isEqualTo(!fails);
                if (fails) {
                    assertThat(failures(parent.exceptionNow())).singleElement().isInstanceOf(IOException.class);
                }
            }
            assertThat(loop.audit()).isEmpty();
        });
    }

    @Test
    void groupInAChild_nestsItsFailure() throws Exception {
        Orders.inEveryOrder(loop -> {
            Throwable thrown = catchThrowable(() ->
                    loop.run(() -> loop.group(outer -> outer.spawn(() -> loop.group(inner -> inner.spawn(() -> {
                        throw new IOException("deep");
                    }))))));
            assertThat(failures(failures(thrown).get(0))).singleElement().isInstanceOf(IOException.class);
        });
    }

    @Test
    void limitThatTheBodySwallows_isExpiredAndGivesTheValue() throws Exception {
        Orders.inEveryOrder(loop -> {
            List<Timeout> seen = new ArrayList<>();
            String value = loop.run(() -> loop.timeout(seconds(1), timeout -> {
                seen.add(timeout);
                try {
                    loop.sleep(seconds(9));
                    return "slept";
                } catch (TaskCancelledException e) {
                    return "swallowed";
                }
            }));
            assertThat(value).isEqualTo("swallowed");
            assertThat(seen.get(0).isExpired()).isTrue();
            assertThat(loop.audit()).isEmpty();
        });
    }
}
