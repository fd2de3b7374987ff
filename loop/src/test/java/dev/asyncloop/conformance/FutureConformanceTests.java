// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.ExceptionContext;
import dev.asyncloop.Fault;
import dev.asyncloop.FaultKind;
import dev.asyncloop.Handle;
import dev.asyncloop.Promise;
import dev.asyncloop.Task;
import dev.asyncloop.TaskCancelledException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Futures: their states, callbacks and failures. */
@SuppressWarnings("MemberName") // the number of the case comes first
class FutureConformanceTests {

    @Test
    void F01_pendingFuture_hasNeitherResultNorException() throws Exception {
        Orders.inEveryOrder(loop -> {
            Promise<Integer> future = loop.promise("f");
            assertThat(future.isDone()).isFalse();
            assertThatIllegalStateException().isThrownBy(future::resultNow).withMessageContaining("is not done");
            assertThatIllegalStateException().isThrownBy(future::exceptionNow).withMessageContaining("is not done");
        });
    }

    @Test
    void F02_doneFuture_refusesASecondEnd() throws Exception {
        Orders.inEveryOrder(loop -> {
            Promise<Integer> future = loop.promise("f");
            future.complete(1);
            assertThatIllegalStateException().isThrownBy(() -> future.complete(2));
            assertThatIllegalStateException().isThrownBy(() -> future.fail(new IOException("late")));
            assertThat(future.tryComplete(2)).isFalse();
            assertThat(future.tryFail(new IOException("late"))).isFalse();
            assertThat(future.cancel()).isFalse();
            assertThat(future.resultNow()).isEqualTo(1);
            assertThat(loop.audit()).isEmpty();
        });
    }

    @Test
    void F02_failedOrCancelledFuture_refusesASecondEndToo() throws Exception {
        Orders.inEveryOrder(loop -> {
            Promise<Integer> failed = loop.promise("failed");
            failed.fail(new IOException("first"));
            Promise<Integer> cancelled = loop.promise("cancelled");
            assertThat(cancelled.cancel()).isTrue();
            for (Promise<Integer> future : List.of(failed, cancelled)) {
                assertThatIllegalStateException().isThrownBy(() -> future.complete(2));
                assertThatIllegalStateException().isThrownBy(() -> future.fail(new IOException("second")));
                assertThat(future.cancel()).isFalse();
            }
            assertThat(failed.exceptionNow()).hasMessage("first");
        });
    }

    @Test
    void F04_callbackTakenBack_doesNotRun() throws Exception {
        Orders.inEveryOrder(loop -> {
            List<String> log = new ArrayList<>();
            Promise<Integer> future = loop.promise("f");
            Handle first = future.onDone(done -> log.add("cb"));
            Handle second = future.onDone(done -> log.add("cb2"));
            Handle third = future.onDone(done -> log.add("cb"));
            assertThat(first.cancel()).isTrue();
            assertThat(third.cancel()).isTrue();
            assertThat(first.cancel()).isFalse();
            future.complete(1);
            loop.runUntilIdle();
            assertThat(second.cancel()).isFalse();
            assertThat(log).containsExactly("cb2");
        });
    }

    @Test
    void F04_callbackTakenBackAfterTheEnd_doesNotRunEither() throws Exception {
        // asyncio's remove_done_callback comes too late here; our handle is that of the queued callback too
        Orders.inEveryOrder(loop -> {
            List<String> log = new ArrayList<>();
            Promise<Integer> future = loop.promise("f");
            Handle handle = future.onDone(done -> log.add("cb"));
            future.onDone(done -> log.add("other"));
            future.complete(1);
            assertThat(handle.cancel()).isTrue();
            loop.runUntilIdle();
            assertThat(log).containsExactly("other");
        });
    }

    @Test
    void F05_cancelledFuture_throwsItsMessage() throws Exception {
        Orders.inEveryOrder(loop -> {
            Promise<Integer> future = loop.promise("f");
            assertThat(future.cancel("msg")).isTrue();
            assertThat(future.cancel("msg")).isFalse();
            assertThat(future.isCancelled()).isTrue();
            assertThat(future.isFailed()).isFalse();
            assertThatThrownBy(future::await)
                    .isInstanceOf(TaskCancelledException.class)
                    .hasMessage("msg");
            assertThatThrownBy(future::get)
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("msg");
            // java.util.concurrent.Future has it that these two say so otherwise
            assertThatIllegalStateException().isThrownBy(future::resultNow).withMessageContaining("was cancelled");
            assertThatIllegalStateException().isThrownBy(future::exceptionNow).withMessageContaining("was cancelled");
            assertThat(loop.audit()).isEmpty();
        });
    }

