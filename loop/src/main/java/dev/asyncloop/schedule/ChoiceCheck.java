// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.schedule;

/**
 * Checks of the choices along a run, by which a replay finds the first one that differs.
 *
 * <p>A hash rolls over all choices: how many candidates there were, and who was chosen. The run is divided into up to 32 stretches of
 * equal length, a power of two; at the end of each, four bits of the hash are kept. When there would be more stretches, every second bound
 * is dropped. So a run of up to 32 choices has a check for each one, and a long one does not have a long token.
 */
final class ChoiceCheck {

    static final int MAX_STRETCHES = 32;
    static final long START = 0x5eed;

    private final byte[] bounds = new byte[MAX_STRETCHES];
    private int stretches;
    private long stretch = 1;
    private long count;
    private long hash = START;

    void add(int n, int chosen, Candidates candidates) {
        hash = roll(hash, n, chosen, candidates);
        if ((++count & stretch - 1) == 0) {
            bounds[stretches++] = bits(hash);
            if (stretches == MAX_STRETCHES) {
                stretches /= 2;
                stretch *= 2;
                for (int i = 0; i < stretches; i++) {
                    bounds[i] = bounds[2 * i + 1];
                }
            }
        }
    }

    @SuppressWarnings("EnumOrdinal") // kinds are added at the end only, so that tokens keep their meaning
    static long roll(long hash, int n, int chosen, Candidates candidates) {
        long what = n * 31L + candidates.kind(chosen).ordinal();
        return Long.rotateLeft(hash ^ candidates.lineage(chosen), 23) * 0x9e3779b97f4a7c15L
                + what * 0xd1342543de82ef95L;
    }

    static byte bits(long hash) {
        return (byte) (hash >>> 60);
    }

    static int fingerprint(long hash) {
        return (int) (hash >>> 32);
    }

    /** Returns how long a stretch is in a run of so many choices. */
    static long stretchOf(long count) {
        long stretch = 1;
        while (count / stretch >= MAX_STRETCHES) {
            stretch *= 2;
        }
        return stretch;
    }

    /** Returns how many bytes the checks of a run of so many choices take. */
    static int packedLength(long count) {
        return (int) (count / stretchOf(count) + 1) / 2;
    }

    /** Returns the check of one stretch. */
    static byte unpack(byte[] packed, long index) {
        return (byte) (packed[(int) (index / 2)] >>> (index % 2 * 4) & 0xf);
    }

    long count() {
        return count;
    }

    int fingerprint() {
        return fingerprint(hash);
    }

    /** Returns the checks, two in each byte. */
    byte[] packed() {
        byte[] packed = new byte[(stretches + 1) / 2];
        for (int i = 0; i < stretches; i++) {
            packed[i / 2] |= (byte) (bounds[i] << (i % 2 * 4));
        }
        return packed;
    }
}
