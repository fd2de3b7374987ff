// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.Loop;
import dev.asyncloop.LoopClosedException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may call what, and when. */
class CallersTests {

    static final class Kit {

        final AsyncLock lock;
        final AsyncSemaphore semaphore;
        final AsyncEvent event;
        final AsyncCondition condition;
        final AsyncBarrier barrier;
        final AsyncQueue<String> queue;

        Kit(Loop loop) {
            lock = new AsyncLock(loop, "lock");
            semaphore = new AsyncSemaphore(loop, "semaphore", 1);
            event = new AsyncEvent(loop, "event");
            condition = new AsyncCondition(loop, "condition");
            barrier = new AsyncBarrier(loop, "barrier", 2);
            queue = new AsyncQueue<>(loop, "queue");
        }
    }

    record Operation(String name, Consumer<Kit> action) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Operation> suspending() {
        return Stream.of(
                new Operation("AsyncLock.acquire", kit -> kit.lock.acquire()),
                new Operation("AsyncSemaphore.acquire", kit -> kit.semaphore.acquire()),
                new Operation("AsyncEvent.await", kit -> kit.event.await()),
                new Operation("AsyncCondition.await", kit -> kit.condition.await()),
                new Operation("AsyncCondition.awaitUntil", kit -> kit.condition.awaitUntil(() -> true)),
                new Operation("AsyncBarrier.await", kit -> kit.barrier.await()),
                new Operation("AsyncQueue.put", kit -> kit.queue.put("item")),
                new Operation("AsyncQueue.get", kit -> kit.queue.get()),
                new Operation("AsyncQueue.join", kit -> kit.queue.join()));
    }

    private static Stream<Operation> immediate() {
        return Stream.of(
                new Operation("AsyncLock.tryAcquire", kit -> kit.lock.tryAcquire()),
                new Operation("AsyncSemaphore.tryAcquire", kit -> kit.semaphore.tryAcquire()),
                new Operation("AsyncSemaphore.release", kit -> kit.semaphore.release()),
                new Operation("AsyncEvent.set", kit -> kit.event.set()),
                new Operation("AsyncEvent.clear", kit -> kit.event.clear()),
                new Operation("AsyncBarrier.reset", kit -> kit.barrier.reset()),
                new Operation("AsyncBarrier.abort", kit -> kit.barrier.abort()),
                new Operation("AsyncQueue.tryPut", kit -> kit.queue.tryPut("item")),
                new Operation("AsyncQueue.tryGet", kit -> kit.queue.tryGet()),
                new Operation("AsyncQueue.shutdown", kit -> kit.queue.shutdown(true)));
    }

    private static Stream<Operation> looking() {
        return Stream.of(
                new Operation("AsyncLock.isLocked", kit -> kit.lock.isLocked()),
                new Operation("AsyncSemaphore.isLocked", kit -> kit.semaphore.isLocked()),
                new Operation("AsyncSemaphore.availablePermits", kit -> kit.semaphore.availablePermits()),
                new Operation("AsyncEvent.isSet", kit -> kit.event.isSet()),
                new Operation("AsyncBarrier.waiting", kit -> kit.barrier.waiting()),
                new Operation("AsyncBarrier.isBroken", kit -> kit.barrier.isBroken()),
                new Operation("AsyncQueue.size", kit -> kit.queue.size()),
                new Operation("AsyncQueue.isFull", kit -> kit.queue.isFull()));
    }

    private static Stream<Operation> changing() {
        return Stream.of(
                        suspending(),
                        immediate(),
                        Stream.of(
                                new Operation("AsyncLock.release", kit -> kit.lock.release()),
                                new Operation("AsyncCondition.signal", kit -> kit.condition.signal()),
                                new Operation("AsyncQueue.taskDone", kit -> kit.queue.taskDone())))
                .flatMap(operations -> operations);
    }

    private static Stream<Operation> all() {
        return Stream.concat(changing(), looking());
    }

    private static Stream<Operation> legalInCallbacks() {
        return Stream.concat(immediate(), looking());
    }

