// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import java.util.Arrays;

/** Numbers keys from 0, in the order in which they come; a hash table with open addressing, for keys that are not boxed. */
final class LongIndex {

    static final int NONE = -1;

    private long[] keys = new long[8];
    private int[] table = new int[16]; // the number of a key plus 1; 0 where there is none
    private int size;

    int size() {
        return size;
    }

    /** Returns the number of a key, or {@link #NONE}. */
    int find(long key) {
        return table[placeOf(key)] - 1;
    }

    /** Returns the number of a key, which is the next one if the key is new. */
    int add(long key) {
        int place = placeOf(key);
        if (table[place] > 0) {
            return table[place] - 1;
        }
        if (size == keys.length) {
            grow();
            place = placeOf(key);
        }
        keys[size] = key;
        table[place] = ++size;
        return size - 1;
    }

    long key(int number) {
        return keys[number];
    }

    /** Finds where a key is, or belongs; at most half of the places are taken. */
    private int placeOf(long key) {
        int mask = table.length - 1;
        int place = (int) ((key * 0x9e3779b97f4a7c15L) >>> 40) & mask;
        while (table[place] > 0 && keys[table[place] - 1] != key) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void grow() {
        keys = Arrays.copyOf(keys, size * 2);
        table = new int[keys.length * 2];
        for (int number = 0; number < size; number++) {
            table[placeOf(keys[number])] = number + 1;
        }
    }
}
