// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.sync;

/**
 * Thrown to those who put into a queue that was shut down, or wait for an item that will not come.
 *
 * @since 0.1
 */
public class QueueShutDownException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what has happened
     */
    public QueueShutDownException(String message) {
        super(message);
    }
}
