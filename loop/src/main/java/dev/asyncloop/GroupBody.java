// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

/**
 * The block of a task group whose failure the group sees, see {@link Loop#group(GroupBody)}.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface GroupBody {

    /**
     * Runs the block.
     *
     * @param group the group, which ends when the block and all its children have
     * @throws Exception whatever the block throws: it cancels the children and becomes a failure of the group
     */
    void run(TaskGroup group) throws Exception;
}
