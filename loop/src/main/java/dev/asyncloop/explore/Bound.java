// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Candidates;
import dev.asyncloop.schedule.StepKind;

/**
 * What is counted along an order, so that a search can try all orders with few of it. FIFO order has none. A value that the
 * program asks for counts one under each bound if it is not the first.
 */
enum Bound {
    /** Nothing: all orders are equal. */
    NONE("") {
        @Override
        Price price(Candidates candidates, boolean goesOn) {
            return Price.FREE;
        }
    },

    /**
     * How often a task is skipped whose turn it is in FIFO order: choosing index i is i delays (Emmi, Qadeer, Rakamarić:
     * "Delay-bounded scheduling", POPL 2011).
     */
    DELAYS("delay") {
        @Override
        Price price(Candidates candidates, boolean goesOn) {
            return candidates.kind(0) == StepKind.VALUE ? Price.ONCE : Price.EACH;
        }
    },

    /**
     * How often a task is left at a point where it could go on (Musuvathi, Qadeer: "Iterative context bounding for systematic
     * testing of multithreaded programs", PLDI 2007). A task that waits, yields or ends gives way by itself, so what runs
     * next is free.
     */
    PREEMPTIONS("preemption") {
        @Override
        Price price(Candidates candidates, boolean goesOn) {
            return goesOn || candidates.kind(0) == StepKind.VALUE ? Price.ONCE : Price.FREE;
        }
    },

    /** How many choices leave FIFO order. */
    DEVIATIONS("deviation from FIFO order", "deviations from FIFO order") {
        @Override
        Price price(Candidates candidates, boolean goesOn) {
            return Price.ONCE;
        }
    };

    private final String singular;
    private final String plural;

    Bound(String singular) {
        this(singular, singular + "s");
    }

    Bound(String singular, String plural) {
        this.singular = singular;
        this.plural = plural;
    }

    /**
     * Returns what the candidates of a choice cost.
     *
     * @param candidates what can run
     * @param goesOn whether candidate 0 is the task that runs, at a point where another one could
     */
    abstract Price price(Candidates candidates, boolean goesOn);

    /** Says a number of what is counted, such as {@code 2 delays}. */
    String count(int number) {
        return number + " " + (number == 1 ? singular : plural);
    }
}
