// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.schedule;

import java.io.ByteArrayOutputStream;

/**
 * Records the choices of a run, in the bits that they need: a byte holds eight choices between two, or two choices among sixteen.
 *
 * <p>What there was to choose from goes into checks, by which a replay notices that it runs other code, and where.
 *
 * @since 0.1
 */
public final class ChoiceLog {

    private final long number;
    private final int scope;
    private final ChoiceCheck check = new ChoiceCheck();
    private final PackedNumbers choices = new PackedNumbers();

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
        choices.add(chosen);
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
        Pairs pairs = new Pairs(choices.zerosFirst());
        choices.forEach(pairs::add);
        return new ReplayToken(number, scope, check.count(), check.fingerprint(), check.packed(), pairs.bytes()).text();
    }

    /** A list that is mostly zeros as pairs (how many zeros, the value after them), in varints. */
    private static final class Pairs {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private long zeros;

        Pairs(long zeros) {
            this.zeros = zeros;
        }

        void add(int value) {
            if (value == 0) {
                zeros++;
                return;
            }
            varint(zeros);
            varint(value);
            zeros = 0;
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private void varint(long value) {
            long rest = value;
            while (rest > 0x7f) {
                out.write((int) rest | 0x80);
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }
}
