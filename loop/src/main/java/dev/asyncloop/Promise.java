// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import org.jspecify.annotations.Nullable;

/**
 * An outcome that somebody will supply: asyncio's future. Made by {@link Loop#promise}.
 *
 * <p>Tasks wait for it as they do for a {@link Task}, and resume in the order in which they came. Cancelling a task that waits
 * cancels the promise, and with it the others that wait: {@link Loop#shield} it, or use {@link dev.asyncloop.sync.AsyncEvent},
 * where that is not meant.
 *
 * <p>Call only on the loop's thread; others hand over with {@link Loop#callSoonThreadSafe}.
 *
 * @param <T> the type of the result
 * @since 0.1
 */
public interface Promise<T extends @Nullable Object> extends Task<T> {

    /**
     * Completes it with a result.
     *
     * @param value the result
     * @throws IllegalStateException if it is done, or cancelled, or the caller is on a foreign thread
     */
    void complete(T value);

    /**
     * Completes it with a failure; a {@link java.util.concurrent.CancellationException} counts as a cancellation. A failure
     * that nobody looks at is reported at the end.
     *
     * @param failure what went wrong
     * @throws IllegalStateException if it is done, or cancelled, or the caller is on a foreign thread
     */
    void fail(Throwable failure);

    /**
     * Completes it with a result unless it is done.
     *
     * @param value the result
     * @return whether this call has completed it
     * @throws IllegalStateException if the caller is on a foreign thread
     */
    boolean tryComplete(T value);

    /**
     * Completes it with a failure unless it is done, as {@link #fail}.
     *
     * @param failure what went wrong
     * @return whether this call has completed it
     * @throws IllegalStateException if the caller is on a foreign thread
     */
    boolean tryFail(Throwable failure);
}
