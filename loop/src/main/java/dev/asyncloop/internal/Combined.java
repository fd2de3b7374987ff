// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.DoneAndPending;
import dev.asyncloop.Loop;
import dev.asyncloop.LoopTimeoutException;
import dev.asyncloop.Task;
import dev.asyncloop.TaskResult;
import dev.asyncloop.Until;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Checks the arguments of {@link dev.asyncloop.Tasks}, and makes what works on several outcomes. */
public final class Combined {

    private Combined() {}

    /** See {@link dev.asyncloop.Tasks#gather(Collection)}. */
    @SuppressWarnings("unchecked") // each is a task of some T
    public static <T extends @Nullable Object> Task<List<T>> gather(Collection<? extends Task<? extends T>> tasks) {
        List<Outcome<?>> outcomes = outcomes(tasks);
        return new Gather<T>(
                engineOf("gather", outcomes), outcomes, distinct(outcomes), done -> (T) done.join(), false);
    }

    /** See {@link dev.asyncloop.Tasks#gatherAll(Collection)}. */
    @SuppressWarnings("unchecked") // each is a task of some T
    public static <T extends @Nullable Object> Task<List<TaskResult<T>>> gatherAll(
            Collection<? extends Task<? extends T>> tasks) {
        List<Outcome<?>> outcomes = outcomes(tasks);
        return new Gather<TaskResult<T>>(
                engineOf("gatherAll", outcomes),
                outcomes,
                distinct(outcomes),
                done -> resultOf((Outcome<T>) done),
                true);
    }

    /** See {@link dev.asyncloop.Tasks#await(Collection, Until, Duration)}; without a limit, {@code null}. */
    public static <K extends Task<?>> DoneAndPending<K> await(
            Collection<? extends K> tasks, Until until, @Nullable Duration limit) {
        List<Outcome<?>> outcomes = distinct(outcomes(tasks));
        Objects.requireNonNull(until, "until");
        long nanos = limit == null ? Long.MAX_VALUE : Durations.toNanos(limit, "limit");
        if (outcomes.isEmpty()) {
            throw new IllegalArgumentException("There are no tasks to wait for.");
        }
        Engine engine = engineOf("Tasks.await", outcomes);
        new WaitForSome(engine, outcomes, until).await(nanos);
        List<K> done = new ArrayList<>();
        List<K> pending = new ArrayList<>();
        for (Outcome<?> outcome : outcomes) {
            (outcome.isDone() ? done : pending).add(given(outcome));
        }
        return new DoneAndPending<>(done, pending);
    }

    /** See {@link dev.asyncloop.Tasks#asCompleted(Collection, Duration)}; without a limit, {@code null}. */
    public static <K extends Task<?>> Iterable<K> asCompleted(Collection<? extends K> tasks, @Nullable Duration limit) {
        List<Outcome<?>> outcomes = distinct(outcomes(tasks));
        long nanos = limit == null ? Long.MAX_VALUE : Durations.toNanos(limit, "limit");
        return new Completions<>(engineOf("asCompleted", outcomes), outcomes, nanos);
    }

    /** See {@link dev.asyncloop.Tasks#waitFor}. */
    public static <T extends @Nullable Object> T waitFor(Task<T> task, Duration limit) {
        Outcome<T> outcome = (Outcome<T>) Objects.requireNonNull(task, "task");
        long nanos = Durations.toNanos(limit, "limit");
        FibreTask<?> caller = outcome.engine().loop.requireTask("waitFor");
        if (nanos > 0 || outcome.isDone()) {
            return waitAtMost(outcome, nanos, caller);
        }
        return cancelled(outcome, caller);
    }

    private static <T extends @Nullable Object> T waitAtMost(Outcome<T> outcome, long nanos, FibreTask<?> caller) {
        try {
            return new TimeoutScope(caller, nanos).call(timeout -> outcome.await());
        } catch (LoopTimeoutException e) {
            if (outcome.isDone() && !outcome.isCancelled()) {
                return outcome.join(); // it came at the same instant, but first
            }
            throw e;
        }
    }

    /** Cancels what there is no time for, and waits for its end. */
    private static <T extends @Nullable Object> T cancelled(Outcome<T> outcome, FibreTask<?> caller) {
        int before = caller.cancelling();
        CancellationException cancellation = null;
        if (outcome.cancelFor("there was no time to wait for it")) {
            try {
                return outcome.await();
            } catch (CancellationException e) {
                if (caller.cancelling() > before) {
                    throw e;
                }
                cancellation = e;
            }
        }
        throw new LoopTimeoutException(
                "Timed out at once: " + caller.nameForReports() + " had no time to wait for "
                        + outcome.nameForReports(),
                cancellation);
    }

    private static <T extends @Nullable Object> TaskResult<T> resultOf(Outcome<T> done) {
        Throwable failure = done.peekFailure();
        return failure == null ? new TaskResult<>(done.join(), null) : new TaskResult<>(null, failure);
    }

    private static List<Outcome<?>> outcomes(Collection<? extends Task<?>> tasks) {
        List<Outcome<?>> outcomes = new ArrayList<>(tasks.size());
        for (Task<?> task : tasks) {
            outcomes.add((Outcome<?>) Objects.requireNonNull(task, "task"));
        }
        return outcomes;
    }

    /** Returns each outcome once, in the order of their first mention. */
    private static List<Outcome<?>> distinct(List<Outcome<?>> outcomes) {
        Object pass = new Object();
        List<Outcome<?>> distinct = new ArrayList<>(outcomes);
        distinct.removeIf(outcome -> !outcome.isNewIn(pass));
        return distinct;
    }

    /** Returns the engine of the outcomes, all of one open loop; where there are none, that of the caller. */
    private static Engine engineOf(String operation, List<Outcome<?>> outcomes) {
        EventLoop loop = (EventLoop)
                (outcomes.isEmpty() ? Loop.current() : outcomes.get(0).loop());
        outcomes.forEach(loop::own);
        loop.engine.requireOpen(operation);
        return loop.engine;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // it was given as a K
    static <K extends Task<?>> K given(Outcome<?> outcome) {
        return (K) outcome;
    }
}
