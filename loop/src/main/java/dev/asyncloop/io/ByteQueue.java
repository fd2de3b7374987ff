// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.io;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes in the order of their arrival: added at the end, taken from the front. */
final class ByteQueue {

    private static final byte[] NONE = new byte[0];
    private static final int SMALLEST = 256;

    /** An empty queue keeps no more memory than this. */
    private static final int KEPT = 16 * 1024;

    private byte[] bytes = NONE;
    private int head;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Adds what remains in a buffer. */
    void add(ByteBuffer source) {
        int count = source.remaining();
        if (head + size + count > bytes.length) {
            makeRoom(count);
        }
        source.get(bytes, head + size, count);
        size += count;
    }

    private void makeRoom(int count) {
        long needed = (long) size + count;
        byte[] to = bytes;
        if (needed > bytes.length / 2) {
            long capacity = Math.max(SMALLEST, Math.max(needed, 2L * bytes.length));
            if (needed > Integer.MAX_VALUE - 8) {
                throw new OutOfMemoryError(
                        "A buffer of a stream would be larger than an array can be: " + needed + " bytes.");
            }
            to = new byte[(int) Math.min(capacity, Integer.MAX_VALUE - 8)];
        }
        System.arraycopy(bytes, head, to, 0, size);
        bytes = to;
        head = 0;
    }

    /** Takes the first bytes. */
    byte[] take(int count) {
        byte[] taken = Arrays.copyOfRange(bytes, head, head + count);
        skip(count);
        return taken;
    }

    /** Takes as many bytes as there are and fit. */
    int takeInto(ByteBuffer target) {
        int count = peekInto(target);
        skip(count);
        return count;
    }

    /** Copies as many bytes as there are and fit, which stay here. */
    int peekInto(ByteBuffer target) {
        int count = Math.min(size, target.remaining());
        target.put(bytes, head, count);
        return count;
    }

    /** Returns the bytes as they lie here, until something is added. */
    ByteBuffer view() {
        return ByteBuffer.wrap(bytes, head, size);
    }

    /** Drops the first bytes. */
    void skip(int count) {
        head += count;
        size -= count;
        if (size == 0) {
            head = 0;
            if (bytes.length > KEPT) {
                bytes = NONE;
            }
        }
    }

    void clear() {
        skip(size);
    }

    boolean startsWith(byte[] sequence, int at) {
        return size - at >= sequence.length
                && Arrays.equals(bytes, head + at, head + at + sequence.length, sequence, 0, sequence.length);
    }

    /** Returns where a sequence of bytes begins, at a place or behind it, or -1. */
    int indexOf(byte[] sequence, int from) {
        byte first = sequence[0];
        for (int at = from; at <= size - sequence.length; at++) {
            if (bytes[head + at] == first && (sequence.length == 1 || startsWith(sequence, at))) {
                return at;
            }
        }
        return -1;
    }
}
