// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.schedule;

import java.util.random.RandomGenerator;

/**
 * A random generator whose numbers depend on its seed alone, on every JDK: the bounded draws are our own too.
 *
 * @since 0.1
 */
public final class SeededRandom implements RandomGenerator {

    private final SplitMix64 bits;

    /**
     * Creates a generator.
     *
     * @param seed any number; neighbouring seeds give unrelated numbers
     */
    public SeededRandom(long seed) {
        bits = new SplitMix64(seed);
    }

    @Override
    public long nextLong() {
        return bits.next();
    }

    @Override
    public int nextInt() {
        return (int) (bits.next() >>> 32);
    }

    @Override
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be positive: " + bound);
        }
        return bits.below(bound);
    }

    @Override
    public int nextInt(int origin, int bound) {
        return Math.toIntExact(nextLong(origin, bound));
    }

    @Override
    public long nextLong(long bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be positive: " + bound);
        }
        long limit = Long.MAX_VALUE - Long.MAX_VALUE % bound;
        long draw;
        do {
            draw = bits.next() >>> 1;
        } while (draw >= limit);
        return draw % bound;
    }

    @Override
    public long nextLong(long origin, long bound) {
        if (origin >= bound) {
            throw new IllegalArgumentException("origin " + origin + " must be less than bound " + bound);
        }
        long range = bound - origin;
        if (range > 0) {
            return origin + nextLong(range);
        }
        long draw;
        do {
            draw = bits.next();
        } while (draw < origin || draw >= bound);
        return draw;
    }

    @Override
    public boolean nextBoolean() {
        return bits.next() < 0;
    }

    @Override
    public double nextDouble() {
        return (bits.next() >>> 11) * 0x1.0p-53;
    }

    @Override
    public float nextFloat() {
        return (bits.next() >>> 40) * 0x1.0p-24f;
    }

    /**
     * Draws one of several candidates, each as often as its {@link Candidates#weight weight} says.
     *
     * @param candidates what to choose among
     * @return the index of one of them
     */
    public int nextWeighted(Candidates candidates) {
        int last = candidates.size() - 1;
        double sum = 0;
        for (int i = 0; i <= last; i++) {
            sum += candidates.weight(i);
        }
        double left = nextDouble() * sum;
        for (int i = 0; i < last; i++) {
            left -= candidates.weight(i);
            if (left < 0) {
                return i;
            }
        }
        return last;
    }
}
