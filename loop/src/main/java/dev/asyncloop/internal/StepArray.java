// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Steps sorted by sequence, in slots of an array that they do not leave; what is sorted are the numbers of the slots.
 *
 * <p>The numbers are in a stretch of an array, and those of free slots before and behind it. Adding at the end and taking the
 * first are constant; taking or adding in the middle moves the shorter side in one copy. It copies numbers because to copy
 * references costs the garbage collector's notes of them, too.
 */
final class StepArray {

    private static final int INITIAL_CAPACITY = 16;
    private static final @Nullable Step[] NO_SLOTS = {};
    private static final char[] NO_ORDER = {};

    private @Nullable Step[] slots = NO_SLOTS;
    private char[] order = NO_ORDER;
    private int head;
    private int size;

    int size() {
        return size;
    }

    Step get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("candidate " + index + " of " + size);
        }
        return requireNonNull(slots[order[head + index]]);
    }

    /** Returns whether a step belongs behind all that are here. */
    boolean endsBefore(Step step) {
        return size == 0 || get(size - 1).sequence < step.sequence;
    }

    /** Returns whether a step can be added at the end of an array of limited length without moving more than half of them. */
    boolean canAppend(int limit) {
        return head + size < limit || size <= limit / 2;
    }

    void add(Step step) {
        int index = endsBefore(step) ? size : -search(step.sequence) - 1;
        if (head + size == order.length) {
            makeRoom();
        }
        char slot = order[head + size];
        if (index < size) {
            slot = makeGap(index);
        }
        slots[slot] = step;
        size++;
    }

    /** Puts the number of a free slot at an index, and returns it. */
    private char makeGap(int index) {
        char slot;
        if (head > 0 && index < size / 2) {
            slot = order[--head];
            System.arraycopy(order, head + 1, order, head, index);
        } else {
            slot = order[head + size];
            System.arraycopy(order, head + index, order, head + index + 1, size - index);
        }
        order[head + index] = slot;
        return slot;
    }

    Step remove(int index) {
        Step step = get(index);
        char slot = order[head + index];
        slots[slot] = null;
        size--;
        if (index == 0) {
            head++;
        } else if (index <= size / 2) {
            System.arraycopy(order, head, order, head + 1, index);
            order[head++] = slot;
        } else {
            System.arraycopy(order, head + index + 1, order, head + index, size - index);
            order[head + size] = slot;
        }
        return step;
    }

    /** Finds a step by its sequence: its index, or minus one minus the index where it belongs. */
    int search(long sequence) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = get(middle).sequence;
            if (found == sequence) {
                return middle;
            }
            if (found < sequence) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    /** Moves the steps from an index on to the end of another array. */
    void moveTo(StepArray other, int from) {
        for (int i = from; i < size; i++) {
            other.add(get(i));
            slots[order[head + i]] = null;
        }
        size = from;
    }

    /** Drops everything. */
    void clear() {
        Arrays.fill(slots, null);
        size = 0;
    }

    /** Moves the stretch to the front: of the same array if it leaves half of it free, else of a larger one. */
    private void makeRoom() {
        char[] from = order;
        int capacity = from.length;
        if (size <= capacity / 2 && capacity > 0) {
            for (int i = 0; i < size; i++) {
                char free = from[i];
                from[i] = from[head + i];
                from[head + i] = free;
            }
        } else {
            order = new char[Math.max(INITIAL_CAPACITY, capacity * 2)];
            slots = Arrays.copyOf(slots, order.length);
            System.arraycopy(from, head, order, 0, size);
            System.arraycopy(from, 0, order, size, head);
            for (int i = capacity; i < order.length; i++) {
                order[i] = (char) i;
            }
        }
        head = 0;
    }
}
