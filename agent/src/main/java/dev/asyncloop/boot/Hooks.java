// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.boot;

import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is called instead of the JDK's methods. On a thread of a loop the loop answers, on all others the JDK. Where no loop is
 * open, which a single volatile read tells, nothing else is looked at.
 */
public final class Hooks {

    /** The way to lend the agent to other class loaders: its {@code java.lang.instrument.Instrumentation}. */
    public static volatile @Nullable Object instrumentation;

    /** Why no loop may be connected; empty if one may. */
    public static volatile String obstacle = "";

    /** How many loops are open. */
    static volatile int loops;

    /** The way to the loops; set before the first is open. */
    @SuppressWarnings("NullAway.Init")
    static LoopAccess access;

    /**
     * Classes that keep the common pool, its size or the time in static fields. They are initialised before any loop is open: what
     * they kept of a loop would be everybody's, and outlive it.
     */
    private static final String[] KEEPERS = {
        "java.util.concurrent.ForkJoinPool",
        "java.util.concurrent.CompletableFuture",
        "java.util.concurrent.DelayScheduler",
        "java.util.concurrent.SubmissionPublisher",
        "java.util.stream.AbstractTask",
    };

    private Hooks() {}

    /** Gets at the JDK, before that calls us. {@code java.lang} and {@code jdk.internal.misc} must be open to this module. */
    public static void prepare() throws ReflectiveOperationException {
        CurrentScheduler.initialize();
        Real.initialize();
        IdentityHooks.initialize();
        Class.forName("sun.nio.ch.UnixDispatcher", false, null); // without it, sockets are not as we know them
        for (String name : KEEPERS) {
            try {
                Class.forName(name, true, null);
            } catch (ClassNotFoundException e) {
                // another JDK does without it
            }
        }
    }

    /** Gets at the JDK's sockets; {@code sun.nio.ch} must be open to this module. */
    public static void prepareSockets() throws ReflectiveOperationException {
        RealSockets.initialize();
    }

    /** Connects the loops of a class loader; returns false if others are connected. */
    public static synchronized boolean connect(LoopAccess loops) {
        if (access != null) {
            return false;
        }
        access = loops;
        return true;
    }

    /** Counts a loop that has opened. */
    public static synchronized void loopOpened() {
        loops++;
    }

    /** Counts a loop that has closed. */
    public static synchronized void loopClosed() {
        loops--;
    }

    /** Returns the loop of the calling thread, or {@code null} if it has none: then the JDK answers. */
    static @Nullable Object loop() {
        if (loops == 0) {
            return null;
        }
        Thread thread = Thread.currentThread();
        if (!CurrentScheduler.isVirtual(thread)) {
            return access.loopOfDriver();
        }
        return loopOfVirtual(thread);
    }

    /** Returns the loop of a virtual thread, or {@code null} if it has none. */
    static @Nullable Object loopOfVirtual(Thread virtual) {
        Object scheduler = CurrentScheduler.of(virtual);
        return scheduler != null && scheduler.getClass() == access.fibreClass ? access.loopOf(scheduler) : null;
    }

    /** Instead of {@link System#nanoTime()}. */
    public static long nanoTime() {
        Object loop = loop();
        return loop == null ? System.nanoTime() : access.nanoTime(loop);
    }

    /** Instead of {@link System#currentTimeMillis()}. */
    public static long currentTimeMillis() {
        Object loop = loop();
        return loop == null ? System.currentTimeMillis() : access.currentTimeMillis(loop);
    }

    /** After the JDK has read the wall clock. */
    public static Instant instant(Instant real) {
        Object loop = loop();
        return loop == null ? real : access.instant(loop);
    }

    /** Instead of {@link ScheduledExecutorService#schedule(Runnable, long, TimeUnit)}, where virtual threads call it. */
    public static Future<?> schedule(ScheduledExecutorService timers, Runnable action, long delay, TimeUnit unit) {
        Object loop = loop();
        return loop == null ? timers.schedule(action, delay, unit) : access.schedule(loop, action, delay, unit);
    }
}
