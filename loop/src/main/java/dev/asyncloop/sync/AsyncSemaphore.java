// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.sync;

import dev.asyncloop.Loop;
import dev.asyncloop.internal.SharedObject;
import dev.asyncloop.internal.Waiter;
import dev.asyncloop.internal.WaitingLine;

/**
 * A number of permits that the tasks of one loop share: fair, and not owned, so that any task may release one.
 *
 * <pre>{@code
 * AsyncSemaphore connections = AsyncSemaphore.bounded(loop, "connections", 5);
 * try (Held permit = connections.acquire()) {
 *     return fetch(url);
 * }
 * }</pre>
 *
 * <p>A release hands its permit to who has waited longest, and the permit is that task's even before it resumes.
 *
 * @since 0.1
 */
public final class AsyncSemaphore {

    private final String label;
    private final SharedObject shared;
    private final int limit;
    private final Holders holders;
    private final WaitingLine line;
    private int permits;

    /**
     * Makes a semaphore, which reports name by the place of this call.
     *
     * @param loop the loop whose tasks use it
     * @param permits how many permits there are at first
     * @throws IllegalArgumentException if negative
     */
    public AsyncSemaphore(Loop loop, int permits) {
        this(WaitingLine.label("semaphore"), loop, permits, Integer.MAX_VALUE);
    }

    /**
     * Makes a semaphore.
     *
     * @param loop the loop whose tasks use it
     * @param name the name for reports
     * @param permits how many permits there are at first
     * @throws IllegalArgumentException if negative
     */
    public AsyncSemaphore(Loop loop, String name, int permits) {
        this(WaitingLine.label("semaphore", name), loop, permits, Integer.MAX_VALUE);
    }

    private AsyncSemaphore(String label, Loop loop, int permits, int limit) {
        shared = new SharedObject(loop, "new AsyncSemaphore");
        if (permits < 0) {
            throw new IllegalArgumentException("A semaphore cannot begin with " + permits + " permits.");
        }
        this.permits = permits;
        this.limit = limit;
        this.label = label;
        holders = new Holders(loop, permits);
        line = new WaitingLine(loop, shared, this::toString, holders::first);
    }

    /**
     * Makes a semaphore that refuses to have more permits than at first, which finds a release too many.
     *
     * @param loop the loop whose tasks use it
     * @param name the name for reports
     * @param permits how many permits there are
     * @return a new semaphore
     * @throws IllegalArgumentException if negative
     */
    public static AsyncSemaphore bounded(Loop loop, String name, int permits) {
        return new AsyncSemaphore(WaitingLine.label("semaphore", name), loop, permits, permits);
    }

    /**
     * Acquires a permit; suspends until those who came before have had theirs. Does not suspend if one is free and nobody
     * waits.
     *
     * @return releases the permit when closed
     * @throws dev.asyncloop.TaskCancelledException if the task is cancelled meanwhile; it has no permit then
     * @throws IllegalStateException if called from a callback or a foreign thread
     */
    public Held acquire() {
        shared.waiting("AsyncSemaphore.acquire");
        if (!tryTake()) {
            waitForPermit();
        }
        return new Held(this::release);
    }

    private void waitForPermit() {
        Waiter waiter = line.join();
        try {
            line.await(waiter);
        } catch (Throwable e) {
            if (waiter.wasWoken()) {
                permits++;
            }
            throw e;
        } finally {
            handOver();
        }
        holders.addCurrent();
    }

    /**
     * Acquires a permit if one is free and nobody waits; never suspends.
     *
     * @return whether there was one
     * @throws IllegalStateException if called from a foreign thread
     */
    public boolean tryAcquire() {
        shared.changing("AsyncSemaphore.tryAcquire");
        return tryTake();
    }

    private boolean tryTake() {
        if (permits == 0 || !line.isEmpty()) {
            return false;
        }
        permits--;
        holders.addCurrent();
        return true;
    }

    /**
     * Releases a permit, whoever has acquired it, and hands it to who has waited longest.
     *
     * @throws IllegalStateException if the semaphore is bounded and has all its permits, or if called from a foreign thread
     */
    public void release() {
        shared.changing("AsyncSemaphore.release");
        if (permits >= limit) {
            throw new IllegalStateException("Semaphore released too many times: " + label + " has all its " + limit
                    + " permits. Release it once for each acquire().");
        }
        permits++;
        holders.removeOne();
        handOver();
    }

    private void handOver() {
        while (permits > 0 && line.wakeNext()) {
            permits--;
        }
    }

    /**
     * Returns whether {@link #acquire} would have to wait.
     *
     * @return whether no permit is free, or somebody else is about to have it
     * @throws IllegalStateException if called from a foreign thread
     */
    public boolean isLocked() {
        shared.looking("AsyncSemaphore.isLocked");
        return permits == 0 || !line.isEmpty();
    }

    /**
     * Returns how many permits are free.
     *
     * @return the number, without those that were handed to a task that has not resumed yet
     * @throws IllegalStateException if called from a foreign thread
     */
    public int availablePermits() {
        shared.looking("AsyncSemaphore.availablePermits");
        return permits;
    }

    /** Returns the semaphore's name, and who holds its permits. */
    @Override
    public String toString() {
        return label + holders.text();
    }
}
