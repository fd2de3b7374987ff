// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import dev.asyncloop.explore.Coverage;
import org.jspecify.annotations.Nullable;

/** The orders that are run one after the other. */
interface Orders {

    /** Returns the next order, or {@code null} if there is none any more. */
    @Nullable
    Order next();

    /** Hears what came of the last one. */
    void ended(Outcome outcome);

    /** Returns what counts the runs of a search, or {@code null} if they do not count. */
    @Nullable
    Coverage coverage();
}
