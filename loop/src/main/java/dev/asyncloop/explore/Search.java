// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * Says which order to try next; learns from the choices of those that were run.
 *
 * <p>The orders are a function of the strategy, the root seed and the program alone. The first is FIFO. For one thread; each
 * order must be run, with one source of it, before the next is asked for.
 *
 * @since 0.1
 */
public interface Search {

    /**
     * Returns the next order to run.
     *
     * @return an order, or {@code null} if all were tried
     */
    @Nullable
    Schedule next();

    /**
     * Returns whether all orders were tried, up to the bound if there is one: no more come, and a program that has passed them
     * all is correct as far as it depends on these.
     *
     * @return whether the search is exhausted
     */
    boolean isExhausted();

    /**
     * Says in words what is searched, such as {@code all orders with at most 2 delays}.
     *
     * @return a text for reports
     */
    String describe();

    /**
     * Returns how many of the orders given out so far were drawn at random, each independently of whether the others fail.
     *
     * @return a number of orders, from which {@link Coverage} says how likely a failure would have been missed
     */
    default long drawn() {
        return 0;
    }

    /**
     * Says what the strategy itself guarantees of the orders given out so far, as PCT does of bugs of its depth.
     *
     * @return a clause for reports, such as {@code a bug of depth 3 would have been missed with probability <= 0.2}; empty if
     *     nothing is guaranteed
     */
    default String guarantee() {
        return "";
    }
}
