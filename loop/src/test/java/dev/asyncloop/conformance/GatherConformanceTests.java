// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.Loop;
import dev.asyncloop.LoopTimeoutException;
import dev.asyncloop.Promise;
import dev.asyncloop.Task;
import dev.asyncloop.TaskCancelledException;
import dev.asyncloop.Tasks;
import dev.asyncloop.Until;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What works on several tasks, shields, and waits with a limit. */
@SuppressWarnings("MemberName") // the number of the case comes first
class GatherConformanceTests {

    private final List<String> log = new ArrayList<>();

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static long time(Loop loop) {
        return loop.clock().elapsed().toSeconds();
    }

    private Task<String> after(Loop loop, long delay, String value) {
        return loop.spawn(value, () -> {
            loop.sleep(seconds(delay));
            log.add(value + "@" + time(loop));
            return value;
        });
    }

    private Task<String> cleaningUp(Loop loop, String name, long cleanUp) {
        return loop.spawn(name, () -> {
            try {
                loop.sleep(seconds(100));
            } finally {
                log.add(name);
                loop.sleep(seconds(cleanUp));
            }
            return name;
        });
    }

    @Test
    void C01_gather_returnsResultsInTheOrderOfTheArguments() throws Exception {
        Orders.inEveryOrder(loop -> {
            log.clear();
            Task<List<String>> all = Tasks.gather(after(loop, 3, "a"), after(loop, 1, "b"), after(loop, 2, "c"));
            assertThat(all.await()).containsExactly("a", "b", "c");
            assertThat(log).containsExactly("b@1", "c@2", "a@3");
        });
    }

    @Test
    void C02_gatherWithAFailure_failsAtOnceAndTheOthersGoOn() throws Exception {
        Orders.inEveryOrder(loop -> {
            Task<String> slow = after(loop, 5, "slow");
            Task<String> failing = loop.spawn(() -> {
                loop.sleep(seconds(1));
                throw new IllegalArgumentException("bad");
            });
            assertThatThrownBy(() -> Tasks.gather(slow, failing).await()).isInstanceOf(IllegalArgumentException.class);
            assertThat(time(loop)).isEqualTo(1);
            assertThat(slow.isDone()).isFalse();
            assertThat(slow.await()).isEqualTo("slow");
            assertThat(time(loop)).isEqualTo(5);
            assertThat(loop.audit()).isEmpty();
        });
    }

    @Test
    void C02_gatherWithACancelledChild_isCancelledAndTheOthersGoOn() throws Exception {
        Orders.inEveryOrder(loop -> {
            Task<String> slow = after(loop, 5, "slow");
            Task<String> lateFailure = loop.spawn(() -> {
                loop.sleep(seconds(3));
                throw new IOException("counts as observed");
            });
            Task<String> cancelled = after(loop, 9, "x");
            loop.callLater(seconds(1), () -> cancelled.cancel("msg"));
            assertThatThrownBy(() -> Tasks.gather(slow, lateFailure, cancelled).await())
                    .isInstanceOf(TaskCancelledException.class)
                    .hasMessage("msg");
            assertThat(time(loop)).isEqualTo(1);
            assertThat(slow.await()).isEqualTo("slow");
            assertThat(loop.audit()).isEmpty();
        });
    }

    @Test
    void C04_cancelledGather_cancelsItsChildrenInOrder() throws Exception {
        Orders.inFifoOrder(loop -> {
            List<Task<String>> children =
                    List.of(cleaningUp(loop, "a", 0), cleaningUp(loop, "b", 0), cleaningUp(loop, "c", 0));
            loop.runUntilIdle();
            Task<List<String>> all = Tasks.gather(children);
            assertThat(all.cancel("msg")).isTrue();
            assertThat(all.isDone()).isFalse();
            assertThatThrownBy(all::await)
                    .isInstanceOf(TaskCancelledException.class)
                    .hasMessage("msg");
            assertThat(log).containsExactly("a", "b", "c");
            loop.runUntilIdle();
            assertThat(children).allMatch(Task::isCancelled);
            // asyncio's cancelled() is False; Future.get() throws CancellationException exactly where isCancelled() is
            // true
            assertThat(all.isCancelled()).isTrue();
            assertThat(all.cancel()).isFalse();
        });
    }

    @Test
    void C04_awaiterOfAGatherThatIsCancelled_goesTheSameWay() throws Exception {
        Orders.inFifoOrder(loop -> {
            List<Task<String>> children = List.of(cleaningUp(loop, "a", 2), cleaningUp(loop, "b", 1));
            Task<?> awaiter = loop.spawn(() -> Tasks.gather(children).await());
            loop.runUntilIdle();
            assertThat(awaiter.cancel()).isTrue();
            loop.runUntilIdle();
            assertThat(log).containsExactly("a", "b");
            assertThat(awaiter.isDone()).isFalse();
            loop.advance(seconds(1));
            assertThat(awaiter.isCancelled()).isTrue();
            assertThat(children).extracting(Task::isDone).containsExactly(false, true);
        });
    }

