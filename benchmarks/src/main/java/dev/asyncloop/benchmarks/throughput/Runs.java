// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.throughput;

/** A way to run a body under many orders. */
interface Runs {

    /** Returns how many orders to run in one round. */
    int perRound();

    /**
     * Runs.
     *
     * @param orders how many orders
     * @throws IllegalStateException if not as many were run
     */
    void run(int orders);
}
