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
}
