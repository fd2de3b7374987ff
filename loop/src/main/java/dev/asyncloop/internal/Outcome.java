// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.ExceptionContext;
import dev.asyncloop.Handle;
import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.TaskCancelledException;
import dev.asyncloop.schedule.StepKind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of something on the loop, and who wants to know: asyncio's future, and the base of its tasks.
 *
 * <p>Listeners hear of the end in the order in which they came: a waiting task becomes ready, a callback is queued in the
 * outcome's own lane, so that no order permutes the callbacks of one outcome.
 */
class Outcome<T extends @Nullable Object> implements Task<T>, StageView<T> {

    /** Hears of the end, on the loop's thread, and may only queue something. */
    interface Listener {

        void completed(Outcome<?> done);

        /** Returns whether nobody listens here any more. */
        boolean isGone();
    }

    private record Failure(Throwable exception) {}

    private record Cancelled(CancellationException exception) {}

    private static final Object NULL = new Object();
    private static final int PURGE_AT = 16;
    private static final VarHandle OUTCOME;

    static {
        try {
            OUTCOME = MethodHandles.lookup().findVarHandle(Outcome.class, "outcome", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Engine engine;
    private final long resource;

    /** The first listener, for most have one at most. */
    private @Nullable Listener listener;

    private @Nullable List<Listener> moreListeners;
    private int purgeAt = PURGE_AT;
    private @Nullable Lane callbacks;
    private volatile @Nullable Object outcome;
    private boolean observed;
    private boolean abandoned;
    private @Nullable Object lastPass;

    Outcome(Engine engine) {
        this(engine, engine.nextLineage());
    }

    /** Makes an outcome that choices know by the number of something else. */
    Outcome(Engine engine, long resource) {
        this.engine = engine;
        this.resource = resource;
    }

    final Engine engine() {
        return engine;
    }

    /** Returns the number by which choices know this, see {@link Step#resource}. */
    final long resource() {
        return resource;
    }

    /** Begins an operation that looks at the outcome and may wait for it. */
    void looking() {
        engine.syncPoint(resource, false);
    }

    /** Notes that the running step looks at the outcome; the code outside counts as looking at everything. */
    private void looked() {
        if (engine.isInStep()) {
            engine.touched(resource, false);
        }
    }

    // ---- the end

    final boolean end(T value) {
        return finish(value == null ? NULL : value);
    }

    final boolean endFailed(Throwable exception) {
        return finish(
                exception instanceof CancellationException cancelled
                        ? new Cancelled(cancelled)
                        : new Failure(exception));
    }

    /** Ends with a failure; unlike {@link #endFailed}, a cancellation that came out of some work is one too. */
    final boolean endWithFailure(Throwable exception) {
        return finish(new Failure(exception));
    }

    private boolean finish(Object result) {
        if (outcome != null) {
            return false;
        }
        OUTCOME.setRelease(this, result); // other threads look, and wait for nothing that depends on it
        engine.touched(resource, true);
        Listener first = listener;
        List<Listener> more = moreListeners;
        listener = null;
        moreListeners = null;
        if (first != null) {
            tell(first);
        }
        if (more != null) {
            more.forEach(this::tell);
        }
        if (abandoned && result instanceof Failure failure) {
            engine.problems.unhandled(
                    new ExceptionContext("Exception in shielded " + nameForReports(), failure.exception(), this, null));
        }
        return true;
    }

    private void tell(Listener waiting) {
        if (!waiting.isGone()) {
            waiting.completed(this);
        }
    }

    /** Registers a listener, or tells it at once. */
    final void listen(Listener waiting) {
        List<Listener> more = moreListeners;
        if (outcome != null) {
            waiting.completed(this);
        } else if (more != null) {
            if (more.size() >= purgeAt) {
                more.removeIf(Listener::isGone);
                purgeAt = Math.max(PURGE_AT, 2 * more.size());
            }
            more.add(waiting);
        } else if (listener == null || listener.isGone()) {
            listener = waiting;
        } else {
            moreListeners = new ArrayList<>(List.of(waiting));
        }
    }

    /** Returns whether somebody waits for an end that has not come. */
    final boolean isAwaited() {
        return outcome == null
                && (waits(listener)
                        || moreListeners != null && moreListeners.stream().anyMatch(Outcome::waits));
    }

    private static boolean waits(@Nullable Listener listener) {
        return listener != null && !listener.isGone();
    }

    /** Returns how many listeners are kept. */
    final int listenerCount() {
        return (listener == null ? 0 : 1) + (moreListeners == null ? 0 : moreListeners.size());
    }

    /** Hears that a task waits here no longer. */
    void waiterGone() {
        // most outcomes come in any case
    }

    /** Hears that a shield of this was cancelled: a failure that comes after that goes to the exception handler. */
    final void shieldGone() {
        abandoned = true;
    }

    /** Returns whether this was not asked before in a pass over several outcomes, in which each counts once. */
    final boolean isNewIn(Object pass) {
        boolean isNew = lastPass != pass;
        lastPass = pass;
        return isNew;
    }

    // ---- waiting

    @Override
    public final T await() {
        engine.requireOwner("Task.await");
        looking();
        if (outcome == null) {
            waitUntilDone("await");
        }
        return join();
    }

    private void waitUntilDone(String operation) {
        FibreTask<?> task = engine.current();
        if (task == this) {
            throw new IllegalStateException("Task cannot await on itself: " + nameForReports());
        }
        if (task != null) {
            task.suspend(new Wait.ForOutcome(this));
            looked();
            Cancellation passedOn = task.cancellation();
            if (isCancelled() && passedOn != null && passedOn.open > 0) {
                passedOn.markDelivered(task);
            }
        } else if (engine.isInStep()) {
            throw blockedCallback(operation + " of " + nameForReports(), engine);
        } else {
            engine.loop.waiting.driveUntilDone(operation, this);
        }
    }

    static IllegalStateException blockedCallback(String operation, Engine engine) {
        return new IllegalStateException("A callback may not wait, and " + operation
                + " would have to (loop \"" + engine.settings.name + "\" at "
                + Durations.text(engine.clock.nanoTime())
                + "). Move the code into a task with loop.spawn(..), or register a callback for the end.");
    }

    /** Returns the result of a done outcome, or throws its failure as it is. */
    @SuppressWarnings({"unchecked", "NullAway"}) // what was completed with is a T, null or not
    final T join() {
        Object result = Objects.requireNonNull(outcome);
        markObserved();
        if (result instanceof Failure failure) {
            throw Throwing.sneaky(failure.exception());
        }
        if (result instanceof Cancelled cancelled) {
            TaskCancelledException seenHere =
                    new TaskCancelledException(cancelled.exception().getMessage());
            seenHere.initCause(cancelled.exception());
            throw seenHere;
        }
        return result == NULL ? (T) null : (T) result;
    }

    @Override
    public final T get() throws InterruptedException, ExecutionException {
        engine.requireOwner("get");
        looking();
        if (outcome == null) {
            waitForJdk(() -> waitUntilDone("get"));
        }
        return report();
    }

    @Override
    public final T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        engine.requireOwner("get");
        looking();
        if (outcome == null) {
            long nanos = unit.toNanos(timeout);
            waitForJdk(() -> engine.loop.waiting.forOutcome("get", this, nanos));
            if (outcome == null) {
                throw new TimeoutException(nameForReports() + " was not done after " + engine.settings.timeText(nanos));
            }
        }
        return report();
    }

    /** Waits as the JDK's blocking methods do: a cancellation arrives as an interrupt. */
    static void waitForJdk(Runnable wait) throws InterruptedException {
        try {
            wait.run();
        } catch (TaskCancelledException e) {
            InterruptedException interrupted = new InterruptedException(e.getMessage());
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    private T report() throws ExecutionException {
        if (outcome instanceof Failure failure) {
            observed = true;
            throw new ExecutionException(failure.exception());
        }
        return join();
    }

    // ---- callbacks

    @Override
    public final Handle onDone(Consumer<? super Task<T>> callback) {
        Objects.requireNonNull(callback, "callback");
        engine.requireOpen("onDone");
        return whenDone(() -> callback.accept(this));
    }

    private DoneStep whenDone(Runnable action) {
        DoneStep step = new DoneStep(engine, action);
        if (callbacks == null) {
            callbacks = new Lane();
        }
        step.lane = callbacks;
        engine.touched(resource, true); // the order of its callbacks
        listen(step);
        return step;
    }

    private static final class DoneStep extends CallbackStep implements Listener {

        private final Engine engine;

        DoneStep(Engine engine, Runnable action) {
            super(engine, StepKind.CALLBACK, action, null);
            this.engine = engine;
        }

        @Override
        public void completed(Outcome<?> done) {
            engine.ready.add(this);
        }

        @Override
        public boolean isGone() {
            return isCancelled();
        }
    }

    @Override
    public final CompletableFuture<T> dependent() {
        engine.requireOpen("a method of CompletionStage");
        CompletableFuture<T> future = new LoopCompletableFuture<>(engine, this);
        whenDone(() -> {
            Object result = outcome;
            if (result instanceof Failure failure) {
                future.completeExceptionally(failure.exception());
            } else if (result instanceof Cancelled cancelled) {
                future.completeExceptionally(cancelled.exception());
            } else {
                future.complete(join());
            }
        });
        return future;
    }

    @Override
    public final CompletableFuture<T> observedDependent() {
        CompletableFuture<T> future = dependent();
        markObserved();
        return future;
    }

    // ---- cancelling

    @Override
    public final boolean cancel() {
        engine.requireOwner("Task.cancel");
        return cancelByHolder(null, true);
    }

    @Override
    public final boolean cancel(String reason) {
        engine.requireOwner("Task.cancel");
        return cancelByHolder(Objects.requireNonNull(reason, "reason"), true);
    }

    @Override
    public final boolean cancel(boolean mayInterruptIfRunning) {
        engine.requireOwner("Future.cancel");
        return cancelByHolder(null, mayInterruptIfRunning);
    }

    private boolean cancelByHolder(@Nullable String reason, boolean interrupt) {
        engine.syncPoint(resource, true);
        return cancelBy(reason, interrupt);
    }

    /** Cancels at the wish of whoever holds this outcome. */
    boolean cancelBy(@Nullable String reason, boolean interrupt) {
        return cancelFor(reason);
    }

    /**
     * Cancels at the wish of its holder, or because a task is cancelled that waits for it; an outcome that is no task ends at
     * once. Returns whether that ends the wait too.
     */
    boolean cancelFor(@Nullable String reason) {
        return endFailed(new TaskCancelledException(reason));
    }

    @Override
    public int cancelling() {
        return 0;
    }

    @Override
    public int uncancel() {
        return 0;
    }

    // ---- looking

    @Override
    public final boolean isDone() {
        looked();
        return outcome != null;
    }

    @Override
    public final boolean isCancelled() {
        looked();
        return outcome instanceof Cancelled;
    }

    @Override
    public final boolean isFailed() {
        looked();
        return outcome instanceof Failure;
    }

    @Override
    public final T resultNow() {
        if (outcome == null || isFailed() || isCancelled()) {
            throw new IllegalStateException("There is no result: " + nameForReports() + " " + describe());
        }
        return join();
    }

    @Override
    public final Throwable exceptionNow() {
        if (outcome instanceof Failure failure) {
            observed = true;
            return failure.exception();
        }
        throw new IllegalStateException("There is no failure: " + nameForReports() + " " + describe());
    }

    final boolean isObserved() {
        return observed;
    }

    /** Says that somebody will look after the failure, if there is one. */
    void markObserved() {
        observed = true;
    }

    /** Returns the failure or cancellation without counting as having looked at it. */
    final @Nullable Throwable peekFailure() {
        Object result = outcome;
        return result instanceof Failure failure
                ? failure.exception()
                : result instanceof Cancelled cancelled ? cancelled.exception() : null;
    }

    @Override
    public final Loop loop() {
        return engine.loop;
    }

    /** Returns the task whose work this outcome waits for, if there is one. */
    @Nullable
    FibreTask<?> worker() {
        return null;
    }

    @Override
    public String name() {
        return "future";
    }

    @Override
    public long id() {
        return 0;
    }

    @Override
    public String spawnSite() {
        return "(unknown)";
    }

    @Override
    public boolean isBackground() {
        return false;
    }

    String nameForReports() {
        return name();
    }

    @Override
    public String describe() {
        Object result = outcome;
        if (result == null) {
            return "is not done";
        }
        if (result instanceof Failure failure) {
            return "failed with " + failure.exception();
        }
        return result instanceof Cancelled ? "was cancelled" : "is done";
    }

    @Override
    public String toString() {
        return nameForReports() + " " + describe();
    }
}
