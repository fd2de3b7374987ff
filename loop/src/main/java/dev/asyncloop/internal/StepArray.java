// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Steps sorted by sequence, in a stretch of an array.
 *
 * <p>Adding at the end and taking the first are constant; taking or adding in the middle moves the shorter side in one copy,
 * which for a thousand steps is a kilobyte.
 */
final class StepArray {

    private @Nullable Step[] steps = new Step[16];
    private int head;
    private int size;

    int size() {
        return size;
    }

    Step get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("candidate " + index + " of " + size);
        }
        return requireNonNull(steps[head + index]);
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
        if (head > 0 && index < size / 2) {
            System.arraycopy(steps, head, steps, head - 1, index);
            head--;
        } else {
            if (head + size == steps.length) {
                makeRoom(1);
            }
            System.arraycopy(steps, head + index, steps, head + index + 1, size - index);
        }
        steps[head + index] = step;
        size++;
    }

    Step remove(int index) {
        Step step = get(index);
        if (index < size / 2) {
            System.arraycopy(steps, head, steps, head + 1, index);
            steps[head] = null;
            head++;
        } else {
            System.arraycopy(steps, head + index + 1, steps, head + index, size - index - 1);
            steps[head + size - 1] = null;
        }
        size--;
        if (size == 0) {
            head = 0;
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
        int count = size - from;
        other.makeRoom(count);
        System.arraycopy(steps, head + from, other.steps, other.head + other.size, count);
        other.size += count;
        Arrays.fill(steps, head + from, head + size, null);
        size = from;
        if (size == 0) {
            head = 0;
        }
    }

    /** Drops everything. */
    void clear() {
        Arrays.fill(steps, head, head + size, null);
        head = size = 0;
    }

    /** Moves the steps to the front: of the same array if they leave half of it free, else of a larger one. */
    private void makeRoom(int count) {
        @Nullable Step[] from = steps;
        int capacity = from.length;
        while (size + count > capacity / 2 + 1) {
            capacity *= 2;
        }
        if (capacity > from.length) {
            steps = new Step[capacity];
        }
        System.arraycopy(from, head, steps, 0, size);
        if (steps == from) {
            Arrays.fill(steps, Math.max(size, head), head + size, null);
        }
        head = 0;
    }
}
