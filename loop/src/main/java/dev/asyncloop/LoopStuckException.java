// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

/**
 * Thrown by the calls that drive a loop when it cannot or must not go on: see the subclasses.
 *
 * <p>The loop stays usable: it can be inspected and closed.
 *
 * @since 0.1
 */
public abstract class LoopStuckException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LoopStuckException(String message) {
        super(message);
    }
}
