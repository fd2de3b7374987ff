// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import java.util.Arrays;

/** A queue of numbers from 0 upwards, of which small ones take a byte. */
final class Varints {

    private byte[] bytes = new byte[64];
    private int head;
    private int tail;

    void put(int number) {
        if (tail + 5 > bytes.length) {
            makeRoom();
        }
        int rest = number;
        while (rest > 0x7f) {
            bytes[tail++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[tail++] = (byte) rest;
    }

    /** Takes the number that was put first; there must be one. */
    int take() {
        int number = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = bytes[head++];
            number |= (b & 0x7f) << shift;
            if (b >= 0) {
                return number;
            }
        }
    }

    private void makeRoom() {
        int size = tail - head;
        byte[] to = size > bytes.length / 2 ? new byte[bytes.length * 2] : bytes;
        System.arraycopy(bytes, head, to, 0, size);
        bytes = to;
        head = 0;
        tail = size;
    }

    @Override
    public String toString() {
        return Arrays.toString(Arrays.copyOfRange(bytes, head, tail));
    }
}
