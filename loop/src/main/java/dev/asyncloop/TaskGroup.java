// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A scope whose tasks end before it does: the block that opens it does not complete until every child has.
 *
 * <pre>{@code
 * try (TaskGroup group = loop.group()) {
 *     group.spawn("left", () -> fetch(1));
 *     group.spawn("right", () -> fetch(2));
 * } // both are done here
 * }</pre>
 *
 * <p>The first child that fails cancels its siblings and the task that opened the group, and {@link #close()} throws a
 * {@link TaskGroupException} with every failure in completion order. A child that is merely cancelled is no failure. When
 * the opening task is cancelled from outside, the children are cancelled and awaited and the cancellation goes on; if children
 * fail meanwhile, the {@link TaskGroupException} comes first and the next suspension point throws the cancellation once more.
 *
 * <p>An exception of the block itself is not seen by {@code close()}: in Java, no resource learns of it. The children are then
 * awaited, not cancelled, and the exception goes on after that. {@link Loop#group(GroupBody)} has no such gap.
 *
 * <p>Semantics: asyncio's {@code TaskGroup} of Python 3.13, but for the said. Call only from tasks of the loop, or, for a group that was
 * opened outside of any task, from the thread that drives the loop.
 *
 * @since 0.1
 */
public interface TaskGroup extends AutoCloseable {

    /**
     * Spawns a child with a generated name. Its first step is queued, as a scheduling choice of its own.
     *
     * @param body what the child does
     * @param <T> the result
     * @return the child
     * @throws IllegalStateException if the group is shutting down after a failure, or is finished
     */
    <T extends @Nullable Object> Task<T> spawn(Callable<T> body);

    /**
     * Spawns a child with a name.
     *
     * @param name the name for reports
     * @param body what the child does
     * @param <T> the result
     * @return the child
     * @throws IllegalStateException if the group is shutting down after a failure, or is finished
     */
    <T extends @Nullable Object> Task<T> spawn(String name, Callable<T> body);

    /**
     * Spawns a child that returns nothing, with a generated name.
     *
     * @param body what the child does
     * @return the child
     * @throws IllegalStateException if the group is shutting down after a failure, or is finished
     */
    Task<@Nullable Void> spawn(ThrowingRunnable body);

    /**
     * Spawns a child that returns nothing, with a name.
     *
     * @param name the name for reports
     * @param body what the child does
     * @return the child
     * @throws IllegalStateException if the group is shutting down after a failure, or is finished
     */
    Task<@Nullable Void> spawn(String name, ThrowingRunnable body);

    /**
     * Cancels all children and refuses new ones; the group then ends without an error of its own. Inside of {@link
     * Loop#group(GroupBody)}, it also ends the block, at its current or next suspension point; in try-with-resources, where nobody could
     * catch that, the block goes on. Does nothing once the group has ended.
     */
    void cancel();

    /**
     * Waits for all children.
     *
     * @throws TaskGroupException if children failed
     * @throws TaskCancelledException if the opening task was cancelled from outside
     */
    @Override
    void close();
}
