// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.schedule;

import java.util.Arrays;

/**
 * Records the choices of a run, about a byte for every one that left FIFO order.
 *
 * <p>A list of choices is mostly zeros, so it is kept as pairs (how many zeros, the value after them), in varints. The number
 * of candidates at each choice goes into a fingerprint, by which a replay notices that it runs other code.
 *
 * @since 0.1
 */
public final class ChoiceLog {

    private final long number;
    private byte[] bytes = new byte[16];
    private int length;
    private long zeros;
    private long count;
    private int fingerprint = 1;

    /**
     * Creates an empty log.
     *
     * @param number the {@link Schedule#number() number} of the recorded run's schedule, so that whatever is seeded with it
     *     gives the same in a replay
     */
    public ChoiceLog(long number) {
        this.number = number;
    }

    /**
     * Adds a choice.
     *
     * @param n how many candidates there were
     * @param chosen the index chosen
     */
    public void add(int n, int chosen) {
        count++;
        fingerprint = 31 * fingerprint + n;
        if (chosen == 0) {
            zeros++;
            return;
        }
        varint(zeros);
        varint(chosen);
        zeros = 0;
    }

    /**
     * Returns how many choices were made.
     *
     * @return the number of choices with more than one candidate
     */
    public long count() {
        return count;
    }

    /**
     * Returns the choices as a replay token.
     *
     * @return the text of a {@link Schedule} that repeats them
     */
    public String token() {
        return new ReplayToken(number, count, fingerprint, Arrays.copyOf(bytes, length)).text();
    }

    private void varint(long value) {
        if (length + 10 > bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        while (value > 0x7f) {
            bytes[length++] = (byte) (value | 0x80);
            value >>>= 7;
        }
        bytes[length++] = (byte) value;
    }
}
