// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Candidates;
import dev.asyncloop.schedule.ChoiceSource;

/**
 * Makes the choices of a list, of which those that leave FIFO mean whoever it was that they were recorded with, at whatever index;
 * FIFO's where the list is over or the one meant is no candidate.
 */
final class FixedActors implements ChoiceSource {

    private final int[] list;
    private final long[] actors;
    private int made;

    FixedActors(int[] list, long[] actors) {
        this.list = list;
        this.actors = actors;
    }

    @Override
    public int choose(int n, Candidates candidates) {
        if (made >= list.length) {
            return 0;
        }
        int index = list[made];
        long actor = actors[made++];
        if (index == 0 || index < n && candidates.lineage(index) == actor) {
            return index;
        }
        for (int i = 0; i < n; i++) {
            if (candidates.lineage(i) == actor) {
                return i;
            }
        }
        return 0;
    }
}
