// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.internal.EventLoop;
import dev.asyncloop.schedule.Trace;

/**
 * What is to be told of a run that failed.
 *
 * @param trace what ran
 * @param token the choices
 * @param dump where everybody was
 * @param foreignThreads whether threads outside the loop took part
 * @param beyondControl whether it did I/O with others, or anything else that no order controls
 */
record Evidence(Trace trace, String token, String dump, boolean foreignThreads, boolean beyondControl) {

    static Evidence of(EventLoop loop) {
        return new Evidence(
                loop.trace(),
                loop.replayToken(),
                loop.dump(),
                loop.foreignArrivals() > 0,
                !loop.beyondControl().isEmpty());
    }
}
