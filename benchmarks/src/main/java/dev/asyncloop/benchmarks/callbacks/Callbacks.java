// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.callbacks;

import dev.asyncloop.benchmarks.table.Adapter;

/** What runs callbacks in the order in which they come. */
public interface Callbacks extends Adapter {

    /** Queues a callback, which does not run before the present one has ended. */
    void callSoon(Runnable callback);

    /** Runs callbacks until none is left. */
    void run();
}
