// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Candidates;

/**
 * FIFO order, but that one lineage is late: from a certain event of it on, it runs only where nobody else can.
 *
 * <p>A delay-bounded scheduler (Emmi, Qadeer, Rakamarić: "Delay-bounded scheduling", POPL 2011) with one delay, that lasts.
 */
final class Delayed extends StepSource {

    private final long late;
    private int events;
    private int patience;

    /** Begins an order in which a lineage is late after so many events, for so many choices. */
    Delayed(long seed, long late, int events, int patience) {
        super(seed);
        this.late = late;
        this.events = events;
        this.patience = patience;
    }

    @Override
    int chooseStep(int n, Candidates candidates) {
        if (events > 0) {
            return 0;
        }
        if (--patience < 0) {
            return random.nextInt(n); // for those who spin until the late one has run
        }
        int first = 0;
        while (first < n && candidates.lineage(first) == late) {
            first++;
        }
        return first == n ? 0 : first;
    }

    @Override
    void ran(int index, Candidates candidates) {
        if (candidates.lineage(index) == late) {
            events--;
        }
    }
}
