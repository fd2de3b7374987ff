// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.sync;

/**
 * Thrown to those who wait at a barrier that is aborted or reset, and to those who come to one that was aborted.
 *
 * @since 0.1
 */
public class BarrierBrokenException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what has happened
     */
    public BarrierBrokenException(String message) {
        super(message);
    }
}