    @Test
    void C14_cancelledGather_endsWithTheFirstCleanUp() throws Exception {
        Orders.inFifoOrder(loop -> {
            Task<String> slow = cleaningUp(loop, "slow", 5);
            Task<List<String>> all = Tasks.gather(slow, cleaningUp(loop, "quick", 2));
            loop.advance(seconds(1));
            all.cancel();
            assertThatThrownBy(all::await).isInstanceOf(TaskCancelledException.class);
            assertThat(time(loop)).isEqualTo(3);
            assertThat(slow.isDone()).isFalse();
            assertThatThrownBy(slow::await).isInstanceOf(TaskCancelledException.class);
            assertThat(time(loop)).isEqualTo(6);
        });
    }

    @Test
    void C14_cancelledGatherOfAllEnds_endsWithTheLastCleanUp() throws Exception {
        Orders.inFifoOrder(loop -> {
            Task<?> all = Tasks.gatherAll(cleaningUp(loop, "slow", 5), cleaningUp(loop, "quick", 2));
            loop.advance(seconds(1));
            all.cancel();
            assertThatThrownBy(all::await).isInstanceOf(TaskCancelledException.class);
            assertThat(time(loop)).isEqualTo(6);
        });
    }

    @Test
    void C06_gatherOfNothing_isDone() throws Exception {
        Orders.inEveryOrder(loop -> loop.run(() -> {
            Task<List<String>> all = Tasks.gather();
            assertThat(all.resultNow()).isEmpty();
            assertThat(all.loop()).isSameAs(loop);
            assertThat(Tasks.gatherAll(List.<Task<String>>of()).resultNow()).isEmpty();
        }));
    }

    @Test
    void C06_duplicates_shareOneRun() throws Exception {
        Orders.inEveryOrder(loop -> {
            log.clear();
            Task<String> once = after(loop, 1, "v");
            Task<String> other = after(loop, 2, "w");
            assertThat(Tasks.gather(once, other, once).await()).containsExactly("v", "w", "v");
            assertThat(log).containsExactly("v@1", "w@2");
        });
    }

    @Test
    void C06_duplicates_areCancelledOnce() throws Exception {
        Orders.inEveryOrder(loop -> {
            Task<String> once = after(loop, 1, "v");
            Task<List<String>> all = Tasks.gather(once, once);
            all.cancel();
            assertThat(once.cancelling()).isEqualTo(1);
        });
    }

    @Test
    void C07_cancelledAwaiterOfAShield_leavesTheInnerTaskAlone() throws Exception {
        Orders.inEveryOrder(loop -> {
            Task<String> inner = after(loop, 5, "inner");
            Task<String> awaiter = loop.spawn(() -> loop.shield(inner).await());
            loop.advance(seconds(1));
            awaiter.cancel();
            loop.runUntilIdle();
            assertThat(awaiter.isCancelled()).isTrue();
            assertThat(inner.await()).isEqualTo("inner");
            assertThat(time(loop)).isEqualTo(5);
            assertThat(loop.audit()).isEmpty();
        });
    }

    @Test
    void C07_cancelledInnerTask_cancelsItsShield() throws Exception {
        Orders.inEveryOrder(loop -> {
            Task<String> inner = after(loop, 5, "inner");
            Task<String> outer = loop.shield(inner);
            Task<String> awaiter = loop.spawn(outer::await);
            loop.runUntilIdle();
            inner.cancel();
            loop.runUntilIdle();
            assertThat(outer.isCancelled()).isTrue();
            assertThat(awaiter.isCancelled()).isTrue();
        });
    }

    @Test
    void D5_innerTaskThatFailsAfterItsShieldWasCancelled_tellsTheHandler() throws Exception {
        Orders.inEveryOrder(loop -> {
            log.clear();
            loop.setExceptionHandler((failed, context) -> log.add(context.message()));
            Task<String> inner = loop.spawn("inner", () -> {
                loop.sleep(seconds(1));
                throw new IOException("late");
            });
            loop.shield(inner).cancel();
            loop.advance(seconds(1));
            assertThat(log).singleElement().asString().startsWith("Exception in shielded task \"inner\"");
        });
    }

    @Test
    void C09_waitForWithoutTime_neverRunsTheBody() throws Exception {
        Orders.inEveryOrder(loop -> {
            log.clear();
            loop.run(() -> {
                for (long limit : List.of(0L, -1L)) {
                    Task<String> task = loop.spawn(() -> {
                        log.add("ran");
                        return "v";
                    });
                    assertThatThrownBy(() -> Tasks.waitFor(task, seconds(limit)))
                            .isInstanceOf(LoopTimeoutException.class)
                            .hasCauseInstanceOf(TaskCancelledException.class);
                }
                assertThat(Task.current().cancelling()).isZero();
            });
            assertThat(log).isEmpty();
        });
    }

