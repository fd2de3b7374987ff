// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.schedule.Candidates;
import dev.asyncloop.schedule.StepKind;
import org.jspecify.annotations.Nullable;

/**
 * The ready queue: the candidates for the next step, in order of arrival.
 *
 * <p>A candidate is an independent step or the first step of a {@link Lane}; the others of a lane wait behind it and take
 * their own place in the order of arrival when it is gone. So index 0 is always the oldest step of all, which is FIFO order,
 * and any other choice keeps the order within every lane.
 */
final class Ready implements Candidates {

    /** From so many candidates on they are in blocks, until there are a quarter as many. */
    private static final int MANY = 1024;

    private final StepArray few = new StepArray();
    private @Nullable StepBlocks many;
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
        Step step = remove(index);
        total--;
        step.queued = false;
        admitNextOf(step);
        return step;
    }

    /** Takes back a queued step. */
    void cancel(Step step) {
        total--;
        step.queued = false;
        int index = indexOf(step);
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
        return many == null ? few.get(index) : many.get(index);
    }

    /** Drops everything. */
    void clear() {
        few.clear();
        many = null;
        total = 0;
    }

    @Override
    public int size() {
        return many == null ? few.size() : many.size();
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

    /** Returns the index of a candidate, or a negative number if the step is none. */
    int indexOf(Step step) {
        return many == null ? few.search(step.sequence) : many.indexOf(step);
    }

    private void insert(Step step) {
        if (many == null && few.size() == MANY) {
            many = new StepBlocks(few);
        }
        if (many == null) {
            few.add(step);
        } else {
            many.add(step);
        }
    }

    private Step remove(int index) {
        if (many == null) {
            return few.remove(index);
        }
        Step step = many.remove(index);
        if (many.size() <= MANY / 4) {
            many.moveTo(few);
            many = null;
        }
        return step;
    }
}
