// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.io;

/**
 * How a {@link TcpStream} behaves. Immutable: each method returns a changed copy.
 *
 * @since 0.1
 */
public final class StreamOptions {

    private static final int KIB = 1024;
    private static final StreamOptions DEFAULTS = new StreamOptions(64 * KIB, 64 * KIB, 16 * KIB, true);

    private final int limit;
    private final int highWater;
    private final int lowWater;
    private final boolean noDelay;

    private StreamOptions(int limit, int highWater, int lowWater, boolean noDelay) {
        this.limit = limit;
        this.highWater = highWater;
        this.lowWater = lowWater;
        this.noDelay = noDelay;
    }

    /**
     * Returns what holds where nothing is set: a limit of 64 KiB, water marks of 64 and 16 KiB, no delay.
     *
     * @return the defaults
     */
    public static StreamOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Sets how long a line may be, or what comes before a separator. A stream that nobody reads takes in twice as much before it
     * leaves the rest to the kernel, and with it to the other end.
     *
     * @param bytes the limit
     * @return the changed options
     * @throws IllegalArgumentException if less than 1
     */
    public StreamOptions withLimit(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("The limit is " + bytes + ", and must be at least 1 byte.");
        }
        return new StreamOptions(bytes, highWater, lowWater, noDelay);
    }

    /**
     * Sets between which amounts of unsent bytes {@link TcpStream#drain()} makes writers wait.
     *
     * @param low where they go on
     * @param high above which they wait
     * @return the changed options
     * @throws IllegalArgumentException if negative, or if {@code low} is more than {@code high}
     */
    public StreamOptions withWaterMarks(int low, int high) {
        if (low < 0 || low > high) {
            throw new IllegalArgumentException(
                    "The water marks are " + low + " and " + high + ", and must be 0 <= low <= high.");
        }
        return new StreamOptions(limit, high, low, noDelay);
    }

    /**
     * Sets whether small writes are sent at once (the default), or may be held back to be sent together (Nagle's algorithm).
     *
     * @param on whether at once
     * @return the changed options
     */
    public StreamOptions withNoDelay(boolean on) {
        return new StreamOptions(limit, highWater, lowWater, on);
    }

    /**
     * Returns how long a line may be.
     *
     * @return the limit in bytes
     */
    public int limit() {
        return limit;
    }

    int highWater() {
        return highWater;
    }

    int lowWater() {
        return lowWater;
    }

    boolean noDelay() {
        return noDelay;
    }
}
