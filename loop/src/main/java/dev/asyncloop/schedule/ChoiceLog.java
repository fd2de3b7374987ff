// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.schedule;

import java.util.Arrays;

/**
 * Records the choices of a run, about a byte for every one that left FIFO order.
 *
 * <p>A list of choices is mostly zeros, so it is kept as pairs (how many zeros, the value after them), in varints. What there was to
 * choose from goes into checks, by which a replay notices that it runs other code, and where.
 *
 * @since 0.1
 */
public final class ChoiceLog {

    private final long number;
    private final int scope;
    private final ChoiceCheck check = new ChoiceCheck();
    private byte[] bytes = new byte[16];
    private int length;
    private long zeros;

    /**
     * Creates an empty log.
     *
     * @param number the {@link Schedule#number() number} of the recorded run's schedule, so that whatever is seeded with it
     *     gives the same in a replay
     * @param scope a hash of what the schedule belongs to, such as a test, so that a token that does not fit can be told from
     *     one of another test; 0 for nothing
     */
    public ChoiceLog(long number, int scope) {
        this.number = number;
        this.scope = scope;
    }

    /**
     * Adds a choice.
     *
     * @param n how many candidates there were
     * @param chosen the index chosen
     * @param candidates what they were
     */
    public void add(int n, int chosen, Candidates candidates) {
        check.add(n, chosen, candidates);
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
        return check.count();
    }

    /**
     * Returns the choices as a replay token.
     *
     * @return the text of a {@link Schedule} that repeats them
     */
    public String token() {
        return new ReplayToken(
                        number, scope, check.count(), check.fingerprint(), check.packed(), Arrays.copyOf(bytes, length))
                .text();
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
