// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Schedule;

/** Makes one order after the other, each from its own seed and from what the runs before have shown. */
interface Sampler {

    /** Returns the order of a seed. */
    Schedule order(long seed);

    /** Says in a few words what it makes. */
    String describe();

    /** Says what is guaranteed of the orders made so far; empty if nothing. */
    default String guarantee() {
        return "";
    }

    /** Returns how many of the orders made so far were not drawn at random. */
    default long fixed() {
        return 0;
    }

    static String hex(long seed) {
        return "0x" + Long.toHexString(seed);
    }
}
