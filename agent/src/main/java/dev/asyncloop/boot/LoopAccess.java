// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.boot;

import java.time.Instant;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The way from the boot loader to the loops, which it cannot see. A loop is whatever {@link #loopOf} returns. */
public abstract class LoopAccess {

    /** The class of the schedulers by which virtual threads are known as tasks of a loop. */
    final Class<?> fibreClass;

    final IoAccess io;

    /** Creates the way to the loops whose tasks have schedulers of this class. */
    protected LoopAccess(Class<?> fibreClass, IoAccess io) {
        this.fibreClass = fibreClass;
        this.io = io;
    }

    /** Returns the loop of a virtual thread with this scheduler. */
    protected abstract @Nullable Object loopOf(Object scheduler);

    /** Returns the loop that the calling platform thread drives, while a step runs. */
    protected abstract @Nullable Object loopOfDriver();

    /** Returns what {@code System.nanoTime()} returns. */
    protected abstract long nanoTime(Object loop);

    /** Returns what {@code System.currentTimeMillis()} returns. */
    protected abstract long currentTimeMillis(Object loop);

    /** Returns what {@code Instant.now()} returns. */
    protected abstract Instant instant(Object loop);

    /** Wakes the running task, which is about to leave its carrier, after a time. */
    protected abstract Future<?> schedule(Object loop, Runnable wakeUp, long delay, TimeUnit unit);

    /** Returns the platform thread as which the running task knows itself, or {@code null} if it is the virtual one. */
    protected abstract @Nullable Thread logicalThread(Object loop);

    /** Starts a platform thread as a task; returns false if it has to be a real thread. */
    protected abstract boolean start(Object loop, Thread thread);

    /** Returns whether a thread that the running step makes is a daemon, {@code real} being what the JDK says. */
    protected abstract boolean makesDaemon(Object loop, boolean real);

    /** Returns the threads of a loop that are alive. */
    protected abstract Thread[] threads(Object loop);

    /** Called before each wait; throws an error if the thread has to end. */
    protected abstract void waits(Object loop);

    /** Notes in whose monitor the running task is about to wait. */
    protected abstract void waitsIn(Object loop, Object monitor);

    /** Called after a thread has parked; throws an error if it has to end. */
    protected abstract void hasParked(Object loop);

    /** Lets time pass while nothing else can run: in a callback that waits. */
    protected abstract void passTime(Object loop, long nanos);

    /** Called where a virtual thread would wait together with its carrier; returns false if it may. */
    protected abstract boolean waitsPinned(Object loop, boolean timed, long nanos);

    /** Notes that the unblocker is about to unblock a task. */
    protected abstract void taken(Object loop);

    /** Notes that the unblocker has not unblocked a task after all. */
    protected abstract void notUnblocked(Object loop);

    /** Returns the common pool. */
    protected abstract ForkJoinPool commonPool(Object loop);

    /** Returns how many processors there are. */
    protected abstract int availableProcessors();

    /** Returns the next number for a name: of a thread (0), pool (1), fork-join pool (2), timer (3) or HTTP client (4). */
    protected abstract int nextNumber(Object loop, int kind);

    /** Returns the next random number for the running step. */
    protected abstract long nextRandom(Object loop);

    /** Returns the next random number for the running step to seed something with. */
    protected abstract long nextSeed(Object loop);

    /** Returns the next random number for the name of a file. */
    protected abstract long nextFileNumber(Object loop);

    /** Returns a random number that is the same all over the loop. */
    protected abstract long randomOfLoop(Object loop);

    /** Notes that the running step got something from the JVM that no seed decides. */
    protected abstract void unseeded(Object loop, String what, @Nullable Class<?> type);

    /** Fills an array as {@code SecureRandom} does; returns false if that has to do it itself. */
    protected abstract boolean fillSecurely(Object loop, byte[] bytes);

    /** Returns the number of the running task, or 0 in a callback. */
    protected abstract long taskNumber(Object loop);

    /** Returns the next number for an object of a class. */
    protected abstract long nextIdentity(Object loop, Class<?> type);

    /** Marks a point, see {@link PointHooks}. */
    protected abstract void point(Object loop, @Nullable Object target, int member, int kind, @Nullable String where);

    /** Says that a class initializer begins or ends. */
    protected abstract void initializing(Object loop, boolean begins);
}
