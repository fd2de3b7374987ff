// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.io;

import java.io.IOException;

/**
 * Thrown where a line, or what comes before a separator, is longer than {@link StreamOptions#limit()}.
 *
 * @since 0.1
 */
public final class LimitOverrunException extends IOException {

    private static final long serialVersionUID = 1L;

    /** How many bytes come before the separator. */
    private final int consumed;

    /** Whether there is a separator. */
    private final boolean found;

    LimitOverrunException(boolean found, int consumed, int limit, String stream) {
        super((found ? "The separator is there, but behind " : "There is no separator in the first ")
                + consumed + " bytes of " + stream + ", and the limit is " + limit
                + ". Raise it with StreamOptions.withLimit(..), or read in pieces.");
        this.found = found;
        this.consumed = consumed;
    }

    /**
     * Returns how many bytes come before the separator, or may be taken without missing the beginning of one.
     *
     * @return the number of bytes
     */
    public int consumed() {
        return consumed;
    }

    boolean isSeparatorFound() {
        return found;
    }
}
