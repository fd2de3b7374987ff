// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A future whose asynchronous functions run on the loop unless an executor is named. */
final class LoopCompletableFuture<T extends @Nullable Object> extends CompletableFuture<T> {

    private final Engine engine;

    LoopCompletableFuture(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Executor defaultExecutor() {
        return action -> engine.callSoonThreadSafe(action);
    }

    @Override
    public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
        return new LoopCompletableFuture<>(engine);
    }
}
