// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

/**
 * Thrown when something is asked of a loop that was closed.
 *
 * @since 0.1
 */
public class LoopClosedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message names the loop and the operation
     */
    public LoopClosedException(String message) {
        super(message);
    }
}
