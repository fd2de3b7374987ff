// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Candidates;
import dev.asyncloop.schedule.ChoiceSource;

/** Makes the choices of a list, and FIFO's where the list is over or there are too few candidates. */
final class FixedChoices implements ChoiceSource {

    private final int[] list;
    private int made;

    FixedChoices(int[] list) {
        this.list = list;
    }

    @Override
    public int choose(int n, Candidates candidates) {
        int choice = made < list.length ? list[made++] : 0;
        return choice < n ? choice : 0;
    }
}
