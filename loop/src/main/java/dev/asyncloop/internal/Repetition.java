// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

/**
 * Whether and when a job runs again.
 *
 * @param fromEnd whether the pause counts from the end of a run, and not from the deadline of it
 * @param nanos how long, 0 for a job that runs once
 */
record Repetition(boolean fromEnd, long nanos) {

    static final Repetition NONE = new Repetition(false, 0);

    /** Returns the next deadline; that of a fixed rate may have passed. */
    long next(long deadline, long now) {
        return Durations.plus(fromEnd ? now : deadline, nanos);
    }
}
