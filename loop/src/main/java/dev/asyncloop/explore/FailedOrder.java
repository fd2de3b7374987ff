// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Schedule;
import dev.asyncloop.schedule.Trace;
import org.jspecify.annotations.Nullable;

/**
 * An order under which a program failed.
 *
 * @param number which of the orders tried it was, from 1
 * @param order the order
 * @param exception what the program has thrown, or a {@link dev.asyncloop.FaultsFound} of what it left behind
 * @param trace what ran
 * @param token the choices as a replay token
 * @param ranAgain whether it was run again, which takes too long where a budget was exceeded
 * @param repeated whether it failed in the same way, and after the same steps, when it was run again
 * @param divergence where that second run went apart, or {@code null} if it did not, or nobody knows
 * @param small the same failure with fewer choices that leave FIFO, or {@code null} if there was none, or no time for it
 * @since 0.1
 */
public record FailedOrder(
        long number,
        Schedule order,
        Throwable exception,
        Trace trace,
        String token,
        boolean ranAgain,
        boolean repeated,
        @Nullable Divergence divergence,
        @Nullable Small small) {

    /**
     * A failing order made small.
     *
     * @param shrunk how small
     * @param exception what the program has thrown under it
     * @param trace what ran
     * @param token its choices as a replay token
     * @since 0.1
     */
    public record Small(Shrunk shrunk, Throwable exception, Trace trace, String token) {}

    /**
     * Returns the token to run again: of the small order if there is one.
     *
     * @return a text for {@link Schedule#parse}
     */
    public String shortestToken() {
        return small == null ? token : small.token();
    }

    /** Returns which order it was, how it failed, and the token to run again, in one line. */
    @Override
    public String toString() {
        return "schedule " + number + ", " + order.describe() + ", failed: "
                + exception.toString().lines().findFirst().orElse("") + "; replay token " + shortestToken();
    }
}
