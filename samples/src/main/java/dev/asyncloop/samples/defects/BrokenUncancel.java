// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.defects;

import dev.asyncloop.TaskCancelledException;

/** The requests of one task whose withdrawal is too late: who takes the last one back is cancelled all the same. */
public final class BrokenUncancel {

    private int requests;
    private boolean pending;

    public void cancel() {
        requests++;
        pending = true;
    }

    public int uncancel() {
        return --requests; // and pending, if that was the last one
    }

    /** What a task does where it suspends. */
    public void checkpoint() {
        if (pending) {
            pending = false;
            throw new TaskCancelledException("requested");
        }
    }
}
