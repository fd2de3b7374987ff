// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.Loops.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Who may call what, and what the others are told. */
class CallerTests {

    private final Loop loop = Loop.create();

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    /** Runs an action on another thread, and throws what it threw. */
    private static void elsewhere(ThrowingCallable action) throws Throwable {
        FutureTask<Throwable> result = new FutureTask<>(() -> {
            try {
                action.call();
                return new AssertionError("nothing was thrown");
            } catch (Throwable e) {
                return e;
            }
        });
        Thread thread = new Thread(result, "foreign");
        thread.setDaemon(true);
        thread.start();
        throw result.get(30, TimeUnit.SECONDS);
    }

    private static Map<String, ThrowingCallable> calls(Loop loop, Task<String> task) {
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("run", () -> loop.run(() -> "x"));
        calls.put("spawn", () -> loop.spawn(() -> "x"));
        calls.put("spawnBackground", () -> loop.spawnBackground("b", () -> "x"));
        calls.put("callSoon", () -> loop.callSoon(() -> {}));
        calls.put("callLater", () -> loop.callLater(seconds(1), () -> {}));
        calls.put("callAt", () -> loop.callAt(Instant.EPOCH, () -> {}));
        calls.put("sleep", () -> loop.sleep(seconds(1)));
        calls.put("yieldNow", loop::yieldNow);
        calls.put("await", () -> loop.await(new CompletableFuture<String>()));
        calls.put("group", loop::group);
        calls.put("timeout", () -> loop.timeout(seconds(1), () -> "x"));
        calls.put("shield", () -> loop.shield(task));
        calls.put("advance", () -> loop.advance(seconds(1)));
        calls.put("advanceTo", () -> loop.advanceTo(Instant.MAX));
        calls.put("runUntilIdle", loop::runUntilIdle);
        calls.put("advanceUntilIdle", loop::advanceUntilIdle);
        calls.put("threadPool", () -> loop.threadPool(1));
        calls.put("onDone", () -> task.onDone(done -> {}));
        calls.put("thenRun", () -> task.thenRun(() -> {}));
        return calls;
    }

    private static Map<String, ThrowingCallable> looks(Loop loop, Task<String> task, Handle handle) {
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("random", loop::random);
        calls.put("executor", loop::executor);
        calls.put("setExceptionHandler", () -> loop.setExceptionHandler(null));
        calls.put("replayToken", loop::replayToken);
        calls.put("trace", loop::trace);
        calls.put("trace(note)", () -> loop.trace("note"));
        calls.put("currentTask", loop::currentTask);
        calls.put("tasks", loop::tasks);
        calls.put("timerCount", loop::timerCount);
        calls.put("audit", loop::audit);
        calls.put("fibreBackend", loop::fibreBackend);
        calls.put("close", loop::close);
        calls.put("Task.cancel", task::cancel);
        calls.put("Task.cancel(reason)", () -> task.cancel("r"));
        calls.put("Task.cancel(boolean)", () -> task.cancel(true));
        calls.put("Task.uncancel", task::uncancel);
        calls.put("Task.await", task::await);
        calls.put("Task.get", task::get);
        calls.put("Handle.cancel", handle::cancel);
        return calls;
    }

    @Test
    void foreignThread_callingWhatIsTheLoops_isTold() {
        Task<String> task = loop.spawn(() -> "x");
        Handle handle = loop.callSoon(() -> {});
        Map<String, ThrowingCallable> all = calls(loop, task);
        all.putAll(looks(loop, task, handle));
        all.forEach((name, call) -> assertThatThrownBy(() -> elsewhere(call))
                .as(name)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("on thread \"foreign\"")
                .hasMessageContaining("loop \"loop\" belongs to thread \"")
                .hasMessageContaining("callSoonThreadSafe"));
        assertThat(task.cancelling()).isZero();
    }

    @Test
    void foreignThread_callingWhatAnyoneMay_isServed() {
        Task<String> task = loop.spawn(() -> "x");
        List<String> log = new ArrayList<>();
        assertThatThrownBy(() -> elsewhere(() -> {
                    loop.clock().instant();
                    loop.seed();
                    loop.name();
                    loop.isClosed();
                    loop.dump();
                    task.isDone();
                    task.isCancelled();
                    task.isFailed();
                    loop.callSoonThreadSafe(() -> log.add("called"));
                }))
                .hasMessage("nothing was thrown");
        loop.runUntilIdle();
        assertThat(log).containsExactly("called");
        assertThat(task.resultNow()).isEqualTo("x");
    }

    @Test
    void closedLoop_calledToScheduleOrRun_saysSo() {
        Loop closed = Loop.create();
        Task<String> task = closed.spawn(() -> "x");
        Handle handle = closed.callSoon(() -> {});
        closed.close();
        closed.close();
        calls(closed, task)
                .forEach((name, call) -> assertThatThrownBy(call)
                        .as(name)
                        .isInstanceOf(LoopClosedException.class)
                        .hasMessageContaining("Event loop is closed"));
        assertThatThrownBy(() -> closed.callSoonThreadSafe(() -> {})).isInstanceOf(LoopClosedException.class);
        assertThat(closed.isClosed()).isTrue();
        assertThat(closed.audit()).isEmpty();
        assertThat(closed.dump()).contains("tasks not done: 0");
        assertThat(handle.isPending()).isFalse();
        assertThat(task.isCancelled()).isTrue();
    }

