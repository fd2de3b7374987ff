// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

/**
 * Thrown when a run used up one of its budgets: steps at one instant, steps, virtual time or real time.
 *
 * <p>The message names the budget, how to raise it, and the tasks that ran most among the last steps.
 *
 * @since 0.1
 */
public final class BudgetExceededException extends LoopStuckException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message names the budget and who used it
     */
    public BudgetExceededException(String message) {
        super(message);
    }
}
