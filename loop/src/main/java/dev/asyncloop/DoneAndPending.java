// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import java.util.List;

/**
 * Which tasks are done, and which are not, see {@link Tasks#await}.
 *
 * @param done those that are done, however they ended, in the order in which they were given
 * @param pending the others, in the order in which they were given
 * @param <K> the type of the tasks
 * @since 0.1
 */
public record DoneAndPending<K extends Task<?>>(List<K> done, List<K> pending) {

    /**
     * Copies the lists.
     *
     * @param done those that are done
     * @param pending the others
     */
    public DoneAndPending {
        done = List.copyOf(done);
        pending = List.copyOf(pending);
    }
}
