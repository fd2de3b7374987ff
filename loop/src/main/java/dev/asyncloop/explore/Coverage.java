// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.Loop;
import dev.asyncloop.internal.EventLoop;

/**
 * Counts what was tried, and says what a green result means. For one thread.
 *
 * @since 0.1
 */
public final class Coverage {

    private static final int MAX_DISTINCT = 1 << 20;

    private final LongSet orders = new LongSet();
    private long schedules;
    private long fewestChoices = Long.MAX_VALUE;
    private long mostChoices;

    /** Creates a coverage of nothing. */
    public Coverage() {}

    /**
     * Counts a run; called at its end, before its loop is closed.
     *
     * @param loop the loop of the run
     */
    public void add(Loop loop) {
        EventLoop run = (EventLoop) loop;
        schedules++;
        if (orders.size() < MAX_DISTINCT) {
            orders.add(run.traceHash());
        }
        fewestChoices = Math.min(fewestChoices, run.choiceCount());
        mostChoices = Math.max(mostChoices, run.choiceCount());
    }

    /**
     * Returns whether no run had a choice, so that there is one order only.
     *
     * @return whether exploring is of no use
     */
    public boolean isOnlyOneOrder() {
        return schedules > 0 && mostChoices == 0;
    }

    /**
     * Says in one line what was covered.
     *
     * @param search what the orders came from
     * @return a line without a line end
     */
    public String line(Search search) {
        String tried = schedules + (schedules == 1 ? " schedule" : " schedules") + ", " + orders.size() + " distinct";
        if (isOnlyOneOrder()) {
            return tried + "; only one order was possible";
        }
        return search.isExhausted() ? tried + "; all orders were tried: " + search.describe() : tried;
    }
}
