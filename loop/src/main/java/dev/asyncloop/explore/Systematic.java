// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.ChoiceSource;
import dev.asyncloop.schedule.Schedule;
import org.jspecify.annotations.Nullable;

/** A search that goes through a tree of orders: each run shows what the next one can be. */
abstract class Systematic implements Search {

    private enum State {
        PLANNED,
        GIVEN,
        RUN,
        EXHAUSTED
    }

    private State state = State.PLANNED;
    private long orders;

    /** Starts to run the order that is planned; more than once if it is to be repeated. */
    abstract ChoiceSource begin();

    /** Ends the run and plans the next order; returns whether there is one. */
    abstract boolean advance();

    @Override
    public final @Nullable Schedule next() {
        if (isExhausted()) {
            return null;
        }
        if (state == State.GIVEN) {
            throw new IllegalStateException(
                    "Order " + orders + " was not run: the search has to see its choices to know what comes next.");
        }
        state = State.GIVEN;
        long number = ++orders;
        return Schedule.of("order " + number + " of " + describe(), 0, () -> begin(number));
    }

    private ChoiceSource begin(long number) {
        if (number != orders || state == State.PLANNED || state == State.EXHAUSTED) {
            throw new IllegalStateException("Order " + number
                    + " is over, and the search has gone on. The replay token of its run repeats it.");
        }
        state = State.RUN;
        return begin();
    }

    @Override
    public final boolean isExhausted() {
        if (state == State.RUN) {
            state = advance() ? State.PLANNED : State.EXHAUSTED;
        }
        return state == State.EXHAUSTED;
    }
}
