// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.schedule;

/**
 * The project's own generator, so that a seed means the same numbers on every JDK.
 *
 * <p>Algorithm: SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", OOPSLA 2014) with
 * Stafford's variant 13 as its finaliser. Neighbouring seeds are mixed before use: unmixed, the first draws of small seeds
 * are all alike.
 */
final class SplitMix64 {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    SplitMix64(long seed) {
        state = mix(seed + GOLDEN_GAMMA);
    }

    static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Draws uniformly from 0 to n - 1 (Lemire: "Fast random integer generation in an interval", 2019, on 32 bits). */
    int below(int n) {
        long product = (next() >>> 32) * n;
        long low = product & 0xffffffffL;
        if (low < n) {
            long threshold = (0x1_0000_0000L - n) % n;
            while (low < threshold) {
                product = (next() >>> 32) * n;
                low = product & 0xffffffffL;
            }
        }
        return (int) (product >>> 32);
    }
}
