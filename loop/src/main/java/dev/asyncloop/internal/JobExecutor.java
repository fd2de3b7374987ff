// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What the loop's executors share: the contract of {@link ScheduledExecutorService}, with the defaults of {@link
 * java.util.concurrent.ScheduledThreadPoolExecutor}.
 *
 * <p>Jobs wait in one queue in the order of their deadlines, then of their submission; a job without a delay has the present
 * as its deadline. Whenever a job may start, the first of the queue does. How that comes about is left to the executors.
 */
abstract class JobExecutor implements ScheduledExecutorService {

    private static final Comparator<Job<?>> ORDER =
            Comparator.<Job<?>>comparingLong(Job::deadline).thenComparingLong(Job::id);

    final EventLoop loop;
    final Engine engine;

    /** What keeps the steps of this executor in the order in which they came. */
    final Lane lane = new Lane();

    private final String name;
    private final TreeSet<Job<?>> queue = new TreeSet<>(ORDER);
    private final List<Job<?>> running = new ArrayList<>();
    private final Termination termination;
    private final long resource;
    private long submitted;
    private @Nullable String shutdown;

    /** Makes an executor that choices know by a number. */
    JobExecutor(EventLoop loop, String name, long resource) {
        this.loop = loop;
        this.engine = loop.engine;
        this.name = name;
        this.resource = resource;
        this.termination = new Termination(this);
    }

    /** Sees to it that the job, or one before it, is started when it is due. */
    abstract void arm(Job<?> job);

    final String name() {
        return name;
    }

    /** Names the executor in a sentence. */
    abstract String description();

    // ---- submitting

    @Override
    public final void execute(Runnable command) {
        Objects.requireNonNull(command, "command");
        enqueue(make("execute", command, Executors.callable(command), 0, Repetition.NONE));
    }

    @Override
    public final Future<?> submit(Runnable task) {
        Objects.requireNonNull(task, "task");
        return add("submit", Executors.callable(task), 0, Repetition.NONE);
    }

    @Override
    public final <T extends @Nullable Object> Future<T> submit(Runnable task, T result) {
        Objects.requireNonNull(task, "task");
        return add("submit", Executors.callable(task, result), 0, Repetition.NONE);
    }

    @Override
    public final <T extends @Nullable Object> Future<T> submit(Callable<T> task) {
        return submit("submit", task);
    }

    final <T extends @Nullable Object> Job<T> submit(String operation, Callable<T> task) {
        return add(operation, Objects.requireNonNull(task, "task"), 0, Repetition.NONE);
    }

