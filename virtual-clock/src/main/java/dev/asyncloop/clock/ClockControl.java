// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.clock;

/**
 * The exclusive right to move the time of a clock, held by what drives it, such as an event loop.
 *
 * <p>This class is thread-safe, although a driver normally moves the time from one thread.
 *
 * @see VirtualClock#takeControl(String)
 * @since 0.1
 */
public final class ClockControl {

    private final VirtualClock clock;
    private final TimeState time;
    private final String owner;

    ClockControl(VirtualClock clock, TimeState time, String owner) {
        this.clock = clock;
        this.time = time;
        this.owner = owner;
    }

    /**
     * Returns the clock that this moves.
     *
     * @return the clock
     * @since 0.1
     */
    public VirtualClock clock() {
        return clock;
    }

    /**
     * Moves the monotonic time to the given one, and the wall clock by the same amount.
     *
     * <p>It allocates nothing.
     *
     * @param monotonicNanos the new {@link VirtualClock#nanoTime()}, not before the present one
     * @throws IllegalArgumentException if {@code monotonicNanos} has passed
     * @throws IllegalStateException if this control has been released
     * @throws ArithmeticException if the wall clock would pass {@link java.time.Instant#MAX}; nothing has changed then
     * @since 0.1
     */
    public void moveTo(long monotonicNanos) {
        time.moveTo(this, monotonicNanos);
    }

    /**
     * Gives the control back, so that anybody can move the time or take control again. Later calls do nothing.
     *
     * @since 0.1
     */
    public void release() {
        time.release(this);
    }

    String owner() {
        return owner;
    }

    @Override
    public String toString() {
        return "ClockControl[" + owner + "]";
    }
}
