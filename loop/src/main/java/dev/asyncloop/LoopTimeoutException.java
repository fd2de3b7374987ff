// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a {@link Loop#timeout timeout} expired before its body had ended.
 *
 * @since 0.1
 */
public class LoopTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message says how long was waited, and in which time
     * @param cause the cancellation by which the body was stopped, or {@code null} if it ended by itself
     */
    public LoopTimeoutException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
