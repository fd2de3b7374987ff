// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.sync;

import java.util.NoSuchElementException;

/**
 * Thrown by {@link AsyncQueue#getNow} if there is no item to be had.
 *
 * @since 0.1
 */
public class QueueEmptyException extends NoSuchElementException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what has happened
     */
    public QueueEmptyException(String message) {
        super(message);
    }
}
