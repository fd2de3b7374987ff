// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

/**
 * Keeps virtual time from jumping while something that the loop does not control is on its way. Made by {@link
 * Loop#holdClock}; where time is real, it does nothing.
 *
 * @since 0.1
 */
public interface ClockHold extends AutoCloseable {

    /** Lets time go on; idempotent. May be called from any thread: what that thread has handed over before arrives before. */
    @Override
    void close();
}
