// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import dev.asyncloop.internal.Combined;
import dev.asyncloop.internal.Race;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What works on several tasks at once, as asyncio has it: gather, wait, as completed, race.
 *
 * <p>The tasks belong to one loop, else {@link IllegalStateException}, and keep the order in which they are given. A task that is
 * given twice counts once, and has its result in both places. Call only on the loop's thread; what waits suspends the calling task, or
 * drives the loop where it is called from outside of any step.
 *
 * @since 0.1
 */
public final class Tasks {

    private Tasks() {}

    /**
     * Returns a task that ends with the results of all given ones, in the order of the arguments, as {@link #gather(Collection)}.
     *
     * @param tasks what to wait for
     * @param <T> the type of the results
     * @return the list of results, to come
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static <T extends @Nullable Object> Task<List<T>> gather(Task<? extends T>... tasks) {
        return gather(Arrays.asList(tasks));
    }

    /**
     * Returns a task that ends with the results of all given ones, in the order of the arguments; with the first failure or
     * cancellation among them as soon as there is one. The others then go on, and their later failures count as observed.
     *
     * <p>Cancelling it, or the task that awaits it, cancels all given ones in their order. It then ends when the first of them has ended
     * its clean-up, and is cancelled, as Java's futures are; Python's {@code cancelled()} is false here. Without
     * tasks it is done, and belongs to {@link Loop#current()}.
     *
     * @param tasks what to wait for
     * @param <T> the type of the results
     * @return the list of results, to come
     */
    public static <T extends @Nullable Object> Task<List<T>> gather(Collection<? extends Task<? extends T>> tasks) {
        return Combined.gather(tasks);
    }

    /**
     * Returns a task that ends when all given ones have, however they did, as {@link #gatherAll(Collection)}.
     *
     * @param tasks what to wait for
     * @param <T> the type of the results
     * @return the list of results, to come
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static <T extends @Nullable Object> Task<List<TaskResult<T>>> gatherAll(Task<? extends T>... tasks) {
        return gatherAll(Arrays.asList(tasks));
    }

    /**
     * Returns a task that ends when all given ones have, however they did: asyncio's {@code gather} with {@code
     * return_exceptions}. Their failures count as observed. Cancelling it cancels all given ones; it is then cancelled itself when all
     * have ended.
     *
     * @param tasks what to wait for
     * @param <T> the type of the results
     * @return the list of results, to come
     */
    public static <T extends @Nullable Object> Task<List<TaskResult<T>>> gatherAll(
            Collection<? extends Task<? extends T>> tasks) {
        return Combined.gatherAll(tasks);
    }

    /**
     * Waits until some or all of the given tasks are done, as {@link #await(Collection, Until, Duration)} without a limit.
     *
     * @param tasks what to wait for
     * @param until for how many
     * @param <K> the type of the tasks
     * @return which are done, and which are not
     */
    public static <K extends Task<?>> DoneAndPending<K> await(Collection<? extends K> tasks, Until until) {
        return Combined.await(tasks, until, null);
    }

    /**
     * Waits until some or all of the given tasks are done, or the time is over: asyncio's {@code wait}. Cancels none of them, also
     * where the wait itself is cancelled, and throws no failure of theirs: that remains to be looked at. Returns at
     * once, without a scheduling point, if there is nothing to wait for.
     *
     * @param tasks what to wait for, at least one
     * @param until for how many
     * @param limit how long to wait; zero or negative gives way once
     * @param <K> the type of the tasks
     * @return which are done, and which are not
     * @throws IllegalArgumentException if there are no tasks
     * @throws TaskCancelledException if the calling task is cancelled meanwhile
     */
    public static <K extends Task<?>> DoneAndPending<K> await(
            Collection<? extends K> tasks, Until until, Duration limit) {
        return Combined.await(tasks, until, Objects.requireNonNull(limit, "limit"));
    }

    /**
     * Returns the given tasks in the order of their completion, as {@link #asCompleted(Collection, Duration)} without a limit.
     *
     * @param tasks what to wait for
     * @param <K> the type of the tasks
     * @return the tasks; its iterator waits for the next one to be done
     */
    public static <K extends Task<?>> Iterable<K> asCompleted(Collection<? extends K> tasks) {
        return Combined.asCompleted(tasks, null);
    }

    /**
     * Returns the given tasks in the order of their completion. The iterator's {@code next()} waits for the next one to be done; once the
     * time is over and those that were done in time have been handed out, it throws {@link LoopTimeoutException}, while
     * the tasks go on.
     *
     * @param tasks what to wait for
     * @param limit how long to wait for all of them, from now
     * @param <K> the type of the tasks
     * @return the tasks; each iterator begins with the first that was done
     */
    public static <K extends Task<?>> Iterable<K> asCompleted(Collection<? extends K> tasks, Duration limit) {
        return Combined.asCompleted(tasks, Objects.requireNonNull(limit, "limit"));
    }

    /**
     * Waits for a task, but not longer than {@code limit}: then the task is cancelled and has to end its clean-up first. If it returns or
     * fails in spite of that, this does too. With a limit of zero or less, a task that is not done is cancelled at once. A job of
     * an executor is not cancelled, only waited for no longer.
     *
     * @param task what to wait for
     * @param limit how long from now
     * @param <T> the type of the result
     * @return the result
     * @throws LoopTimeoutException if the time ran out and the task was cancelled for that reason
     * @throws IllegalStateException if the caller is not a task
     */
    public static <T extends @Nullable Object> T waitFor(Task<T> task, Duration limit) {
        return Combined.waitFor(task, limit);
    }

    /**
     * Runs bodies against one another, as {@link #race(Loop, Collection)}.
     *
     * @param loop where to run
     * @param bodies what to run, at least one
     * @param <T> the type of the result
     * @return the result of the winner
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    public static <T extends @Nullable Object> T race(Loop loop, Callable<? extends T>... bodies) {
        return race(loop, Arrays.asList(bodies));
    }

    /**
     * Runs each body as a task, and returns the result of the first that ends normally; the others are cancelled and have ended when this
     * returns. How they do is nobody's concern.
     *
     * @param loop where to run
     * @param bodies what to run, at least one
     * @param <T> the type of the result
     * @return the result of the winner
     * @throws TaskGroupException if none ended normally; with all failures and cancellations in the order of completion
     * @throws TaskCancelledException if the calling task is cancelled meanwhile; all bodies are then cancelled and awaited
     * @throws IllegalArgumentException if there are no bodies
     * @throws IllegalStateException if the caller is a callback
     */
    public static <T extends @Nullable Object> T race(Loop loop, Collection<? extends Callable<? extends T>> bodies) {
        return Race.run(loop, bodies);
    }
}
