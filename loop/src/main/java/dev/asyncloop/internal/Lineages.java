// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.schedule.Seeds;

/**
 * Numbers for tasks, callbacks and shared things that do not depend on the order in which these were made: a hash of who made
 * it, and of how many that one had made before.
 */
final class Lineages {

    /** The lineage of all that other threads make. */
    static final long FOREIGN = child(0, 0);

    /** The number of the loop's own executor, whoever asks for it first. */
    static final long EXECUTOR = child(FOREIGN, 1);

    private Lineages() {}

    /** Returns the lineage of the n-th thing that the bearer of a lineage has made; not 0. */
    static long child(long parent, int ordinal) {
        long lineage = Seeds.nth(parent, ordinal);
        return lineage == 0 ? 1 : lineage;
    }
}
