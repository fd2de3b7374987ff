// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.schedule;

/**
 * What can run next, as shown to a {@link ChoiceSource}; in arrival order, so that index 0 is what FIFO order would run.
 *
 * <p>Valid only during the call that received it.
 *
 * @since 0.1
 */
public interface Candidates {

    /**
     * Returns how many candidates there are.
     *
     * @return at least 2
     */
    int size();

    /**
     * Returns who would run: a number that stays the same for a task during a run and across runs of one seed.
     *
     * @param index from 0 to {@link #size()} - 1
     * @return the task's number (from 1), or minus the callback's number
     * @throws IndexOutOfBoundsException if there is no such candidate
     */
    long actor(int index);

    /**
     * Returns what kind of step it would be.
     *
     * @param index from 0 to {@link #size()} - 1
     * @return the kind
     * @throws IndexOutOfBoundsException if there is no such candidate
     */
    StepKind kind(int index);

    /**
     * Returns who would run, in a way that other orders of the same program share: a number made from the task that spawned
     * it, and of how many before it.
     *
     * @param index from 0 to {@link #size()} - 1
     * @return a number that is not 0
     * @throws IndexOutOfBoundsException if there is no such candidate
     */
    default long lineage(int index) {
        return actor(index);
    }

    /**
     * Returns the {@link #lineage} of the task that made it: that has spawned the task, or scheduled the callback.
     *
     * @param index from 0 to {@link #size()} - 1
     * @return a lineage, or 0 if it was made outside of tasks and callbacks
     * @throws IndexOutOfBoundsException if there is no such candidate
     */
    default long parent(int index) {
        return 0;
    }

    /**
     * Returns the number of the event: it stays the same as long as this very step waits for its turn, and no other step of
     * the run has it.
     *
     * @param index from 0 to {@link #size()} - 1
     * @return the number of the event
     * @throws IndexOutOfBoundsException if there is no such candidate
     */
    default long event(int index) {
        return actor(index);
    }

    /**
     * Returns what the step is about to touch: the cell that it reads or writes, the lock or future that it waited for.
     *
     * @param index from 0 to {@link #size()} - 1
     * @return a number that other orders of the same program share, or 0 if it is not known
     * @throws IndexOutOfBoundsException if there is no such candidate
     */
    default long resource(int index) {
        return 0;
    }

    /**
     * Returns whether the step may change its {@link #resource}; two steps that only read one do not conflict.
     *
     * @param index from 0 to {@link #size()} - 1
     * @return false if it only reads
     * @throws IndexOutOfBoundsException if there is no such candidate
     */
    default boolean isWrite(int index) {
        return true;
    }

    /**
     * Returns how often this candidate is to be chosen beside the others, where that is a matter of chance: 1 for steps; for
     * values that a program asks for ({@link StepKind#VALUE}), what it has said.
     *
     * @param index from 0 to {@link #size()} - 1
     * @return a weight above 0
     * @throws IndexOutOfBoundsException if there is no such candidate
     */
    default double weight(int index) {
        return 1;
    }

    /**
     * Returns the time at which the choice is made.
     *
     * @return nanoseconds of the loop's clock since the loop was made
     */
    default long nanos() {
        return 0;
    }
}
