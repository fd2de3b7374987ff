// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.sync;

import dev.asyncloop.Loop;
import dev.asyncloop.TaskGroupException;
import dev.asyncloop.internal.SharedObject;
import dev.asyncloop.internal.Throwing;
import dev.asyncloop.internal.Waiter;
import dev.asyncloop.internal.WaitingLine;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A place where tasks that hold a lock wait until another one says that something has changed.
 *
 * <pre>{@code
 * AsyncCondition changed = new AsyncCondition(loop, "changed");
 * try (Held held = changed.lock().acquire()) {
 *     changed.awaitUntil(() -> !orders.isEmpty());
 *     process(orders.remove());
 * }
 * }</pre>
 *
 * <p>Waiting releases the lock, and always has it again when it ends, also when it ends by a cancellation: those that come
 * meanwhile are put off until then, and the last is thrown. A signal that reaches a task that is being cancelled goes to the
 * next one.
 *
 * @since 0.1
 */
public final class AsyncCondition {

    private final AsyncLock lock;
    private final String label;
    private final SharedObject shared;
    private final WaitingLine line;

    /**
     * Makes a condition with a lock of its own; reports name both by the place of this call.
     *
     * @param loop the loop whose tasks use it
     */
    public AsyncCondition(Loop loop) {
        this(WaitingLine.label("condition"), new AsyncLock(loop));
    }

    /**
     * Makes a condition with a lock of its own, of the same name.
     *
     * @param loop the loop whose tasks use it
     * @param name the name for reports
     */
    public AsyncCondition(Loop loop, String name) {
        this(WaitingLine.label("condition", name), new AsyncLock(loop, name));
    }

    /**
     * Makes a condition for a lock, which may have others.
     *
     * @param lock the lock to hold while waiting and signalling
     * @param name the name for reports
     */
    public AsyncCondition(AsyncLock lock, String name) {
        this(WaitingLine.label("condition", name), Objects.requireNonNull(lock, "lock"));
    }

    private AsyncCondition(String label, AsyncLock lock) {
        shared = new SharedObject(lock.loop, "new AsyncCondition");
        this.lock = lock;
        this.label = label;
        line = new WaitingLine(lock.loop, shared, () -> label, () -> null);
    }

    /**
     * Returns the lock to hold while waiting and signalling.
     *
     * @return the lock
     */
    public AsyncLock lock() {
        return lock;
    }

    /**
     * Releases the lock, waits for a signal, and acquires the lock again, behind those who wait for it already. The state may
     * have changed between the signal and the return: see {@link #awaitUntil}.
     *
     * @throws dev.asyncloop.TaskCancelledException if the task was cancelled meanwhile; the lock is held even then
     * @throws IllegalStateException if nobody holds the lock, or if called from a callback or a foreign thread
     */
    public void await() {
        shared.waiting("AsyncCondition.await");
        requireLocked("await");
        Waiter waiter = line.join();
        lock.release();
        try {
            awaitAndReacquire(waiter);
        } catch (Throwable e) {
            if (waiter.wasWoken()) {
                line.wakeNext();
            }
            throw e;
        }
    }

    private void awaitAndReacquire(Waiter waiter) {
        Throwable thrown = null;
        try {
            line.await(waiter);
        } catch (Throwable e) {
            thrown = e;
        }
        Waiter.keepCancellationBack(lock.loop, true);
        try {
            thrown = reacquire(thrown);
        } finally {
            Waiter.keepCancellationBack(lock.loop, false);
        }
        if (thrown != null) {
            throw Throwing.sneaky(thrown);
        }
    }

    /** Acquires the lock, whatever is thrown meanwhile; returns the last of that. */
    private @Nullable Throwable reacquire(@Nullable Throwable thrown) {
        Throwable last = thrown;
        while (true) {
            try {
                lock.take();
                return last;
            } catch (CancellationException | TaskGroupException e) {
                if (last != null) {
                    e.addSuppressed(last);
                }
                last = e;
            }
        }
    }

    /**
     * Waits until a predicate holds, which is asked with the lock held, at once and after each signal.
     *
     * @param predicate what to wait for; must not suspend
     * @throws dev.asyncloop.TaskCancelledException if the task was cancelled meanwhile; the lock is held even then
     * @throws IllegalStateException if nobody holds the lock, or if called from a callback or a foreign thread
     */
    public void awaitUntil(BooleanSupplier predicate) {
        Objects.requireNonNull(predicate, "predicate");
        shared.waiting("AsyncCondition.awaitUntil");
        requireLocked("awaitUntil");
        while (!predicate.getAsBoolean()) {
            await();
        }
    }

    /**
     * Wakes who has waited longest; does nothing if nobody waits.
     *
     * @throws IllegalStateException if nobody holds the lock, or if called from a foreign thread
     */
    public void signal() {
        signal(1);
    }

    /**
     * Wakes the first of those who wait.
     *
     * @param count how many at most
     * @throws IllegalArgumentException if negative
     * @throws IllegalStateException if nobody holds the lock, or if called from a foreign thread
     */
    public void signal(int count) {
        shared.changing("AsyncCondition.signal");
        if (count < 0) {
            throw new IllegalArgumentException("Cannot signal " + count + " tasks.");
        }
        requireLocked("signal");
        line.wakeNext(count);
    }

    /**
     * Wakes all who wait.
     *
     * @throws IllegalStateException if nobody holds the lock, or if called from a foreign thread
     */
    public void signalAll() {
        signal(Integer.MAX_VALUE);
    }

    private void requireLocked(String operation) {
        if (!lock.isLocked()) {
            throw new IllegalStateException("Cannot " + operation + " on un-acquired lock: nobody holds " + lock
                    + " of " + label + ". Acquire the lock first, and hold it until after the call.");
        }
    }

    /** Returns the condition's name. */
    @Override
    public String toString() {
        return label;
    }
}