    @Test
    void C09_waitForADoneFuture_returnsItsValueWithoutTime() throws Exception {
        Orders.inEveryOrder(loop -> {
            Promise<String> done = loop.promise("done");
            done.complete("v");
            loop.run(() -> {
                assertThat(Tasks.waitFor(done, Duration.ZERO)).isEqualTo("v");
                assertThat(Tasks.waitFor(done, seconds(-1))).isEqualTo("v");
            });
        });
    }

    @Test
    void C10_taskThatReturnsInSpiteOfItsCancellation_givesItsValue() throws Exception {
        Orders.inEveryOrder(loop -> loop.run(() -> {
            for (long limit : List.of(1L, 0L)) {
                Task<String> stubborn = loop.spawn(() -> {
                    try {
                        loop.sleep(seconds(9));
                    } catch (TaskCancelledException e) {
                        loop.sleep(seconds(2));
                        Task.current().uncancel();
                    }
                    return "value";
                });
                loop.yieldNow();
                loop.sleep(Duration.ofNanos(1));
                assertThat(Tasks.waitFor(stubborn, seconds(limit))).isEqualTo("value");
            }
            assertThat(time(loop)).isEqualTo(5);
        }));
    }

    @Test
    void C10_taskThatFailsInItsCleanUp_givesThatFailure() throws Exception {
        Orders.inEveryOrder(loop -> loop.run(() -> {
            Task<String> failing = loop.spawn(() -> {
                try {
                    loop.sleep(seconds(9));
                    return "v";
                } catch (TaskCancelledException e) {
                    throw new IllegalArgumentException("clean-up", e);
                }
            });
            assertThatThrownBy(() -> Tasks.waitFor(failing, seconds(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("clean-up");
            assertThat(Task.current().cancelling()).isZero();
        }));
    }

    @Test
    void D2_waitForCancelledInTheTickOfTheCompletion_isCancelled() throws Exception {
        Orders.inEveryOrder(loop -> {
            Promise<String> future = loop.promise("f");
            Task<String> waiter = loop.spawn(() -> Tasks.waitFor(future, seconds(5)));
            loop.runUntilIdle();
            future.complete("v");
            waiter.cancel();
            loop.runUntilIdle();
            assertThat(waiter.isCancelled()).isTrue();
            assertThat(loop.timerCount()).isZero();
        });
    }

    @Test
    void C12_asCompleted_givesTheTasksInTheOrderOfTheirEnd() throws Exception {
        Orders.inEveryOrder(loop -> {
            log.clear();
            List<Task<String>> tasks = List.of(after(loop, 3, "a"), after(loop, 1, "b"), after(loop, 2, "c"));
            loop.run(() -> {
                for (Task<String> task : Tasks.asCompleted(tasks)) {
                    assertThat(log).last().isEqualTo(task.await() + "@" + time(loop));
                }
            });
            assertThat(log).containsExactly("b@1", "c@2", "a@3");
        });
    }

    @Test
    void C12_asCompletedWithALimit_throwsThenAndTheTasksGoOn() throws Exception {
        Orders.inEveryOrder(loop -> {
            List<Task<String>> tasks = List.of(after(loop, 5, "b"), after(loop, 1, "a"), after(loop, 6, "c"));
            loop.run(() -> {
                Iterator<Task<String>> next =
                        Tasks.asCompleted(tasks, seconds(2)).iterator();
                assertThat(next.next().await()).isEqualTo("a");
                for (int i = 0; i < 2; i++) {
                    assertThatThrownBy(next::next).isInstanceOf(LoopTimeoutException.class);
                    assertThat(time(loop)).isEqualTo(2);
                }
            });
            assertThat(tasks.get(2).await()).isEqualTo("c");
            assertThat(tasks.get(0).resultNow()).isEqualTo("b");
        });
    }

    @Test
    void C13_taskCancelledInAWait_leavesTheOthersAlone() throws Exception {
        Orders.inEveryOrder(loop -> {
            Task<String> a = after(loop, 5, "a");
            Task<?> waiter = loop.spawn(() -> Tasks.await(List.of(a), Until.ALL_COMPLETED));
            loop.advance(seconds(1));
            waiter.cancel();
            loop.runUntilIdle();
            assertThat(waiter.isCancelled()).isTrue();
            assertThat(a.await()).isEqualTo("a");
            assertThat(time(loop)).isEqualTo(5);
            assertThat(loop.audit()).isEmpty();
        });
    }
}
