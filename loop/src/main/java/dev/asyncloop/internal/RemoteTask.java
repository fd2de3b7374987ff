// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.LoopClosedException;
import java.lang.StackWalker.StackFrame;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The future of a task that was asked for from any thread; those may block on it. A cancellation goes both ways: that of the
 * future to the task, and that of the task to the future.
 */
final class RemoteTask<T extends @Nullable Object> extends CompletableFuture<T> {

    private final EventLoop loop;
    private final String name;
    private final Callable<T> body;
    private final @Nullable StackFrame site = Sites.caller();

    /** Seen on the loop's thread only. */
    private @Nullable FibreTask<T> task;

    RemoteTask(EventLoop loop, String name, Callable<T> body) {
        this.loop = loop;
        this.name = name;
        this.body = body;
    }

    void request() {
        onLoop(this::begin);
        if (loop.isClosed()) {
            refuse();
        }
    }

    private void onLoop(Runnable action) {
        if (loop.engine.isLoopThread()) {
            action.run();
        } else {
            loop.engine.inbox.put(action);
        }
    }

    private void begin() {
        if (isDone()) {
            return;
        }
        FibreTask<T> started = loop.start(name, body, site);
        started.markObserved();
        task = started;
        Runnable settled = loop.resources().add(name, this::settle, () -> false, site);
        started.onDone(done -> {
            settled.run();
            settle();
        });
    }

    /** Ends as the task has ended; without it if the loop ends first. */
    private void settle() {
        FibreTask<T> ended = task;
        if (ended == null || !ended.isDone()) {
            refuse();
        } else if (ended.isCancelled()) {
            super.cancel(false);
        } else if (ended.isFailed()) {
            completeExceptionally(ended.exceptionNow());
        } else {
            complete(ended.resultNow());
        }
    }

    private void refuse() {
        completeExceptionally(new LoopClosedException(
                "Event loop is closed: loop \"" + loop.name() + "\" ended before task \"" + name + "\" did."));
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        if (!super.cancel(mayInterruptIfRunning)) {
            return false;
        }
        onLoop(() -> {
            FibreTask<T> running = task;
            if (running != null) {
                running.cancelFor("its future was cancelled");
            }
        });
        return true;
    }
}
