// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.Loop;
import dev.asyncloop.internal.EventLoop;
import java.util.List;

/**
 * Counts what was tried, and says what a green result means, and what it does not. For one thread.
 *
 * @since 0.1
 */
public final class Coverage {

    private static final int MAX_DISTINCT = 1 << 18;

    private final LongSet orders = new LongSet();
    private List<String> neverYielded = List.of();
    private long schedules;
    private long fewestChoices = Long.MAX_VALUE;
    private long mostChoices;

    /** Creates a coverage of nothing. */
    public Coverage() {}

    /**
     * Counts a run; to be called at its end, before its loop is closed. The first one should be in FIFO order.
     *
     * @param loop the loop of the run, made by {@link Loop#builder()} or {@link Loop#create()}
     */
    public void add(Loop loop) {
        EventLoop run = (EventLoop) loop;
        long choices = run.choiceCount();
        if (schedules == 0) {
            neverYielded = run.neverYielded();
        }
        schedules++;
        fewestChoices = Math.min(fewestChoices, choices);
        mostChoices = Math.max(mostChoices, choices);
        if (orders.size() < MAX_DISTINCT) {
            orders.add(run.traceHash());
        }
    }

    /**
     * Returns how many runs were counted.
     *
     * @return the number of schedules
     */
    public long schedules() {
        return schedules;
    }

    /**
     * Returns how many of them ran different steps; beyond 262,144 they are no longer counted.
     *
     * @return the number of different orders, or 262,144 if there are at least so many
     */
    public long distinctOrders() {
        return orders.size();
    }

    /**
     * Returns how many choices the run with the fewest made among several candidates.
     *
     * @return the lowest number of choices
     */
    public long fewestChoices() {
        return schedules == 0 ? 0 : fewestChoices;
    }

    /**
     * Returns how many choices the run with the most made among several candidates.
     *
     * @return the highest number of choices
     */
    public long mostChoices() {
        return mostChoices;
    }

    /**
     * Returns the tasks that went from beginning to end in one step of the first run, so that nothing can have come between.
     *
     * @return the names of the first eight of them
     */
    public List<String> neverYielded() {
        return neverYielded;
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
     * Returns how likely it is that a failure was missed which strikes each order that is drawn at random with some probability.
     *
     * @param probability that of the failure, from 0 to 1
     * @param search what the orders came from
     * @return {@code (1 - probability)} to the power of how many orders were drawn
     */
    public double missProbability(double probability, Search search) {
        return Math.pow(1 - probability, (double) drawn(search));
    }

    /** Returns how many of the runs were drawn at random: the last order given out may not have been run. */
    long drawn(Search search) {
        return Math.min(search.drawn(), schedules);
    }

    /** Returns whether different orders are no longer counted. */
    boolean isCapped() {
        return orders.size() >= MAX_DISTINCT;
    }

    /**
     * Says in one line what was covered by runs that have all passed.
     *
     * @param search what the orders came from
     * @return a line without a line end
     */
    public String line(Search search) {
        return new CoverageText(this).passed(search);
    }

    /** Returns the figures. */
    @Override
    public String toString() {
        return new CoverageText(this).counts();
    }
}
