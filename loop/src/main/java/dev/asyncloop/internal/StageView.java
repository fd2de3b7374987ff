// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * All of {@link CompletionStage} from one method: each dependent stage hangs on a future of its own, which a callback of the
 * loop completes. So functions run on the loop and in the order of registration, although {@link CompletableFuture} itself
 * would run its dependents last come, first served.
 *
 * <p>Not null-marked: the interface it implements is not, so the checker takes any annotation for a difference.
 */
@NullUnmarked
interface StageView<T extends @Nullable Object> extends CompletionStage<T> {

    /** Returns a new future that completes as this stage does, in a step of its own on the loop. */
    CompletableFuture<T> dependent();

    /** Returns such a future for somebody who looks at a failure, or may: it no longer counts as seen by nobody. */
    CompletableFuture<T> observedDependent();

    @Override
    default CompletableFuture<T> toCompletableFuture() {
        return observedDependent();
    }

    @Override
    default <U extends @Nullable Object> CompletionStage<U> thenApply(Function<? super T, ? extends U> fn) {
        return dependent().thenApply(fn);
    }

    @Override
    default <U extends @Nullable Object> CompletionStage<U> thenApplyAsync(Function<? super T, ? extends U> fn) {
        return dependent().thenApplyAsync(fn);
    }

    @Override
    default <U extends @Nullable Object> CompletionStage<U> thenApplyAsync(
            Function<? super T, ? extends U> fn, Executor executor) {
        return dependent().thenApplyAsync(fn, executor);
    }

    @Override
    default CompletionStage<Void> thenAccept(Consumer<? super T> action) {
        return dependent().thenAccept(action);
    }

    @Override
    default CompletionStage<Void> thenAcceptAsync(Consumer<? super T> action) {
        return dependent().thenAcceptAsync(action);
    }

    @Override
    default CompletionStage<Void> thenAcceptAsync(Consumer<? super T> action, Executor executor) {
        return dependent().thenAcceptAsync(action, executor);
    }

    @Override
    default CompletionStage<Void> thenRun(Runnable action) {
        return dependent().thenRun(action);
    }

    @Override
    default CompletionStage<Void> thenRunAsync(Runnable action) {
        return dependent().thenRunAsync(action);
    }

    @Override
    default CompletionStage<Void> thenRunAsync(Runnable action, Executor executor) {
        return dependent().thenRunAsync(action, executor);
    }

    @Override
    default <U extends @Nullable Object, V extends @Nullable Object> CompletionStage<V> thenCombine(
            CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> fn) {
        return dependent().thenCombine(other, fn);
    }

    @Override
    default <U extends @Nullable Object, V extends @Nullable Object> CompletionStage<V> thenCombineAsync(
            CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> fn) {
        return dependent().thenCombineAsync(other, fn);
    }

    @Override
    default <U extends @Nullable Object, V extends @Nullable Object> CompletionStage<V> thenCombineAsync(
            CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> fn, Executor executor) {
        return dependent().thenCombineAsync(other, fn, executor);
    }

    @Override
    default <U extends @Nullable Object> CompletionStage<Void> thenAcceptBoth(
            CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action) {
        return dependent().thenAcceptBoth(other, action);
    }

    @Override
    default <U extends @Nullable Object> CompletionStage<Void> thenAcceptBothAsync(
            CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action) {
        return dependent().thenAcceptBothAsync(other, action);
    }

    @Override
    default <U extends @Nullable Object> CompletionStage<Void> thenAcceptBothAsync(
            CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action, Executor executor) {
        return dependent().thenAcceptBothAsync(other, action, executor);
    }

    @Override
    default CompletionStage<Void> runAfterBoth(CompletionStage<?> other, Runnable action) {
        return dependent().runAfterBoth(other, action);
    }

    @Override
    default CompletionStage<Void> runAfterBothAsync(CompletionStage<?> other, Runnable action) {
        return dependent().runAfterBothAsync(other, action);
    }

    @Override
    default CompletionStage<Void> runAfterBothAsync(CompletionStage<?> other, Runnable action, Executor executor) {
        return dependent().runAfterBothAsync(other, action, executor);
    }

    @Override
    default <U extends @Nullable Object> CompletionStage<U> applyToEither(
            CompletionStage<? extends T> other, Function<? super T, U> fn) {
        return dependent().applyToEither(other, fn);
    }

    @Override
    default <U extends @Nullable Object> CompletionStage<U> applyToEitherAsync(
            CompletionStage<? extends T> other, Function<? super T, U> fn) {
        return dependent().applyToEitherAsync(other, fn);
    }

