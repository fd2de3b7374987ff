// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

/** Thrown out of a wait of the JDK in order that a thread ends with its loop; to be caught by nobody else. */
final class LoopEnded extends Error {

    private static final long serialVersionUID = 1L;

    LoopEnded() {
        super("the loop of this thread has ended", null, false, false);
    }
}
