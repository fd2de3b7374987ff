// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Schedule;
import org.jspecify.annotations.Nullable;

/** Makes one order after the other, each from its own seed and from what the runs before have shown. */
interface Sampler {

    /** Returns the order of a seed; {@code null} if there is none any more. */
    @Nullable
    Schedule order(long seed);

    /** Says in a few words what it makes. */
    String describe();
}