    @Test
    void F07_failureNobodyLooksAt_isReported() throws Exception {
        Orders.inEveryOrder(loop -> {
            IOException failure = new IOException("lost");
            loop.promise("dropped").fail(failure);
            assertThat(loop.audit()).singleElement().satisfies(fault -> {
                assertThat(fault.kind()).isEqualTo(FaultKind.UNOBSERVED_FAILURE);
                assertThat(fault.subject()).isEqualTo("promise \"dropped\"");
                assertThat(fault.message()).contains("and nobody looked at it");
                assertThat(fault.cause()).isSameAs(failure);
            });
        });
    }

    @Test
    void F07_failureThatSomebodyLooksAt_isNotReported() throws Exception {
        Orders.inEveryOrder(loop -> {
            Promise<Integer> asked = loop.promise("asked");
            asked.fail(new IOException("seen"));
            assertThat(asked.exceptionNow()).hasMessage("seen");
            Promise<Integer> awaited = loop.promise("awaited");
            awaited.fail(new IOException("seen"));
            assertThatThrownBy(awaited::await).hasMessage("seen");
            Promise<Integer> got = loop.promise("got");
            got.fail(new IOException("seen"));
            assertThatThrownBy(got::get).isInstanceOf(ExecutionException.class);
            assertThat(loop.audit()).isEmpty();
        });
    }

    @Test
    void F08_doneFuture_isAwaitedWithoutAStep() throws Exception {
        Orders.inEveryOrder(loop -> {
            Promise<String> future = loop.promise("f");
            future.complete("value");
            loop.run(() -> {
                loop.callSoon(() -> {});
                long steps = loop.trace().steps();
                assertThat(future.await()).isEqualTo("value");
                assertThat(loop.await(future)).isEqualTo("value");
                assertThat(loop.trace().steps()).isEqualTo(steps);
            });
        });
    }

    @Test
    void X09_waitersThenCallback_runInThatOrderInTheNextIteration() throws Exception {
        Orders.inFifoOrder(loop -> {
            Iterations iterations = new Iterations(loop);
            List<String> log = new ArrayList<>();
            Promise<String> future = loop.promise("f");
            loop.run(() -> {
                for (int i = 0; i < 3; i++) {
                    String name = "" + i;
                    loop.spawn(() -> {
                        future.await();
                        log.add(iterations.after(name));
                    });
                }
                loop.yieldNow();
                future.onDone(done -> log.add(iterations.after("cb")));
                iterations.restart();
                future.complete("value");
                loop.yieldNow();
                iterations.stop();
            });
            assertThat(log).containsExactly("0+1", "1+1", "2+1", "cb+1");
        });
    }

    // ---- the rest of the contract

    @Test
    void callbacks_ofOneFuture_runInTheirOrderInEveryOrder() throws Exception {
        Orders.inEveryOrder(loop -> {
            List<String> log = new ArrayList<>();
            Promise<String> future = loop.promise("f");
            future.onDone(done -> log.add("1 " + done.resultNow()));
            future.onDone(done -> log.add("2"));
            future.complete("value");
            future.onDone(done -> log.add("3"));
            assertThat(log).isEmpty();
            loop.runUntilIdle();
            assertThat(log).containsExactly("1 value", "2", "3");
        });
    }

    @Test
    void callback_thatFails_tellsTheHandlerAndTheOthersRun() throws Exception {
        Orders.inEveryOrder(loop -> {
            List<String> log = new ArrayList<>();
            loop.setExceptionHandler((failed, context) -> log.add(text(context)));
            Promise<String> future = loop.promise("f");
            future.onDone(done -> {
                throw new IllegalStateException("bad");
            });
            future.onDone(done -> log.add("good"));
            assertThat(future.cancel()).isTrue();
            loop.runUntilIdle();
            assertThat(log).containsExactly("Exception in callback: bad", "good");
        });
    }

    private static String text(ExceptionContext context) {
        return context.message() + ": " + context.exception().getMessage();
    }

    @Test
    void waiterOfAFutureThatFails_getsTheFailureItself() throws Exception {
        Orders.inEveryOrder(loop -> {
            IOException failure = new IOException("f");
            Promise<String> future = loop.promise("f");
            Task<String> waiter = loop.spawn(future::await);
            loop.runUntilIdle();
            future.fail(failure);
            loop.runUntilIdle();
            assertThat(waiter.exceptionNow()).isSameAs(failure);
            assertThat(loop.audit()).extracting(Fault::kind).isEmpty();
        });
    }
}
