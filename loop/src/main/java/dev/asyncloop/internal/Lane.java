// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import org.jspecify.annotations.Nullable;

/** Steps of one source, which no order may permute: only the first of them is a candidate. */
final class Lane {

    @Nullable
    Step first;

    @Nullable
    Step last;

    /** Adds a step; returns whether it is the first. */
    boolean add(Step step) {
        Step tail = last;
        last = step;
        if (tail == null) {
            first = step;
            return true;
        }
        tail.nextInLane = step;
        return false;
    }

    /** Removes the first step and those behind it that were cancelled; returns the new first one. */
    @Nullable
    Step removeFirst() {
        Step step = first;
        do {
            Step next = step == null ? null : step.nextInLane;
            if (step != null) {
                step.nextInLane = null;
            }
            step = next;
        } while (step != null && !step.queued);
        first = step;
        if (step == null) {
            last = null;
        }
        return step;
    }
}
