// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import org.jspecify.annotations.Nullable;

/**
 * What the loop tells an {@link ExceptionHandler} about a failure that reached nobody.
 *
 * @param message says what the loop was doing
 * @param exception the failure
 * @param task the task concerned, or {@code null}
 * @param handle the callback concerned, or {@code null}
 * @since 0.1
 */
public record ExceptionContext(
        String message,
        Throwable exception,
        @Nullable Task<?> task,
        @Nullable Handle handle) {}
