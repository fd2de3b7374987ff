// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

/** A set of well-mixed hashes: open addressing with linear probing, without boxes. */
final class LongSet {

    private long[] table = new long[64];
    private boolean hasZero;
    private int size;

    /** Adds a number; returns whether it is new. */
    boolean add(long number) {
        if (number == 0) {
            boolean isNew = !hasZero;
            hasZero = true;
            size += isNew ? 1 : 0;
            return isNew;
        }
        if (size * 2 >= table.length) {
            grow();
        }
        if (!insert(number)) {
            return false;
        }
        size++;
        return true;
    }

    int size() {
        return size;
    }

    private boolean insert(long number) {
        int mask = table.length - 1;
        int slot = (int) (number ^ number >>> 32) & mask;
        while (table[slot] != 0) {
            if (table[slot] == number) {
                return false;
            }
            slot = slot + 1 & mask;
        }
        table[slot] = number;
        return true;
    }

    private void grow() {
        long[] old = table;
        table = new long[old.length * 2];
        for (long number : old) {
            if (number != 0) {
                insert(number);
            }
        }
    }
}
