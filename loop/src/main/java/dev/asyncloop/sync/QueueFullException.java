// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.sync;

/**
 * Thrown by {@link AsyncQueue#putNow} if there is no room.
 *
 * @since 0.1
 */
public class QueueFullException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what has happened
     */
    public QueueFullException(String message) {
        super(message);
    }
}
