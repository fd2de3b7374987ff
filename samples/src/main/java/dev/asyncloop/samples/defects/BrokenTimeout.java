// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.defects;

import dev.asyncloop.Handle;
import dev.asyncloop.Loop;
import dev.asyncloop.LoopTimeoutException;
import dev.asyncloop.Promise;
import dev.asyncloop.Task;
import dev.asyncloop.TaskCancelledException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** gh-86296, {@code wait_for}: who is cancelled when the inner task has just completed gets its value, and is not cancelled. */
public final class BrokenTimeout {

    private BrokenTimeout() {}

    public static <T> T waitFor(Loop loop, Duration limit, Callable<T> body) {
        Promise<@Nullable Void> waiter = loop.promise("end or timeout");
        Task<T> inner = loop.spawn("inner", body);
        Handle timer = loop.callLater(limit, () -> waiter.tryComplete(null));
        Handle end = inner.onDone(done -> waiter.tryComplete(null));
        try {
            try {
                waiter.await();
            } catch (TaskCancelledException e) {
                if (inner.isDone()) {
                    return inner.await(); // the cancellation is gone
                }
                end.cancel();
                cancelAndWait(inner);
                throw e;
            }
            if (inner.isDone()) {
                return inner.await();
            }
            end.cancel();
            cancelAndWait(inner);
            throw new LoopTimeoutException("timed out", null);
        } finally {
            timer.cancel();
        }
    }

    private static void cancelAndWait(Task<?> inner) {
        inner.cancel();
        try {
            inner.await();
        } catch (TaskCancelledException e) {
            assert inner.isCancelled();
        }
    }
}
