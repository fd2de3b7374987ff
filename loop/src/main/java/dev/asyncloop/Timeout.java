// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time limit of a block, see {@link Loop#timeout(Duration, TimeoutBody)}. It can be moved while the block runs and the time is not
 * over. Call only on the loop's thread.
 *
 * @since 0.1
 */
public interface Timeout {

    /**
     * Returns when the time is over, by the present reading of the loop's clock.
     *
     * @return the deadline, or {@code null} for never
     */
    @Nullable
    Instant deadline();

    /**
     * Moves the deadline.
     *
     * @param fromNow how long from now; zero or negative expires at the next suspension
     * @throws IllegalStateException if the time is over, or the block has ended
     */
    void reschedule(Duration fromNow);

    /**
     * Moves the deadline to an instant of the loop's clock, as {@link #reschedule}.
     *
     * @param deadline the instant; one that has passed expires at the next suspension
     * @throws IllegalStateException if the time is over, or the block has ended
     */
    void rescheduleAt(Instant deadline);

    /**
     * Lifts the limit, until it is set again.
     *
     * @throws IllegalStateException if the time is over, or the block has ended
     */
    void clear();

    /**
     * Returns whether the time was over before the block had ended; also if the block has swallowed that.
     *
     * @return whether the block was cancelled by this limit
     */
    boolean isExpired();
}
