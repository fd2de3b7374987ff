// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.io;

import java.io.EOFException;

/**
 * Thrown where a stream has ended before everything was there that a reader asked for. Carries what there was.
 *
 * @since 0.1
 */
public final class IncompleteReadException extends EOFException {

    private static final long serialVersionUID = 1L;

    /** What had arrived. */
    private final byte[] partial;

    /** How many bytes were asked for, or -1. */
    private final int expected;

    IncompleteReadException(byte[] partial, int expected, String stream) {
        super(stream + " ended after " + partial.length + " bytes"
                + (expected < 0 ? ", before the separator" : " of " + expected)
                + ". partial() has them.");
        this.partial = partial;
        this.expected = expected;
    }

    /**
     * Returns what had arrived.
     *
     * @return a copy of the bytes
     */
    public byte[] partial() {
        return partial.clone();
    }

    /**
     * Returns how many bytes were asked for.
     *
     * @return the number, or -1 if the reader asked for everything up to a separator
     */
    public int expected() {
        return expected;
    }
}
