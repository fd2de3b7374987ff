// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.Loops.millis;
import static dev.asyncloop.Loops.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Tasks among the JDK's futures, in both directions. */
class FutureInteropTests {

    private final List<String> log = new ArrayList<>();

    // ---- a task awaits a CompletableFuture
    // -----------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void await_ofACompletedFuture_givesItsOutcomeUnwrapped(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).build()) {
            loop.run(() -> {
                assertThat(loop.await(CompletableFuture.completedFuture("value")))
                        .isEqualTo("value");
                assertThat(loop.await(CompletableFuture.<String>completedFuture(null)))
                        .isNull();
                IOException failure = new IOException("disk");
                CompletableFuture<String> failed = CompletableFuture.failedFuture(failure);
                assertThatThrownBy(() -> loop.await(failed)).isSameAs(failure);
                assertThatThrownBy(() -> loop.await(failed.thenApply(String::length)))
                        .isSameAs(failure);
                CompletableFuture<String> cancelled = new CompletableFuture<>();
                cancelled.cancel(true);
                assertThatThrownBy(() -> loop.await(cancelled)).isInstanceOf(CancellationException.class);
            });
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void await_ofAFutureCompletedLater_wakesByWhoeverCompletesIt(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).externalGrace(seconds(20)).build()) {
            CompletableFuture<String> byCallback = new CompletableFuture<>();
            CompletableFuture<String> byTask = new CompletableFuture<>();
            CompletableFuture<String> byThread = new CompletableFuture<>();
            CompletableFuture<String> cancelled = new CompletableFuture<>();
            CompletableFuture<String> failing = new CompletableFuture<>();
            loop.callLater(seconds(1), () -> byCallback.complete("callback"));
            loop.callLater(seconds(3), () -> cancelled.cancel(false));
            loop.callLater(seconds(4), () -> failing.completeExceptionally(new IOException("late")));
            loop.spawn(() -> {
                loop.sleep(seconds(2));
                byTask.complete("task");
            });
            loop.run(() -> {
                log.add(loop.await(byCallback) + Loops.secondsOf(loop));
                log.add(loop.await(byTask) + Loops.secondsOf(loop));
                assertThatThrownBy(() -> loop.await(cancelled)).isInstanceOf(CancellationException.class);
                assertThatThrownBy(() -> loop.await(failing)).isInstanceOf(IOException.class);
                Thread thread = new Thread(() -> byThread.complete("thread"), "completer");
                loop.callSoon(thread::start);
                log.add(loop.await(byThread));
                thread.join(20_000);
            });
            assertThat(log).containsExactly("callback1", "task2", "thread");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void await_ofOneFutureByThreeTasks_wakesThemInOrder(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).build()) {
            CompletableFuture<String> future = new CompletableFuture<>();
            for (int i = 0; i < 3; i++) {
                String name = "w" + i;
                loop.spawn(name, () -> {
                    loop.await(future);
                    log.add(name);
                });
            }
            loop.runUntilIdle();
            future.complete("value");
            loop.runUntilIdle();
            assertThat(log).containsExactly("w0", "w1", "w2");
        }
    }

    @Test
    void await_cancelled_leavesTheFutureAlone() {
        try (Loop loop = Loop.create()) {
            CompletableFuture<String> future = new CompletableFuture<>();
            Task<String> first = loop.spawn(() -> loop.await(future));
            Task<String> second = loop.spawn(() -> loop.await(future));
            loop.runUntilIdle();
            first.cancel();
            loop.runUntilIdle();
            assertThat(first.isCancelled()).isTrue();
            assertThat(future).isNotDone();
            future.complete("value");
            assertThat(second.await()).isEqualTo("value");
        }
    }

    // ---- a task as a CompletionStage
    // -----------------------------------------------------------------------------------

    @Test
    void stageMethods_ofATask_runOnTheLoopInOrderOfRegistration() {
        try (Loop loop = Loop.create()) {
            Thread driver = Thread.currentThread();
            Task<String> task = loop.spawn(() -> {
                loop.sleep(seconds(1));
                return "value";
            });
            task.thenApply(value -> log.add("thenApply " + value + (Thread.currentThread() == driver)));
            task.handle((value, failure) -> log.add("handle " + value + failure));
            task.whenComplete((value, failure) -> log.add("whenComplete"));
            task.thenAccept(value -> log.add("inside a loop: " + (Loop.current() == loop)));
            assertThat(log).isEmpty();
            CompletableFuture<Void> all = CompletableFuture.allOf(
                    task.toCompletableFuture(),
                    loop.spawn(() -> loop.sleep(seconds(2))).toCompletableFuture());
            loop.await(all);
            assertThat(Loops.secondsOf(loop)).isEqualTo(2);
            assertThat(log)
                    .containsExactly("thenApply valuetrue", "handle valuenull", "whenComplete", "inside a loop: true");
            String async = loop.await(task.thenApplyAsync(value -> value + "!"));
            assertThat(async).isEqualTo("value!");
        }
    }

    @Test
    void stageMethods_ofAFailingTask_passTheFailureOn() {
        try (Loop loop = Loop.create()) {
            IllegalStateException failure = new IllegalStateException("bad");
            Task<String> task = loop.spawn(() -> {
                throw failure;
            });
            assertThat(loop.await(task.exceptionally(e -> "recovered from " + e.getMessage())))
                    .isEqualTo("recovered from bad");
            assertThatThrownBy(() -> loop.await(task.thenApply(String::length))).isSameAs(failure);
            assertThat(loop.audit()).isEmpty();
        }
    }

    @Test
    void onDone_takenBack_isNotCalled() {
        try (Loop loop = Loop.create()) {
            Task<String> task = loop.spawn(() -> "value");
            task.onDone(done -> log.add("a " + (done == task)));
            Handle handle = task.onDone(done -> log.add("b"));
            task.onDone(done -> log.add("c"));
            assertThat(handle.cancel()).isTrue();
            loop.runUntilIdle();
            assertThat(log).containsExactly("a true", "c");
            task.onDone(done -> log.add("late"));
            assertThat(log).hasSize(2);
            loop.runUntilIdle();
            assertThat(log).containsExactly("a true", "c", "late");
        }
    }

    // ---- a task as a Future
    // --------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void get_insideAndOutside_waitsAndWraps(FibreBackend backend) throws Exception {
        try (Loop loop = Loops.on(backend).build()) {
            Task<String> slow = loop.spawn(() -> {
                loop.sleep(seconds(1));
                return "slow";
            });
            assertThatThrownBy(() -> slow.get(10, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(loop.clock().nanoTime()).isEqualTo(millis(10).toNanos());
            assertThat(slow.get()).isEqualTo("slow");
            assertThat(slow.get(0, TimeUnit.SECONDS)).isEqualTo("slow");
            IOException failure = new IOException("disk");
            Task<String> failing = loop.spawn(() -> {
                throw failure;
            });
            loop.run(() -> {
                assertThatThrownBy(failing::get)
                        .isInstanceOf(ExecutionException.class)
                        .hasCause(failure);
                assertThatThrownBy(failing::await).isSameAs(failure);
                Task<?> cancelled = loop.spawn(() -> loop.sleep(seconds(9)));
                cancelled.cancel("off");
                assertThatThrownBy(cancelled::get).isInstanceOf(CancellationException.class);
            });
        }
    }

    @Test
    void resultNowAndExceptionNow_inEveryState_answerOrRefuse() {
        try (Loop loop = Loop.create()) {
            Task<String> pending = loop.spawn(() -> "value");
            assertThatIllegalStateException().isThrownBy(pending::resultNow).withMessageContaining("has not started");
            assertThatIllegalStateException().isThrownBy(pending::exceptionNow);
            Task<String> failed = loop.spawn(() -> {
                throw new IOException("disk");
            });
            Task<?> cancelled = loop.spawn(() -> {});
            cancelled.cancel();
            loop.runUntilIdle();
            assertThat(pending.resultNow()).isEqualTo("value");
            assertThatIllegalStateException().isThrownBy(pending::exceptionNow);
            assertThat(failed.exceptionNow()).hasMessage("disk");
            assertThat(failed.isFailed()).isTrue();
            assertThatIllegalStateException().isThrownBy(failed::resultNow).withMessageContaining("disk");
            assertThatIllegalStateException().isThrownBy(cancelled::resultNow).withMessageContaining("was cancelled");
            assertThatIllegalStateException().isThrownBy(cancelled::exceptionNow);
        }
    }
}
