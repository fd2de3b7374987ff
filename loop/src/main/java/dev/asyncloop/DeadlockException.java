// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

/**
 * Thrown when nothing is runnable, no timer is armed, nothing outside is known to be under way, and somebody still waits.
 *
 * <p>The message holds the wait-for chain: task, what it waits for, and who could complete that.
 *
 * @since 0.1
 */
public final class DeadlockException extends LoopStuckException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the wait-for chains
     */
    public DeadlockException(String message) {
        super(message);
    }
}
