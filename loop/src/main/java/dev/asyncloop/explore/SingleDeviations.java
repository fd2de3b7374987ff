// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Schedule;

/**
 * All orders that leave FIFO order once: at each choice of the FIFO run, each other candidate, first the newest ones, then the
 * oldest, and so on inwards. A run that has other candidates than FIFO's had there is no error, but an order as any other.
 */
final class SingleDeviations {

    private final Profile profile;
    private int pass;
    private int position;
    private int made;
    private boolean exhausted;

    SingleDeviations(Profile profile) {
        this.profile = profile;
    }

    /** Returns whether there is another one; goes on to it. */
    boolean hasNext() {
        int[] sizes = profile.sizesInFifo();
        for (int skipped = 0; !exhausted; ) {
            if (position == sizes.length) {
                position = 0;
                pass++;
            }
            if (sizes.length == skipped) {
                exhausted = true;
            } else if (pass < sizes[position] - 1) {
                return true;
            } else {
                position++;
                skipped++;
            }
        }
        return false;
    }

    /** Returns the next order, which {@link #hasNext} has gone on to. */
    Schedule next(long seed) {
        int[] choices = new int[position + 1];
        int size = profile.sizesInFifo()[position];
        choices[position] = pass % 2 == 0 ? size - 1 - pass / 2 : 1 + pass / 2;
        position++;
        made++;
        return Schedule.of("FIFO but for choice " + position, seed, () -> new FixedChoices(choices));
    }

    int made() {
        return made;
    }

    boolean areAllMade() {
        return exhausted;
    }
}