    @Override
    default <U extends @Nullable Object> CompletionStage<U> applyToEitherAsync(
            CompletionStage<? extends T> other, Function<? super T, U> fn, Executor executor) {
        return dependent().applyToEitherAsync(other, fn, executor);
    }

    @Override
    default CompletionStage<Void> acceptEither(CompletionStage<? extends T> other, Consumer<? super T> action) {
        return dependent().acceptEither(other, action);
    }

    @Override
    default CompletionStage<Void> acceptEitherAsync(CompletionStage<? extends T> other, Consumer<? super T> action) {
        return dependent().acceptEitherAsync(other, action);
    }

    @Override
    default CompletionStage<Void> acceptEitherAsync(
            CompletionStage<? extends T> other, Consumer<? super T> action, Executor executor) {
        return dependent().acceptEitherAsync(other, action, executor);
    }

    @Override
    default CompletionStage<Void> runAfterEither(CompletionStage<?> other, Runnable action) {
        return dependent().runAfterEither(other, action);
    }

    @Override
    default CompletionStage<Void> runAfterEitherAsync(CompletionStage<?> other, Runnable action) {
        return dependent().runAfterEitherAsync(other, action);
    }

    @Override
    default CompletionStage<Void> runAfterEitherAsync(CompletionStage<?> other, Runnable action, Executor executor) {
        return dependent().runAfterEitherAsync(other, action, executor);
    }

    @Override
    default <U extends @Nullable Object> CompletionStage<U> thenCompose(
            Function<? super T, ? extends CompletionStage<U>> fn) {
        return dependent().thenCompose(fn);
    }

    @Override
    default <U extends @Nullable Object> CompletionStage<U> thenComposeAsync(
            Function<? super T, ? extends CompletionStage<U>> fn) {
        return dependent().thenComposeAsync(fn);
    }

    @Override
    default <U extends @Nullable Object> CompletionStage<U> thenComposeAsync(
            Function<? super T, ? extends CompletionStage<U>> fn, Executor executor) {
        return dependent().thenComposeAsync(fn, executor);
    }

    @Override
    default <U extends @Nullable Object> CompletionStage<U> handle(BiFunction<? super T, Throwable, ? extends U> fn) {
        return observedDependent().handle(fn);
    }

    @Override
    default <U extends @Nullable Object> CompletionStage<U> handleAsync(
            BiFunction<? super T, Throwable, ? extends U> fn) {
        return observedDependent().handleAsync(fn);
    }

    @Override
    default <U extends @Nullable Object> CompletionStage<U> handleAsync(
            BiFunction<? super T, Throwable, ? extends U> fn, Executor executor) {
        return observedDependent().handleAsync(fn, executor);
    }

    @Override
    default CompletionStage<T> whenComplete(BiConsumer<? super T, ? super Throwable> action) {
        return observedDependent().whenComplete(action);
    }

    @Override
    default CompletionStage<T> whenCompleteAsync(BiConsumer<? super T, ? super Throwable> action) {
        return observedDependent().whenCompleteAsync(action);
    }

    @Override
    default CompletionStage<T> whenCompleteAsync(BiConsumer<? super T, ? super Throwable> action, Executor executor) {
        return observedDependent().whenCompleteAsync(action, executor);
    }

    @Override
    default CompletionStage<T> exceptionally(Function<Throwable, ? extends T> fn) {
        return observedDependent().exceptionally(fn);
    }

    @Override
    default CompletionStage<T> exceptionallyAsync(Function<Throwable, ? extends T> fn) {
        return observedDependent().exceptionallyAsync(fn);
    }

    @Override
    default CompletionStage<T> exceptionallyAsync(Function<Throwable, ? extends T> fn, Executor executor) {
        return observedDependent().exceptionallyAsync(fn, executor);
    }

    @Override
    default CompletionStage<T> exceptionallyCompose(Function<Throwable, ? extends CompletionStage<T>> fn) {
        return observedDependent().exceptionallyCompose(fn);
    }

    @Override
    default CompletionStage<T> exceptionallyComposeAsync(Function<Throwable, ? extends CompletionStage<T>> fn) {
        return observedDependent().exceptionallyComposeAsync(fn);
    }

    @Override
    default CompletionStage<T> exceptionallyComposeAsync(
            Function<Throwable, ? extends CompletionStage<T>> fn, Executor executor) {
        return observedDependent().exceptionallyComposeAsync(fn, executor);
    }
}
