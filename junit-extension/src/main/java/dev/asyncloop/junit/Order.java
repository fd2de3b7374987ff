// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import dev.asyncloop.schedule.Schedule;

/**
 * An order for a node to run.
 *
 * @param schedule the order
 * @param origin where it comes from
 * @param number counts those of a search from 1; 0 for others
 */
record Order(Schedule schedule, Origin origin, int number) {

    /** Where an order comes from. */
    enum Origin {
        /** From the annotation or from outside. */
        FIXED,
        /** The test has failed in it when it ran before. */
        STORED,
        /** From a search. */
        SEARCHED,
        /** Tried to make a failing order smaller, or to see whether a test is deterministic. */
        TRIED
    }

    static Order fixed(Schedule schedule) {
        return new Order(schedule, Origin.FIXED, 0);
    }

    static Order stored(Schedule schedule) {
        return new Order(schedule, Origin.STORED, 0);
    }

    static Order searched(Schedule schedule, int number) {
        return new Order(schedule, Origin.SEARCHED, number);
    }

    static Order tried(Schedule schedule) {
        return new Order(schedule, Origin.TRIED, 0);
    }

    /** Returns this order by another schedule, which comes from the same place. */
    Order as(Schedule other) {
        return new Order(other, origin, number);
    }

    boolean is(Origin other) {
        return origin == other;
    }

    boolean isFifo() {
        return schedule.equals(Schedule.fifo());
    }
}
