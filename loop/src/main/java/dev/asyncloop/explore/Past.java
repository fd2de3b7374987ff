// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import java.util.Arrays;

/** A set of places in an order, such as those of the steps that happen before another one. */
final class Past {

    private long[] bits = new long[1];

    void clear() {
        Arrays.fill(bits, 0);
    }

    void add(int place) {
        ensureRoom((place >> 6) + 1);
        bits[place >> 6] |= 1L << place;
    }

    void addAll(Past other) {
        ensureRoom(other.bits.length);
        for (int i = 0; i < other.bits.length; i++) {
            bits[i] |= other.bits[i];
        }
    }

    boolean contains(int place) {
        return place >> 6 < bits.length && (bits[place >> 6] & 1L << place) != 0;
    }

    boolean meets(Past other) {
        for (int i = Math.min(bits.length, other.bits.length) - 1; i >= 0; i--) {
            if ((bits[i] & other.bits[i]) != 0) {
                return true;
            }
        }
        return false;
    }

    private void ensureRoom(int words) {
        if (words > bits.length) {
            bits = Arrays.copyOf(bits, Math.max(words, bits.length * 2));
        }
    }
}
