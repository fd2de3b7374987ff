// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.sync;

import dev.asyncloop.Loop;
import dev.asyncloop.ThrowingRunnable;
import dev.asyncloop.internal.SharedObject;
import dev.asyncloop.internal.Throwing;
import dev.asyncloop.internal.WaitingLine;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A lock for the tasks of one loop: fair, not reentrant, and not owned, so that any task may release it.
 *
 * <pre>{@code
 * AsyncLock lock = new AsyncLock(loop, "accounts");
 * try (Held held = lock.acquire()) {
 *     transfer(from, to);
 * }
 * lock.withLock(() -> transfer(from, to));
 * }</pre>
 *
 * <p>A release wakes who has waited longest; until that task has resumed, the lock is free but nobody else gets it. A report of a
 * deadlock names the task that acquired the lock, and goes on with what that one waits for.
 *
 * @since 0.1
 */
public final class AsyncLock {

    final Loop loop;
    private final String label;
    private final SharedObject shared;
    private final Holders holders;
    private final WaitingLine line;
    private boolean locked;

    /**
     * Makes a free lock, which reports name by the place of this call.
     *
     * @param loop the loop whose tasks use it
     */
    public AsyncLock(Loop loop) {
        this(WaitingLine.label("lock"), loop);
    }

    /**
     * Makes a free lock.
     *
     * @param loop the loop whose tasks use it
     * @param name the name for reports
     */
    public AsyncLock(Loop loop, String name) {
        this(WaitingLine.label("lock", name), loop);
    }

    private AsyncLock(String label, Loop loop) {
        shared = new SharedObject(loop, "new AsyncLock");
        this.loop = loop;
        this.label = label;
        holders = new Holders(loop, 1);
        line = new WaitingLine(loop, shared, this::toString, holders::first);
    }

    /**
     * Acquires the lock; suspends until those who came before have had it. Does not suspend if it is free and nobody waits.
     *
     * @return releases the lock when closed
     * @throws dev.asyncloop.TaskCancelledException if the task is cancelled meanwhile; the lock is not held then
     * @throws IllegalStateException if called from a callback or a foreign thread
     */
    public Held acquire() {
        shared.waiting("AsyncLock.acquire");
        take();
        return new Held(this::release);
    }

    /**
     * Acquires the lock if it is free and nobody waits for it; never suspends.
     *
     * @return whether the lock is now held
     * @throws IllegalStateException if called from a foreign thread
     */
    public boolean tryAcquire() {
        shared.changing("AsyncLock.tryAcquire");
        return tryTake();
    }

    private boolean tryTake() {
        if (locked || !line.isEmpty()) {
            return false;
        }
        locked();
        return true;
    }

    void take() {
        if (tryTake()) {
            return;
        }
        try {
            line.await();
        } catch (Throwable e) {
            if (!locked) {
                line.wakeFirst();
            }
            throw e;
        }
        locked();
    }

    private void locked() {
        locked = true;
        holders.addCurrent();
    }

    /**
     * Releases the lock, whoever has acquired it, and wakes who has waited longest.
     *
     * @throws IllegalStateException if the lock is not held, or if called from a foreign thread
     */
    public void release() {
        shared.changing("AsyncLock.release");
        if (!locked) {
            throw new IllegalStateException("Lock is not acquired: release() was called on " + label
                    + ", which nobody holds. Release it once for each acquire().");
        }
        locked = false;
        holders.removeOne();
        line.wakeFirst();
    }

    /**
     * Runs a body while holding the lock, and returns or throws its outcome as it is.
     *
     * @param body what to run
     * @param <T> the type of the result
     * @return the result of the body
     * @throws dev.asyncloop.TaskCancelledException if the task is cancelled while it waits for the lock
     * @throws IllegalStateException if called from a callback or a foreign thread
     */
    @SuppressWarnings("try") // the lock is held, not used
    public <T extends @Nullable Object> T withLock(Callable<T> body) {
        Objects.requireNonNull(body, "body");
        try (Held held = acquire()) {
            return body.call();
        } catch (Exception e) {
            throw Throwing.sneaky(e);
        }
    }

    /**
     * Runs a body that returns nothing while holding the lock, as {@link #withLock(Callable)}.
     *
     * @param body what to run
     */
    public void withLock(ThrowingRunnable body) {
        withLock(Throwing.callable(body));
    }

    /**
     * Returns whether the lock is held. It is not between a release and the moment the next task resumes.
     *
     * @return whether somebody holds the lock
     * @throws IllegalStateException if called from a foreign thread
     */
    public boolean isLocked() {
        shared.looking("AsyncLock.isLocked");
        return locked;
    }

    /** Returns the lock's name and who holds it. */
    @Override
    public String toString() {
        return label + holders.text();
    }
}
