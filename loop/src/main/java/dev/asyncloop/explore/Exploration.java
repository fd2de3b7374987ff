// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link Explorer} has found.
 *
 * @since 0.1
 */
public final class Exploration {

    private final Search search;
    private final Coverage coverage;
    private final @Nullable FailedOrder failure;

    Exploration(Search search, Coverage coverage, @Nullable FailedOrder failure) {
        this.search = search;
        this.coverage = coverage;
        this.failure = failure;
    }

    /**
     * Returns the order that failed.
     *
     * @return the first one that did, or empty if none did
     */
    public Optional<FailedOrder> failure() {
        return Optional.ofNullable(failure);
    }

    /**
     * Returns what was covered; the runs that made a failing order small do not count.
     *
     * @return the coverage
     */
    public Coverage coverage() {
        return coverage;
    }

    /**
     * Returns whether all orders were tried, up to the bound of the strategy if it has one, and none has failed.
     *
     * @return whether there are no more orders to try
     */
    public boolean isExhausted() {
        return failure == null && search.isExhausted();
    }

    /**
     * Says in one line what was covered.
     *
     * @return a line without a line end
     */
    public String line() {
        return failure == null
                ? coverage.line(search)
                : new CoverageText(coverage).counts() + "; schedule " + failure.number() + " failed";
    }

    /**
     * Tells the order that failed, its token, what is left of it after shrinking, and its steps.
     *
     * @return several lines, or the {@link #line} of what was covered if no order failed
     */
    public String report() {
        return failure == null ? line() : FailureText.of(failure);
    }

    /**
     * Throws if an order failed.
     *
     * @return this, if none did
     * @throws AssertionError with the {@link #report}; its cause is what the program has thrown
     */
    public Exploration orThrow() {
        if (failure != null) {
            throw new AssertionError(report(), failure.exception());
        }
        return this;
    }

    /** Returns the {@link #line}. */
    @Override
    public String toString() {
        return line();
    }
}
