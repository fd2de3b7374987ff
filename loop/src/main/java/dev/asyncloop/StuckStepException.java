// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

/**
 * Thrown when one step did not give control back within the real time allowed for a step; the message holds its stack.
 *
 * @since 0.1
 */
public final class StuckStepException extends LoopStuckException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message names the step and shows where it was
     */
    public StuckStepException(String message) {
        super(message);
    }
}
