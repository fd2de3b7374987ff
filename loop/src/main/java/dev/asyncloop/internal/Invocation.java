// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One call of {@code invokeAll} or {@code invokeAny}: submits the jobs, waits, and cancels what is not needed any more. */
final class Invocation<T extends @Nullable Object> {

    private final JobExecutor executor;
    private final Engine engine;
    private final String operation;
    private final List<? extends Callable<T>> tasks;
    private final long deadline;
    private final List<Job<T>> jobs;

    Invocation(JobExecutor executor, String operation, Collection<? extends Callable<T>> tasks, long nanos) {
        this.executor = executor;
        this.engine = executor.engine;
        this.operation = operation;
        this.tasks = List.copyOf(tasks);
        this.jobs = new ArrayList<>(this.tasks.size());
        engine.requireOwner("ExecutorService." + operation);
        deadline = Durations.plus(engine.clock.nanoTime(), Math.max(0, nanos));
        if (engine.isInStep() && engine.current() == null) {
            throw Outcome.blockedCallback(operation + " of " + executor.description(), engine);
        }
    }

    /** Waits for all; those that are not done in time are cancelled. */
    List<Future<T>> all() throws InterruptedException {
        try {
            submit();
            for (int i = 0; i < jobs.size() && await(jobs.get(i)); i++) {
                // the next one
            }
            return List.copyOf(jobs);
        } finally {
            cancel();
        }
    }

    /** Returns whether the job was done in time. */
    private boolean await(Job<T> job) throws InterruptedException {
        try {
            if (left() > 0) {
                job.get(left(), TimeUnit.NANOSECONDS);
            }
        } catch (CancellationException | ExecutionException e) {
            return true; // for those who look at the future
        } catch (TimeoutException e) {
            return false;
        }
        return job.isDone();
    }

    /** Waits for the first success. */
    T any() throws InterruptedException, ExecutionException, TimeoutException {
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("invokeAny: there is no task to invoke.");
        }
        try {
            submit();
            return new FirstSuccess<>(engine, jobs).get(left(), TimeUnit.NANOSECONDS);
        } finally {
            cancel();
        }
    }

    private void submit() {
        for (Callable<T> task : tasks) {
            jobs.add(executor.submit(operation, task));
        }
    }

    private void cancel() {
        for (Job<T> job : jobs) {
            job.cancelBy(operation + " does not need it any longer", true);
        }
    }

    private long left() {
        return deadline == Long.MAX_VALUE ? deadline : deadline - engine.clock.nanoTime();
    }
}
