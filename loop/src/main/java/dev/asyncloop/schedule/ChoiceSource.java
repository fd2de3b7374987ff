// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.schedule;

/**
 * Decides what runs next: the only place from which an order can come.
 *
 * <p>FIFO order, a random walk and the replay of a recorded run are all implementations, see {@link Schedule}. The loop asks
 * only when there is more than one candidate, always on its own thread, and records every answer. An implementation must
 * answer from its own state and the arguments alone: a clock, an identity hash or a shared random generator would make runs
 * unrepeatable.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ChoiceSource {

    /** Stands for everything in {@link #touched}: after this step, code outside of the loop has looked. */
    long EVERYTHING = -1;

    /**
     * Chooses one of several candidates.
     *
     * @param n how many there are; at least 2
     * @param candidates what they are; index 0 is what FIFO order would run
     * @return the index of the one to run, from 0 to {@code n - 1}; the loop throws {@link IllegalStateException} on others
     */
    int choose(int n, Candidates candidates);

    /**
     * Hears of every step that is about to run, the ones without an alternative too, after it was chosen.
     *
     * @param index the index of the step
     * @param candidates what could run; at least 1
     */
    default void running(int index, Candidates candidates) {
        // most sources need to know of their choices only
    }

    /**
     * Hears of what the running step touches that other steps may touch too: each access to a cell, lock, future or queue of
     * the loop.
     *
     * @param resource the number of what is touched, see {@link Candidates#resource}, or {@link #EVERYTHING}
     * @param write whether it may be changed
     */
    default void touched(long resource, boolean write) {
        // needed by searches that leave out what makes no difference
    }
}
