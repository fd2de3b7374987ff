// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work on a {@link Loop}, written as straight-line code that may suspend; also its outcome.
 *
 * <p>As a {@link CompletionStage}, a task runs every dependent function on its loop, in an own step after the one that
 * completed it, in the order of registration. As a {@link Future}, its {@code get} suspends the calling task; a callback
 * that calls it before the task is done fails at once, and a call from outside of any step drives the loop.
 *
 * <p>Call only on the loop's thread, unless a method says otherwise.
 *
 * @param <T> the type of the result
 * @since 0.1
 */
public interface Task<T extends @Nullable Object> extends Future<T>, CompletionStage<T> {

    /**
     * Returns the task that is calling.
     *
     * @return the current task
     * @throws IllegalStateException if the caller is not a task of a loop
     */
    static Task<?> current() {
        Task<?> task = Loop.current().currentTask();
        if (task == null) {
            throw new IllegalStateException(
                    "No task is running here: this is a callback or the code that drives the loop.");
        }
        return task;
    }

    /**
     * Waits until this task is done and returns its result. Suspends the calling task; called from outside of any step, it
     * drives the loop. Returns at once, without a scheduling point, if the task is done.
     *
     * <p>If the calling task is cancelled while it waits, this task is cancelled too; see {@link Loop#shield}.
     *
     * @return the result
     * @throws TaskCancelledException if this task or the calling one was cancelled
     * @throws IllegalStateException if a callback calls this before the task is done, if a task awaits itself, or if called
     *     from a foreign thread
     * @throws DeadlockException if the loop was driven and cannot go on
     */
    T await();

    /**
     * Requests cancellation without a reason.
     *
     * @return whether the request was accepted: false if the task was done
     */
    boolean cancel();

    /**
     * Requests cancellation: delivered once, at the task's current or next suspension point, as {@link
     * TaskCancelledException} from the loop's operations and as {@link InterruptedException} from the JDK's. A task that has
     * not started never runs its body. Consumes no scheduling choice.
     *
     * @param reason why, for the exception and for reports
     * @return whether the request was accepted: false if the task was done
     */
    boolean cancel(String reason);

    /**
     * Requests cancellation, as {@link #cancel()}.
     *
     * @param mayInterruptIfRunning ignored: a cancellation always reaches the current suspension point
     * @return whether the request was accepted: false if the task was done
     */
    @Override
    boolean cancel(boolean mayInterruptIfRunning);

    /**
     * Returns how many cancellation requests are open.
     *
     * @return requests minus {@link #uncancel()} calls
     */
    int cancelling();

    /**
     * Takes one cancellation request back: says that the calling code has dealt with it. A request that was not delivered
     * yet is dropped when none is left. A task that calls this and ends normally has not swallowed its cancellation.
     *
     * @return how many requests are still open
     */
    int uncancel();

    /**
     * Registers a callback for the end of this task, run on the loop in an own step; at once registered callbacks of a done
     * task are queued immediately. Callbacks run in the order of registration.
     *
     * @param callback receives this task
     * @return a handle to take it back
     */
    Handle onDone(Consumer<? super Task<T>> callback);

    /**
     * Returns the result of a task that completed normally. May be called from any thread.
     *
     * @return the result
     * @throws IllegalStateException if the task is not done, failed or was cancelled
     */
    T resultNow();

    /**
     * Returns the failure of a failed task, which counts as observed from then on. May be called from any thread.
     *
     * @return the failure
     * @throws IllegalStateException if the task is not done, completed normally or was cancelled
     */
    Throwable exceptionNow();

    /**
     * Returns whether the task ended with an exception other than its cancellation. May be called from any thread.
     *
     * @return whether the task failed
     */
    boolean isFailed();

    /**
     * Returns the loop on which this task runs. May be called from any thread.
     *
     * @return the loop
     */
    Loop loop();

    /**
     * Returns the task's name: the given one, or {@code task-} and its number.
     *
     * @return the name
     */
    String name();

    /**
     * Returns the task's number on its loop: tasks count from 1 in the order of their creation.
     *
     * @return the number
     */
    long id();

    /**
     * Returns where the task was spawned.
     *
     * <p>Where very many tasks are spawned with the same lambda expression by one body, the later ones are not looked up each time:
     * then it is where the others were.
     *
     * @return a text such as {@code (BookingTests.java:42)}, {@code probably (BookingTests.java:42)}, or {@code (unknown)}
     */
    String spawnSite();

    /**
     * Returns in words what the task is doing: runnable, waiting for what, done how.
     *
     * @return a short text for reports
     */
    String describe();

    /**
     * Returns whether the task is exempt from the leak check and cancelled at the end.
     *
     * @return whether it was spawned in the background
     */
    boolean isBackground();
}
