// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.callbacks;

import dev.asyncloop.benchmarks.table.Adapter;
import org.jspecify.annotations.Nullable;

/** What runs callbacks later, in virtual time. */
public interface Timers extends Adapter {

    /**
     * Arms a timer.
     *
     * @param delayMillis when it fires, from now; milliseconds, since not all know finer ones
     * @param callback what it runs
     * @return what {@link #cancel} takes
     */
    @Nullable
    Object arm(long delayMillis, Runnable callback);

    /** Cancels a timer that has not fired. */
    void cancel(@Nullable Object timer);

    /** Lets time pass, and fires what is due. */
    void advance(long millis);
}