    @Test
    void callback_thatWouldHaveToWait_failsAtOnce() {
        Task<?> task = loop.spawn(() -> loop.sleep(seconds(1)));
        Map<String, Runnable> waits = new LinkedHashMap<>();
        waits.put("sleep", () -> loop.sleep(seconds(1)));
        waits.put("yieldNow", loop::yieldNow);
        waits.put("await", () -> loop.await(new CompletableFuture<String>()));
        waits.put("task.await", task::await);
        waits.put("get", () -> {
            try {
                task.get(1, TimeUnit.SECONDS);
            } catch (java.util.concurrent.ExecutionException
                    | InterruptedException
                    | java.util.concurrent.TimeoutException e) {
                throw new AssertionError(e);
            }
        });
        List<Throwable> failures = new ArrayList<>();
        loop.setExceptionHandler((failed, context) -> failures.add(context.exception()));
        waits.values().forEach(loop::callSoon);
        loop.advance(seconds(2));
        assertThat(failures)
                .hasSameSizeAs(waits.keySet())
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("A callback may not wait")
                        .hasMessageContaining("spawn"));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void run_insideOfAStep_isRefused(FibreBackend backend) {
        try (Loop outer = Loops.on(backend).name("outer").build()) {
            List<Throwable> failures = new ArrayList<>();
            outer.setExceptionHandler((failed, context) -> failures.add(context.exception()));
            outer.callSoon(() -> outer.run(() -> "x"));
            outer.callSoon(outer::runUntilIdle);
            outer.run(() -> {
                assertThatIllegalStateException()
                        .isThrownBy(() -> outer.run(() -> "x"))
                        .withMessageContaining("This event loop is already running");
                assertThatIllegalStateException()
                        .isThrownBy(() -> outer.advance(seconds(1)))
                        .withMessageContaining("task \"main\"");
                assertThatIllegalStateException()
                        .isThrownBy(outer::close)
                        .withMessageContaining("Cannot close a running");
                try (Loop inner = Loop.builder().name("inner").build()) {
                    assertThatIllegalStateException()
                            .isThrownBy(() -> inner.run(() -> "x"))
                            .withMessageContaining("Cannot run the event loop while another loop is running")
                            .withMessageContaining("\"outer\"");
                }
            });
            assertThat(failures)
                    .hasSize(2)
                    .allSatisfy(failure -> assertThat(failure).hasMessageContaining("already running"));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void current_insideAndOutside_isTheRunningLoop(FibreBackend backend) {
        try (Loop one = Loops.on(backend).build();
                Loop two = Loops.on(backend).build()) {
            one.run(() -> {
                assertThat(Loop.current()).isSameAs(one);
                assertThat(Task.current().name()).isEqualTo("main");
                one.yieldNow();
                assertThat(Loop.current()).isSameAs(one);
            });
            List<Loop> seen = new ArrayList<>();
            two.callSoon(() -> seen.add(Loop.current()));
            two.runUntilIdle();
            assertThat(seen).containsExactly(two);
            assertThatIllegalStateException().isThrownBy(Loop::current).withMessageContaining("No loop is running");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void await_ofOneselfOrOfAnotherLoopsTask_isRefused(FibreBackend backend) {
        try (Loop other = Loops.on(backend).name("other").build();
                Loop here = Loops.on(backend).name("here").build()) {
            Task<String> foreign = other.spawn(() -> "x");
            here.run(() -> {
                assertThatIllegalStateException()
                        .isThrownBy(() -> Task.current().await())
                        .withMessageContaining("cannot await on itself");
                assertThatIllegalStateException()
                        .isThrownBy(() -> here.await(foreign))
                        .withMessageContaining("attached to a different loop");
                assertThatIllegalStateException()
                        .isThrownBy(() -> here.shield(foreign))
                        .withMessageContaining("attached to a different loop");
            });
        }
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"})
    void arguments_thatAreNull_areRefused() {
        Callable<String> noCallable = null;
        ThrowingRunnable noRunnable = null;
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("run", () -> loop.run(noCallable));
        calls.put("run2", () -> loop.run(noRunnable));
        calls.put("spawn", () -> loop.spawn(noCallable));
        calls.put("spawn2", () -> loop.spawn(noRunnable));
        calls.put("spawn name", () -> loop.spawn(null, () -> "x"));
        calls.put("spawnBackground", () -> loop.spawnBackground(null, () -> "x"));
        calls.put("callSoon", () -> loop.callSoon(null));
        calls.put("callLater", () -> loop.callLater(null, () -> {}));
        calls.put("callLater2", () -> loop.callLater(seconds(1), null));
        calls.put("callAt", () -> loop.callAt(null, () -> {}));
        calls.put("callSoonThreadSafe", () -> loop.callSoonThreadSafe(null));
        calls.put("sleep", () -> loop.sleep(null));
        calls.put("await", () -> loop.await((CompletableFuture<String>) null));
        calls.put("timeout", () -> loop.timeout(null, () -> "x"));
        calls.put("timeout2", () -> loop.timeout(seconds(1), noCallable));
        calls.put("shield", () -> loop.shield((Task<String>) null));
        calls.put("advance", () -> loop.advance(null));
        calls.put("advanceTo", () -> loop.advanceTo(null));
        calls.put("trace", () -> loop.trace(null));
        calls.put("seed", () -> Loop.builder().seed(null));
        calls.forEach((name, call) -> assertThatNullPointerException().as(name).isThrownBy(call));
        assertThat(loop.tasks()).isEmpty();
        assertThat(loop.timerCount()).isZero();
    }

    @Test
    void durations_thatAreNegative_areRefusedWhereTimeWouldGoBack() {
        assertThatIllegalArgumentException().isThrownBy(() -> loop.advance(seconds(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop.advanceTo(loop.clock().instant().minusSeconds(1)))
                .withMessageContaining("Time does not go back");
        assertThatIllegalArgumentException().isThrownBy(() -> loop.threadPool(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Loop.builder().maxSteps(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Loop.builder().maxStepTime(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> Loop.builder().externalGrace(seconds(-1)));
    }
}
