// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.schedule;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * A list of numbers that are small, most of them: each is kept in as many bits as the largest of 64 neighbours needs, and zeros at the
 * beginning are only counted.
 */
final class PackedNumbers {

    private static final int FRAME = Long.SIZE;

    private long zeros;

    /** Numbers that are not packed yet, and the bits that are set in any of them. */
    private int[] pending = {};

    private int pendingCount;
    private int pendingBits;

    /** For every frame, how many bits its numbers have: so many words it takes. */
    private byte[] widths = {};

    private int frames;
    private long[] words = {};
    private int wordCount;

    /** Adds a number that is not negative. */
    void add(int number) {
        if (number == 0 && pendingCount + frames == 0) {
            zeros++;
            return;
        }
        if (pendingCount == pending.length) {
            makeRoom();
        }
        pending[pendingCount++] = number;
        pendingBits |= number;
    }

    /** Returns how many zeros the list begins with, at least. */
    long zerosFirst() {
        return zeros;
    }

    /** Gives an action all numbers behind those zeros. */
    void forEach(IntConsumer action) {
        int from = 0;
        for (int frame = 0; frame < frames; frame++) {
            int width = widths[frame];
            for (int i = 0; i < FRAME; i++) {
                action.accept(unpack(from, i * width, width));
            }
            from += width;
        }
        for (int i = 0; i < pendingCount; i++) {
            action.accept(pending[i]);
        }
    }

    /** Returns how much memory the numbers take, in bytes. */
    long bytes() {
        return (long) words.length * Long.BYTES + widths.length + (long) pending.length * Integer.BYTES;
    }

    private void makeRoom() {
        if (pendingCount < FRAME) {
            pending = Arrays.copyOf(pending, pendingCount == 0 ? FRAME / 4 : FRAME);
        } else {
            pack();
        }
    }

    private void pack() {
        int width = Integer.SIZE - Integer.numberOfLeadingZeros(pendingBits);
        if (frames == widths.length) {
            widths = Arrays.copyOf(widths, grown(frames));
        }
        widths[frames++] = (byte) width;
        if (wordCount + width > words.length) {
            words = Arrays.copyOf(words, grown(wordCount + width));
        }
        for (int i = 0, bit = 0; width > 0 && i < FRAME; i++, bit += width) { // of zeros there is nothing to keep
            int word = wordCount + bit / Long.SIZE;
            int shift = bit % Long.SIZE;
            words[word] |= (long) pending[i] << shift;
            if (shift + width > Long.SIZE) {
                words[word + 1] |= (long) pending[i] >>> Long.SIZE - shift;
            }
        }
        wordCount += width;
        pendingCount = 0;
        pendingBits = 0;
    }

    private int unpack(int from, int bit, int width) {
        int word = from + bit / Long.SIZE;
        int shift = bit % Long.SIZE;
        long number = width == 0 ? 0 : words[word] >>> shift;
        if (shift + width > Long.SIZE) {
            number |= words[word + 1] << Long.SIZE - shift;
        }
        return (int) (number & (1L << width) - 1);
    }

    /** Returns a length with little to spare: a long run has many numbers. */
    private static int grown(int length) {
        return length + length / 16 + 8;
    }
}
