// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * How a task ended, see {@link Tasks#gatherAll}.
 *
 * @param value the result, or {@code null} where there is none
 * @param failure the failure or cancellation, or {@code null} if the task ended normally
 * @param <T> the type of the result
 * @since 0.1
 */
public record TaskResult<T extends @Nullable Object>(
        @Nullable T value, @Nullable Throwable failure) {

    /**
     * Returns whether the task ended normally.
     *
     * @return whether there is no failure
     */
    public boolean isSuccess() {
        return failure == null;
    }

    /**
     * Returns whether the task was cancelled.
     *
     * @return whether the failure is a cancellation
     */
    public boolean isCancelled() {
        return failure instanceof CancellationException;
    }
}