    @ParameterizedTest
    @MethodSource("suspending")
    void suspending_inACallback_isRefused(Operation operation) {
        assertThat(failuresInCallback(operation))
                .singleElement()
                .isInstanceOf(IllegalStateException.class)
                .asString()
                .contains("A callback may not wait, and " + operation + " would have to");
    }

    @ParameterizedTest
    @MethodSource("legalInCallbacks")
    void immediate_inACallback_isLegal(Operation operation) {
        assertThat(failuresInCallback(operation)).isEmpty();
    }

    private static List<Throwable> failuresInCallback(Operation operation) {
        List<Throwable> failures = new ArrayList<>();
        try (Loop loop = Loop.builder()
                .exceptionHandler((ignored, context) -> failures.add(context.exception()))
                .build()) {
            Kit kit = new Kit(loop);
            loop.callSoon(() -> operation.action().accept(kit));
            loop.runUntilIdle();
        }
        return failures;
    }

    @ParameterizedTest
    @MethodSource("all")
    void any_onAForeignThread_isRefused(Operation operation) throws InterruptedException {
        try (Loop loop = Loop.create()) {
            Kit kit = new Kit(loop);
            List<Throwable> failures = new ArrayList<>();
            Thread thread = new Thread(() -> operation.action().accept(kit), "foreign");
            thread.setUncaughtExceptionHandler((ignored, failure) -> failures.add(failure));
            thread.start();
            thread.join(10_000);
            assertThat(failures)
                    .singleElement()
                    .isInstanceOf(IllegalStateException.class)
                    .asString()
                    .contains(operation + " was called on thread \"foreign\"");
        }
    }

    @ParameterizedTest
    @MethodSource("changing")
    void changing_afterClose_isRefused(Operation operation) {
        Loop loop = Loop.create();
        Kit kit = new Kit(loop);
        loop.close();
        assertThatThrownBy(() -> operation.action().accept(kit))
                .isInstanceOf(LoopClosedException.class)
                .hasMessageContaining(operation.name());
    }

    @Test
    void looking_afterClose_isLegal() {
        Loop loop = Loop.create();
        Kit kit = new Kit(loop);
        kit.queue.putNow("item");
        loop.close();
        looking().forEach(operation -> operation.action().accept(kit));
        assertThat(kit.queue.size()).isEqualTo(1);
    }

    @Test
    void constructors_ofAClosedLoop_areRefused() {
        Loop closed = Loop.create();
        closed.close();
        assertThatThrownBy(() -> new AsyncLock(closed)).isInstanceOf(LoopClosedException.class);
        assertThatThrownBy(() -> new AsyncSemaphore(closed, 1)).isInstanceOf(LoopClosedException.class);
        assertThatThrownBy(() -> new AsyncEvent(closed)).isInstanceOf(LoopClosedException.class);
        assertThatThrownBy(() -> new AsyncCondition(closed)).isInstanceOf(LoopClosedException.class);
        assertThatThrownBy(() -> new AsyncBarrier(closed, 1)).isInstanceOf(LoopClosedException.class);
        assertThatThrownBy(() -> new AsyncQueue<>(closed)).isInstanceOf(LoopClosedException.class);
    }

    @Test
    @SuppressWarnings("NullAway") // what is refused
    void nulls_areNamed() {
        assertNamed("loop", () -> new AsyncLock(null));
        try (Loop loop = Loop.create()) {
            Kit kit = new Kit(loop);
            assertNamed("name", () -> new AsyncLock(loop, null));
            assertNamed("body", () -> kit.lock.withLock((java.util.concurrent.Callable<String>) null));
            assertNamed("lock", () -> new AsyncCondition((AsyncLock) null, "condition"));
            assertNamed("predicate", () -> kit.condition.awaitUntil(null));
            assertNamed("item", () -> kit.queue.put(null));
            assertNamed("item", () -> kit.queue.tryPut(null));
            assertNamed("order", () -> new AsyncPriorityQueue<String>(loop, "queue", null));
        }
    }

    private static void assertNamed(String argument, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(argument);
    }
}
