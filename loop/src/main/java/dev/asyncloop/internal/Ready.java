// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.schedule.Candidates;
import dev.asyncloop.schedule.StepKind;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The ready queue: the candidates for the next step, in order of arrival.
 *
 * <p>A candidate is an independent step or the first step of a {@link Lane}; the others of a lane wait behind it and take
 * their own place in the order of arrival when it is gone. So index 0 is always the oldest step of all, which is FIFO order,
 * and any other choice keeps the order within every lane.
 *
 * <p>The candidates are in a stretch of an array, sorted by sequence. Adding at the end and taking the first are constant;
 * taking or adding in the middle moves the shorter side in one copy, which for a thousand candidates is a kilobyte.
 */
final class Ready implements Candidates {

    private @Nullable Step[] steps = new Step[16];
    private int head;
    private int size;
    private int total;
    private long lastSequence;
    private long firstSequence;
    private long nanos;

    /** Returns how many steps wait, those behind others of their lane included. */
    int total() {
        return total;
    }

    /** Returns the sequence of the step that arrived last. */
    long lastSequence() {
        return lastSequence;
    }

    /** Gives a step its place in the order of arrival without making it a candidate. */
    void stamp(Step step) {
        step.sequence = ++lastSequence;
        step.queued = true;
        total++;
    }

    void add(Step step) {
        stamp(step);
        admit(step);
    }

    /** Makes a step the first candidate, before all that have arrived. */
    void addFirst(Step step) {
        step.sequence = --firstSequence;
        step.queued = true;
        total++;
        insert(step);
    }

    /** Makes a stamped step a candidate, or queues it behind the others of its lane. */
    void admit(Step step) {
        if (step.lane == null || step.lane.add(step)) {
            insert(step);
        }
    }

    Step take(int index) {
        Step step = get(index);
        remove(index);
        total--;
        step.queued = false;
        admitNextOf(step);
        return step;
    }

    /** Takes back a queued step. */
    void cancel(Step step) {
        total--;
        step.queued = false;
        int index = search(step.sequence);
        if (index >= 0) {
            remove(index);
            admitNextOf(step);
        }
    }

    private void admitNextOf(Step step) {
        if (step.lane != null) {
            Step next = step.lane.removeFirst(step);
            if (next != null) {
                insert(next);
            }
        }
    }

    Step get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("candidate " + index + " of " + size);
        }
        return Objects.requireNonNull(steps[head + index]);
    }

    /** Drops everything. */
    void clear() {
        Arrays.fill(steps, null);
        head = size = total = 0;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public long actor(int index) {
        return get(index).actor();
    }

    @Override
    public StepKind kind(int index) {
        return get(index).kind();
    }

    @Override
    public long lineage(int index) {
        return get(index).lineage;
    }

    @Override
    public long parent(int index) {
        return get(index).parent;
    }

    @Override
    public long event(int index) {
        return get(index).sequence;
    }

    @Override
    public long resource(int index) {
        return get(index).resource();
    }

    @Override
    public boolean isWrite(int index) {
        return get(index).isWrite();
    }

    @Override
    public long nanos() {
        return nanos;
    }

    /** Says what time it is. */
    void at(long now) {
        nanos = now;
    }

    /** Returns the index of a candidate. */
    int indexOf(Step step) {
        return search(step.sequence);
    }

    private void insert(Step step) {
        int index = size == 0 || get(size - 1).sequence < step.sequence ? size : -search(step.sequence) - 1;
        if (head > 0 && index < size / 2) {
            System.arraycopy(steps, head, steps, head - 1, index);
            head--;
        } else {
            if (head + size == steps.length) {
                makeRoom();
            }
            System.arraycopy(steps, head + index, steps, head + index + 1, size - index);
        }
        steps[head + index] = step;
        size++;
    }

    private void remove(int index) {
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
    }

    /** Finds a candidate by its sequence: its index, or minus one minus the index where it belongs. */
    private int search(long sequence) {
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

    /** Moves the candidates to the front: of the same array if they leave half of it free, else of a larger one. */
    private void makeRoom() {
        @Nullable Step[] from = steps;
        if (size > from.length / 2) {
            steps = new Step[from.length * 2];
        }
        System.arraycopy(from, head, steps, 0, size);
        if (steps == from) {
            Arrays.fill(steps, size, head + size, null);
        }
        head = 0;
    }
}
