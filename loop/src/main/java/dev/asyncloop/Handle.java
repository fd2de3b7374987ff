// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

/**
 * A scheduled callback, which can be cancelled until it runs.
 *
 * <p>Cancelling consumes no scheduling choice. Call only on the loop's thread.
 *
 * @since 0.1
 */
public interface Handle {

    /**
     * Cancels the callback, if it has not run yet; idempotent.
     *
     * @return whether this call prevented the callback from running
     * @throws IllegalStateException if called from a foreign thread
     */
    boolean cancel();

    /**
     * Returns whether the callback was cancelled before it ran.
     *
     * @return whether {@link #cancel()} prevented the callback from running
     */
    boolean isCancelled();

    /**
     * Returns whether the callback is still going to run.
     *
     * @return whether the callback has neither run nor been cancelled
     */
    boolean isPending();
}
