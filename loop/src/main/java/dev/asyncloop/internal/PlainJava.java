// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK asks a loop, by way of the agent. A loop is an opaque object to the agent, which gets it from
 * {@link #loopOf} or {@link #loopOfDriver} and gives it back. All other methods are called by a step of that loop.
 */
public final class PlainJava {

    /** What {@code System.nanoTime()} counts from: not 0, which parts of the JDK take for no time, and odd, as they make deadlines. */
    private static final long ORIGIN = 1_000_000_000_001L;

    private PlainJava() {}

    /** Returns whether plain Java runs under the loops of this JVM; activates the agent at the first call. */
    public static boolean isOn() {
        return LoopAgents.active() != null && ThreadAccess.obstacle().isEmpty();
    }

    /** Returns what stands in the way of plain Java, as whole sentences; empty if nothing does. */
    public static String obstacle() {
        return LoopAgents.active() == null ? LoopAgents.obstacle() : ThreadAccess.obstacle();
    }

    /** Returns the class of the schedulers that {@link #loopOf} takes. */
    public static Class<?> fibreClass() {
        return VirtualFibres.fibreClass();
    }

    /** Returns the loop of the virtual thread that has this scheduler, or {@code null} if it keeps to real time. */
    public static @Nullable Object loopOf(Object scheduler) {
        return inVirtualTime(VirtualFibres.engineOf(scheduler));
    }

    /** Returns the loop that the calling thread drives, while a step runs; {@code null} if it keeps to real time. */
    public static @Nullable Object loopOfDriver() {
        Engine.Link link = Engine.CURRENT.get();
        Engine engine = link == null ? null : link.loop().engine;
        return engine != null && engine.driver() == Thread.currentThread() && engine.isInStep()
                ? inVirtualTime(engine)
                : null;
    }

    private static @Nullable Engine inVirtualTime(Engine engine) {
        return engine.settings.realTime ? null : engine;
    }

    /** Returns what {@code System.nanoTime()} returns. */
    public static long nanoTime(Object loop) {
        return ORIGIN + ((Engine) loop).clock.nanoTime();
    }

    /** Returns what {@code System.currentTimeMillis()} returns. */
    public static long currentTimeMillis(Object loop) {
        return ((Engine) loop).clock.millis();
    }

    /** Returns what {@code Instant.now()} returns. */
    public static Instant instant(Object loop) {
        return ((Engine) loop).clock.instant();
    }

    /** Wakes the running task, which is about to leave its carrier, after a time. */
    public static Future<?> schedule(Object loop, Runnable wakeUp, long delay, TimeUnit unit) {
        return plain(loop).schedule(wakeUp, delay, unit);
    }

    /** Returns the platform thread as which the running task knows itself, or {@code null} if it is the virtual one. */
    public static @Nullable Thread logicalThread(Object loop) {
        return ((Engine) loop).logicalThread();
    }

    /** Starts a platform thread as a task; returns false if it has to be a real thread. */
    public static boolean start(Object loop, Thread thread) {
        return plain(loop).start(thread);
    }

    /** Returns whether a thread that the running step makes is a daemon: one of a task is, if that is in the background. */
    public static boolean makesDaemon(Object loop, boolean real) {
        FibreTask<?> task = ((Engine) loop).current();
        return task == null || task instanceof AdoptedTask || task.logicalThread() != null ? real : task.isBackground();
    }

    /** Returns the platform threads of a loop that are alive, in the order of their start. */
    public static Thread[] threads(Object loop) {
        List<Thread> threads = new ArrayList<>();
        for (FibreTask<?> task : ((Engine) loop).loop.liveTasks()) {
            Thread thread = task.logicalThread();
            if (thread != null) {
                threads.add(thread);
            }
        }
        return threads.toArray(new Thread[0]);
    }

    /** Called before each wait of the JDK; throws an error if the thread has to end. */
    public static void waits(Object loop) {
        plain(loop).waits();
    }

    /** Notes in whose monitor the running task is about to wait, for reports. */
    public static void waitsIn(Object loop, Object monitor) {
        FibreTask<?> task = ((Engine) loop).current();
        if (task != null) {
            task.waitedIn = monitor;
        }
    }

    /** Called after the JDK has parked the running task; throws an error if the thread has to end. */
    public static void hasParked(Object loop) {
        plain(loop).hasParked();
    }

    /** Lets time pass while nothing else can run: in a callback that waits. */
    public static void passTime(Object loop, long nanos) {
        ((Engine) loop).passTime(nanos);
    }

    /** Called where a virtual thread would wait together with its carrier; returns false if it may. */
    public static boolean waitsPinned(Object loop, boolean timed, long nanos) {
        return plain(loop).waitsPinned(timed, nanos);
    }

    /** Notes that the JDK is about to unblock a task that waited for a monitor; called by the JDK's thread for that. */
    public static void taken(Object loop) {
        ((Engine) loop).monitors.taken();
    }

    /** Notes that the JDK has not unblocked a task which it was about to, as that did not wait any longer. */
    public static void notUnblocked(Object loop) {
        ((Engine) loop).monitors.handedOver();
    }

    /** Returns the pool that stands for {@code ForkJoinPool.commonPool()}. */
    public static ForkJoinPool commonPool(Object loop) {
        return plain(loop).commonPool();
    }

    /** Returns what {@code Runtime.availableProcessors()} returns, on any machine. */
    public static int availableProcessors() {
        return Plain.PROCESSORS;
    }

    /** Returns the next number for a name; {@code kind} is 0 for threads, 1 to 4 for pools, timers and HTTP clients. */
    public static int nextNumber(Object loop, int kind) {
        return plain(loop).nextNumber(kind);
    }

    /** Returns the next random number for the running step. */
    public static long nextRandom(Object loop) {
        return plain(loop).random.next();
    }

    /** Returns the next random number for the running step to seed something with. */
    public static long nextSeed(Object loop) {
        return plain(loop).random.nextSeed();
    }

    /** Returns the next random number for the name of a file, which has to be drawn again where there is such a file. */
    public static long nextFileNumber(Object loop) {
        return plain(loop).random.nextForFile();
    }

    /** Returns a random number that is the same all over the loop. */
    public static long randomOfLoop(Object loop) {
        return plain(loop).random.ofLoop();
    }

    /** Notes that the running step got something from the JVM that no seed decides, of an object of a class if there is one. */
    public static void unseeded(Object loop, String what, @Nullable Class<?> type) {
        ((Engine) loop).unseeded.note(what, type);
    }

    /** Fills an array as {@code SecureRandom} does; returns false if that has to do it itself. */
    public static boolean fillSecurely(Object loop, byte[] bytes) {
        if (!"seeded".equals(System.getProperty("asyncloop.secureRandom"))) {
            unseeded(loop, "SecureRandom, without -Dasyncloop.secureRandom=seeded,", null);
            return false;
        }
        plain(loop).random.fill(bytes);
        return true;
    }

    /** Returns the number of the running task, or 0 in a callback. */
    public static long taskNumber(Object loop) {
        FibreTask<?> task = ((Engine) loop).current();
        return task == null ? 0 : task.id();
    }

    /** Returns a number for an object that has to be told from others: one of the seed, the task and its objects of that class before. */
    public static long nextIdentity(Object loop, Class<?> type) {
        return plain(loop).nextIdentity(type);
    }

    static Plain plain(Object loop) {
        return Objects.requireNonNull(((Engine) loop).plain(), "the loop is closed");
    }

    /**
     * Marks a point before something that tasks may share.
     *
     * @param loop the loop
     * @param target what is about to be used, or {@code null} if it is not known or static
     * @param member a hash of the field's name, or the index in an array from 1; 0 for the target itself
     * @param kind see {@link PointKind}
     * @param where the class that does it, with slashes; {@code null} if that does not matter
     */
    public static void point(Object loop, @Nullable Object target, int member, int kind, @Nullable String where) {
        PlainPoints points = ((Engine) loop).plainPoints;
        if (points != null) {
            points.reached(target, member, kind, where);
        }
    }

    /** Says that a class initializer begins or ends in the running step. */
    public static void initializing(Object loop, boolean begins) {
        PlainPoints points = ((Engine) loop).plainPoints;
        if (points != null) {
            points.initializing(begins);
        }
    }
}
