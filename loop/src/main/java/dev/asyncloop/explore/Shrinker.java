// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Schedule;
import java.time.Duration;

/**
 * Makes a failing order small, so that only the choices are left that matter.
 *
 * <p>An order is small if few of its choices leave FIFO; then if its last one that does so comes early; then if they are low. What
 * leads there is first delta debugging (Zeller, Hildebrandt: "Simplifying and isolating failure-inducing input", TSE 2002) on
 * the list of choices, and then a search through all orders with one choice that leaves FIFO, with two, and so on, as far as the
 * time allows. Where that comes to its end, no order with fewer such choices fails this way.
 *
 * <p>Real time decides only when to stop: given enough of it, the result depends on the failing order and the program alone.
 *
 * @since 0.1
 */
public final class Shrinker {

    private static final int MAX_RUNS = 200_000;

    private Shrinker() {}

    /**
     * Runs one order.
     *
     * @since 0.1
     */
    @FunctionalInterface
    public interface Trial {

        /**
         * Runs the program under an order, with one source of it.
         *
         * @param order the order
         * @return whether it failed in the same way as the failing order did, see {@link FailureSignature}
         */
        boolean failsTheSame(Schedule order);
    }

    /**
     * Makes a failing order small, in at most 200,000 runs.
     *
     * @param failing the failing order
     * @param trial runs an order and says whether the failure stays; called on the calling thread
     * @param budget when to stop, in real time; the failing order itself is run in any case
     * @return the smallest order found; the failing order itself if there is none, or if it does not fail again
     * @throws IllegalArgumentException if the budget is negative
     */
    public static Shrunk shrink(Schedule failing, Trial trial, Duration budget) {
        return shrink(failing, trial, budget, MAX_RUNS);
    }

    /**
     * Makes a failing order small, as {@link #shrink(Schedule, Trial, Duration)} does.
     *
     * @param failing the failing order
     * @param trial runs an order and says whether the failure stays; called on the calling thread
     * @param budget when to stop, in real time; the failing order itself is run in any case
     * @param maxRuns after how many runs to stop
     * @return the smallest order found; the failing order itself if there is none, or if it does not fail again
     * @throws IllegalArgumentException if the budget is negative, or {@code maxRuns} less than 1
     */
    public static Shrunk shrink(Schedule failing, Trial trial, Duration budget, int maxRuns) {
        if (budget.isNegative() || maxRuns < 1) {
            throw new IllegalArgumentException("The budget must not be negative, and maxRuns at least 1: they are "
                    + budget + " and " + maxRuns + ".");
        }
        Trials trials = new Trials(failing, trial, budget, maxRuns);
        if (!trials.runOriginal()) {
            return trials.result(false);
        }
        new Guess(trials).run();
        new Simplification(trials).run();
        boolean minimal = new Deepening(trials).run();
        new Simplification(trials).run();
        return trials.result(minimal);
    }
}