    @Override
    public final ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        Objects.requireNonNull(command, "command");
        return add("schedule", Executors.callable(command), unit.toNanos(delay), Repetition.NONE);
    }

    @Override
    public final <V extends @Nullable Object> ScheduledFuture<V> schedule(
            Callable<V> callable, long delay, TimeUnit unit) {
        Objects.requireNonNull(callable, "callable");
        return add("schedule", callable, unit.toNanos(delay), Repetition.NONE);
    }

    @Override
    public final ScheduledFuture<?> scheduleAtFixedRate(
            Runnable command, long initialDelay, long period, TimeUnit unit) {
        return repeat("scheduleAtFixedRate", command, initialDelay, period, unit, false);
    }

    @Override
    public final ScheduledFuture<?> scheduleWithFixedDelay(
            Runnable command, long initialDelay, long delay, TimeUnit unit) {
        return repeat("scheduleWithFixedDelay", command, initialDelay, delay, unit, true);
    }

    private Job<?> repeat(
            String operation, Runnable command, long initialDelay, long pause, TimeUnit unit, boolean fromEnd) {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(unit, "unit");
        if (pause <= 0) {
            throw new IllegalArgumentException(
                    operation + ": the " + (fromEnd ? "delay" : "period") + " is " + pause + ", and must be positive.");
        }
        Repetition repetition = new Repetition(fromEnd, unit.toNanos(pause));
        return add(operation, Executors.callable(command), unit.toNanos(initialDelay), repetition);
    }

    private <T extends @Nullable Object> Job<T> add(
            String operation, Callable<T> body, long delay, Repetition repetition) {
        Job<T> job = make(operation, null, body, delay, repetition);
        enqueue(job);
        return job;
    }

    private <T extends @Nullable Object> Job<T> make(
            String operation, @Nullable Runnable command, Callable<T> body, long delay, Repetition repetition) {
        engine.requireOwner("ScheduledExecutorService." + operation);
        requireNotShutDown(operation);
        long deadline = Durations.plus(engine.clock.nanoTime(), Math.max(0, delay));
        return new Job<>(this, ++submitted, command, body, deadline, repetition);
    }

    private void enqueue(Job<?> job) {
        engine.touched(resource, true);
        queue.add(job);
        arm(job);
    }

    private void requireNotShutDown(String operation) {
        String ended = engine.isClosed() ? "the loop was closed" : shutdown;
        if (ended != null) {
            throw new RejectedExecutionException(operation + "(..) was rejected at virtual time "
                    + Durations.text(engine.clock.nanoTime()) + ": " + description() + " of loop \"" + loop.name()
                    + "\" takes no new jobs, since " + ended + ". Submit before that.");
        }
    }

    @Override
    public final <T extends @Nullable Object> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks)
            throws InterruptedException {
        return new Invocation<>(this, "invokeAll", tasks, Long.MAX_VALUE).all();
    }

    @Override
    public final <T extends @Nullable Object> List<Future<T>> invokeAll(
            Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit) throws InterruptedException {
        return new Invocation<>(this, "invokeAll", tasks, unit.toNanos(timeout)).all();
    }

    @Override
    public final <T extends @Nullable Object> T invokeAny(Collection<? extends Callable<T>> tasks)
            throws InterruptedException, ExecutionException {
        try {
            return new Invocation<>(this, "invokeAny", tasks, Long.MAX_VALUE).any();
        } catch (TimeoutException e) {
            throw new AssertionError("there is no limit", e);
        }
    }

    @Override
    public final <T extends @Nullable Object> T invokeAny(
            Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return new Invocation<>(this, "invokeAny", tasks, unit.toNanos(timeout)).any();
    }

    // ---- running

    /** Takes the first job that is due out of the queue, to be run. */
    final @Nullable Job<?> takeDue() {
        if (queue.isEmpty() || queue.first().deadline() > engine.clock.nanoTime()) {
            return null;
        }
        Job<?> job = queue.first();
        queue.remove(job);
        engine.touched(resource, true);
        running.add(job);
        return job;
    }

    /** Goes on after a run: with the next run of a periodic job, or with the end. */
    final void ended(Job<?> job) {
        running.remove(job);
        if (job.isDropped()) {
            job.task = null;
        } else if (!job.isDone()) {
            if (!job.hasBegun() || !job.isPeriodic()) {
                job.cancelBy("its task was cancelled before it began, or given up", false);
            } else if (shutdown != null) {
                job.cancelBy(shutdown, false);
            } else {
                job.repeat();
                enqueue(job);
            }
        }
        checkTermination();
    }

    final int runningCount() {
        return running.size();
    }

    final boolean isRunning(Job<?> job) {
        return running.contains(job);
    }

    /** Clears up after a job that was cancelled. */
    final void cancelled(Job<?> job, @Nullable String reason, boolean interrupt) {
        if (!withdraw(job) && (interrupt || !job.hasBegun())) {
            interrupt(job, reason);
        }
    }

    /** Takes a job out of the queue; returns whether it was there. */
    final boolean withdraw(Job<?> job) {
        if (!queue.remove(job)) {
            return false;
        }
        disarm(job);
        checkTermination();
        return true;
    }

    private static void disarm(Job<?> job) {
        if (job.starter != null) {
            job.starter.cancel();
        }
    }

    private static void interrupt(Job<?> job, @Nullable String reason) {
        if (job.task != null) {
            job.task.cancelFor(reason);
        }
    }

    // ---- the end

    @Override
    public final void shutdown() {
        engine.requireOwner("ExecutorService.shutdown");
        if (shutdown == null) {
            String reason = shutDownBy("shutdown()");
            for (Job<?> job : List.copyOf(queue)) {
                if (job.isPeriodic()) {
                    job.cancelBy(reason, false);
                }
            }
            checkTermination();
        }
    }

    @Override
    public final List<Runnable> shutdownNow() {
        engine.requireOwner("ExecutorService.shutdownNow");
        String reason = shutDownBy("shutdownNow()");
        List<Runnable> neverBegan = new ArrayList<>();
        for (Job<?> job : List.copyOf(running)) {
            if (!job.hasBegun() && !job.isDone()) {
                neverBegan.add(job.drop());
            }
            interrupt(job, reason);
        }
        for (Job<?> job : List.copyOf(queue)) {
            disarm(job);
            neverBegan.add(job.drop());
        }
        queue.clear();
        checkTermination();
        return neverBegan;
    }

    private String shutDownBy(String operation) {
        String reason = operation + " was called at " + Durations.text(engine.clock.nanoTime());
        if (shutdown == null) {
            shutdown = reason;
        }
        return reason;
    }

    /** Cancels what has not begun, since there will be nobody to run it. */
    final void loopCloses() {
        if (shutdown == null) {
            shutdown = "the loop was closed";
        }
        for (Job<?> job : List.copyOf(queue)) {
            job.cancelBy("the loop is closing", false);
        }
        checkTermination();
    }

    private void checkTermination() {
        if (shutdown != null && queue.isEmpty() && running.isEmpty()) {
            termination.end(null);
        }
    }

    @Override
    public final boolean isShutdown() {
        engine.requireOwner("ExecutorService.isShutdown");
        return shutdown != null;
    }

    @Override
    public final boolean isTerminated() {
        engine.requireOwner("ExecutorService.isTerminated");
        return termination.isDone();
    }

    @Override
    public final boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        engine.requireOwner("ExecutorService.awaitTermination");
        if (!termination.isDone() && unit.toNanos(timeout) <= 0) {
            return false;
        }
        try {
            termination.get(timeout, unit);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new AssertionError("a termination does not fail", e);
        }
    }

    /**
     * Shuts down and waits, as that of JDK 19+ which it overrides there; but where the jobs will never end, it says so instead
     * of waiting on and on.
     */
    public final void close() {
        shutdown();
        boolean interrupted = false;
        while (!termination.isDone()) {
            try {
                termination.get();
            } catch (InterruptedException e) {
                if (!interrupted) {
                    shutdownNow();
                    interrupted = true;
                }
            } catch (ExecutionException e) {
                throw new AssertionError("a termination does not fail", e);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public final String toString() {
        return description() + " of loop \"" + loop.name() + "\" ("
                + (termination.isDone() ? "terminated" : shutdown != null ? "shutting down" : "open") + ", "
                + running.size() + " running, " + queue.size() + " queued)";
    }

    /** The end of the last job after a shutdown. */
    private static final class Termination extends Outcome<@Nullable Void> {

        private final JobExecutor executor;

        Termination(JobExecutor executor) {
            super(executor.engine);
            this.executor = executor;
        }

        /** Ends for no one's cancellation. */
        @Override
        boolean cancelFor(@Nullable String reason) {
            return false;
        }

        @Override
        @Nullable
        FibreTask<?> worker() {
            return executor.running.isEmpty() ? null : executor.running.get(0).task;
        }

        @Override
        String nameForReports() {
            return "the termination of " + executor.description();
        }
    }
}
