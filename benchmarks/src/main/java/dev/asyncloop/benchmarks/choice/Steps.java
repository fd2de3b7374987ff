// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.choice;

import dev.asyncloop.benchmarks.table.Adapter;

/** As many candidates as were asked for, each of which can run again as soon as it has run. */
public interface Steps extends Adapter {

    /** Runs so many of them; returns how many have run ever. */
    long run(int steps);
}
