// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import dev.asyncloop.schedule.Points;

/** Where the tasks of a program on a loop can be left. */
enum Style {
    /** Plain fields, and a yield where asyncio code would wait for something: asyncio's contract. */
    SUSPENDING(Points.BLOCKING),
    /** Every shared variable is a cell, and spawns and lock operations are points too: as if tasks were threads. */
    CELLS(Points.SYNC);

    private final Points points;

    Style(Points points) {
        this.points = points;
    }

    Points points() {
        return points;
    }
}
