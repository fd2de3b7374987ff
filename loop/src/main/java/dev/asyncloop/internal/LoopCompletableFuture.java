// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * A future that hangs on an outcome of the loop, directly or by way of others. Its asynchronous functions run on the loop unless
 * an executor is named; on the loop's thread, its blocking methods wait as {@link dev.asyncloop.Task#await()} does, instead of
 * blocking the loop; and whoever looks at its failure has seen that of the outcome.
 */
@NullUnmarked // the nullness of CompletableFuture's own methods differs from JDK to JDK, and they are all overridden
// here
final class LoopCompletableFuture<T> extends CompletableFuture<T> {

    private final Engine engine;
    private final Outcome<?> origin;

    LoopCompletableFuture(Engine engine, Outcome<?> origin) {
        this.engine = engine;
        this.origin = origin;
    }

    @Override
    public Executor defaultExecutor() {
        return action -> engine.callSoonThreadSafe(action);
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new LoopCompletableFuture<>(engine, origin);
    }

    // ---- waiting

    @Override
    public T join() {
        if (mustWaitOnLoop()) {
            awaitOnLoop("join");
        }
        origin.markObserved();
        return super.join();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        if (mustWaitOnLoop()) {
            Outcome.waitForJdk(() -> awaitOnLoop("get"));
        }
        origin.markObserved();
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        if (mustWaitOnLoop()) {
            long nanos = unit.toNanos(timeout);
            Outcome<@Nullable Void> done = engine.loop.waiting.whenDone(this);
            Outcome.waitForJdk(() -> engine.loop.waiting.forOutcome("get", done, nanos));
            if (!isDone()) {
                throw new TimeoutException("not done after " + engine.settings.timeText(nanos) + ": " + this);
            }
        }
        origin.markObserved();
        return super.get(timeout, unit);
    }

    private boolean mustWaitOnLoop() {
        return !isDone() && engine.isLoopThread() && !engine.isClosed();
    }

    private void awaitOnLoop(String operation) {
        try {
            engine.loop.waiting.forForeign(operation, this, this);
        } catch (CancellationException e) {
            if (!isDone()) {
                throw e; // it is the waiting task that was cancelled
            }
        }
    }

    @Override
    public T getNow(T valueIfAbsent) {
        origin.markObserved();
        return super.getNow(valueIfAbsent);
    }

    // ---- looking at the failure

    @Override
    public <U> CompletableFuture<U> handle(BiFunction<? super T, Throwable, ? extends U> fn) {
        origin.markObserved();
        return super.handle(fn);
    }

    @Override
    public <U> CompletableFuture<U> handleAsync(BiFunction<? super T, Throwable, ? extends U> fn) {
        origin.markObserved();
        return super.handleAsync(fn);
    }

    @Override
    public <U> CompletableFuture<U> handleAsync(BiFunction<? super T, Throwable, ? extends U> fn, Executor executor) {
        origin.markObserved();
        return super.handleAsync(fn, executor);
    }

    @Override
    public CompletableFuture<T> whenComplete(BiConsumer<? super T, ? super Throwable> action) {
        origin.markObserved();
        return super.whenComplete(action);
    }

    @Override
    public CompletableFuture<T> whenCompleteAsync(BiConsumer<? super T, ? super Throwable> action) {
        origin.markObserved();
        return super.whenCompleteAsync(action);
    }

    @Override
    public CompletableFuture<T> whenCompleteAsync(BiConsumer<? super T, ? super Throwable> action, Executor executor) {
        origin.markObserved();
        return super.whenCompleteAsync(action, executor);
    }

    @Override
    public CompletableFuture<T> exceptionally(Function<Throwable, ? extends T> fn) {
        origin.markObserved();
        return super.exceptionally(fn);
    }

    @Override
    public CompletableFuture<T> exceptionallyAsync(Function<Throwable, ? extends T> fn) {
        origin.markObserved();
        return super.exceptionallyAsync(fn);
    }

    @Override
    public CompletableFuture<T> exceptionallyAsync(Function<Throwable, ? extends T> fn, Executor executor) {
        origin.markObserved();
        return super.exceptionallyAsync(fn, executor);
    }

    @Override
    public CompletableFuture<T> exceptionallyCompose(Function<Throwable, ? extends CompletionStage<T>> fn) {
        origin.markObserved();
        return super.exceptionallyCompose(fn);
    }

    @Override
    public CompletableFuture<T> exceptionallyComposeAsync(Function<Throwable, ? extends CompletionStage<T>> fn) {
        origin.markObserved();
        return super.exceptionallyComposeAsync(fn);
    }

    @Override
    public CompletableFuture<T> exceptionallyComposeAsync(
            Function<Throwable, ? extends CompletionStage<T>> fn, Executor executor) {
        origin.markObserved();
        return super.exceptionallyComposeAsync(fn, executor);
    }
}
