// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

/**
 * Thrown by a search through all orders if the program does not do the same for the same choices, so that nobody can know which
 * orders it has.
 *
 * @since 0.1
 */
public final class UnrepeatableException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param message which choice is another one than before, and what may be the cause
     */
    UnrepeatableException(String message) {
        super(message);
    }
}
