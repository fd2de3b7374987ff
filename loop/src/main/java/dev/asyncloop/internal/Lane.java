// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import org.jspecify.annotations.Nullable;

/**
 * Steps of one source, which no order may permute: only the first of them is a candidate. They are linked through themselves; the
 * lane knows the last one alone.
 */
class Lane {

    private @Nullable Step last;

    /** Adds a step; returns whether it is the first. */
    final boolean add(Step step) {
        Step tail = last;
        last = step;
        if (tail == null) {
            return true;
        }
        tail.nextInLane = step;
        return false;
    }

    /** Removes the first step and those behind it that were cancelled; returns the new first one. */
    final @Nullable Step removeFirst(Step first) {
        Step next = first;
        do {
            Step gone = next;
            next = gone.nextInLane;
            gone.nextInLane = null;
        } while (next != null && !next.queued);
        if (next == null) {
            last = null;
        }
        return next;
    }
}
