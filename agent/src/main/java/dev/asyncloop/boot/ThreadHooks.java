// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.boot;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What threads ask, and are asked. A platform thread that was started in a loop never gets a thread of the operating system: its
 * {@code run} is called on a virtual thread, its <em>fibre</em>. The thread object answers for it.
 */
public final class ThreadHooks {

    /** JVM TI: alive, and runnable, blocked at a monitor, waiting for ever, or for a time. */
    private static final int RUNNABLE = 0x5;

    private static final int BLOCKED = 0x401;
    private static final int WAITING = 0x91;
    private static final int TIMED_WAITING = 0xA1;

    /** The state of a virtual thread that waits to enter a monitor. */
    private static final int AT_MONITOR = 13;

    /** The fibres of the threads that run on one, by the numbers of these threads; looked up, never iterated. */
    private static final ConcurrentHashMap<Long, Thread> FIBRES = new ConcurrentHashMap<>();

    private ThreadHooks() {}

    /** Notes that a thread runs on a fibre from now on. */
    public static void started(Thread thread, Thread fibre) {
        FIBRES.put(number(thread), fibre);
    }

    /** Notes that a thread has ended. */
    public static void ended(Thread thread) {
        FIBRES.remove(number(thread));
    }

    @SuppressWarnings(
            "deprecation") // threadId() is not there on JDK 17; a subclass that overrides getId does not matter here
    private static Long number(Thread thread) {
        return Long.valueOf(Real.threadId(thread));
    }

    private static @Nullable Thread fibreOf(Thread thread) {
        return Hooks.loops == 0 || CurrentScheduler.isVirtual(thread) ? null : FIBRES.get(number(thread));
    }

    /** Instead of {@link Thread#currentThread()}. */
    public static Thread currentThread() {
        Thread real = Thread.currentThread();
        if (Hooks.loops == 0 || !CurrentScheduler.isVirtual(real)) {
            return real;
        }
        Object loop = Hooks.loopOfVirtual(real);
        Thread logical = loop == null ? null : Hooks.access.logicalThread(loop);
        return logical == null ? real : logical;
    }

    /** Instead of {@code Thread.start0}. */
    public static void start0(Thread thread) {
        Object loop = Hooks.loop();
        if (loop == null || !Hooks.access.start(loop, thread)) {
            Real.start0(thread);
        }
    }

    /** After a new thread has asked its parent whether that is a daemon. */
    public static boolean makesDaemon(boolean real) {
        Object loop = Hooks.loop();
        return loop == null ? real : Hooks.access.makesDaemon(loop, real);
    }

    /** After a thread group has asked for all threads of the JVM. */
    public static Thread[] threads(Thread[] real) {
        Object loop = Hooks.loop();
        return loop == null ? real : Hooks.access.threads(loop);
    }

    /** Instead of {@link Thread#onSpinWait()}: who spins waits for another thread. */
    @SuppressWarnings("ThreadPriorityCheck") // it lets the loop choose
    public static void onSpinWait() {
        if (Hooks.loop() == null) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }

    /** Instead of {@link LockSupport#getBlocker}. */
    public static @Nullable Object getBlocker(Thread thread) {
        Thread fibre = fibreOf(thread);
        return LockSupport.getBlocker(fibre == null ? thread : fibre);
    }

    /** Instead of {@code Thread.interrupt0}. */
    public static void interrupt0(Thread thread) {
        Thread fibre = fibreOf(thread);
        if (fibre == null) {
            Real.interrupt0(thread);
        } else {
            fibre.interrupt();
        }
    }

    /** After the interrupt status was read. */
    public static boolean interrupted(boolean real, Thread thread) {
        Thread fibre = fibreOf(thread);
        return fibre == null ? real : fibre.isInterrupted();
    }

    /** After {@code Thread.eetop} was read, which is 0 for threads that are not alive. */
    public static long eetop(long real, Thread thread) {
        return real != 0 || fibreOf(thread) == null ? real : 1;
    }

    /** After the status of JVM TI was read. */
    public static int status(int real, Thread thread) {
        Thread fibre = fibreOf(thread);
        if (fibre == null) {
            return real;
        }
        Thread.State state = fibre.getState();
        if (state == Thread.State.BLOCKED) {
            return BLOCKED;
        } else if (state == Thread.State.WAITING) {
            return WAITING;
        }
        return state == Thread.State.TIMED_WAITING ? TIMED_WAITING : RUNNABLE;
    }

    /** Instead of {@code Thread.asyncGetStackTrace}. */
    public static StackTraceElement[] asyncGetStackTrace(Thread thread) {
        Thread fibre = fibreOf(thread);
        return fibre == null ? Real.asyncGetStackTrace(thread) : fibre.getStackTrace();
    }

    /** Before {@code Unsafe.unpark}, which does nothing with {@code null}. */
    public static @Nullable Object unpark(@Nullable Object thread) {
        Thread fibre = thread instanceof Thread known ? fibreOf(known) : null;
        if (fibre == null) {
            return thread;
        }
        LockSupport.unpark(fibre);
        return null;
    }

    /** Instead of {@link Thread#currentThread()} where that is about to park. */
    public static Thread beforePark() {
        waits();
        return Thread.currentThread();
    }

    /** Instead of {@code Unsafe.park} where a platform thread parks: in a callback of a loop, time goes on meanwhile. */
    public static void parkPlatform(Object unsafe, boolean untilDate, long time) {
        Object loop = time > 0 ? Hooks.loop() : null;
        if (loop == null) {
            Real.park(untilDate, time);
        } else {
            long nanos = untilDate ? (time - Hooks.access.currentTimeMillis(loop)) * 1_000_000 : time;
            Hooks.access.passTime(loop, nanos);
        }
    }

    /** Instead of {@code Thread.sleepNanos0}, of platform threads: in a callback of a loop, its time goes on. */
    public static void sleepPlatform(long nanos) {
        Object loop = Hooks.loop();
        if (loop == null) {
            Real.sleepNanos0(nanos);
        } else {
            Hooks.access.passTime(loop, nanos);
        }
    }

    /** Before a thread waits in a monitor. */
    public static long beforeWaitIn(long time, Object monitor) {
        Object loop = Hooks.loop();
        if (loop != null) {
            Hooks.access.waitsIn(loop, monitor);
            Hooks.access.waits(loop);
        }
        return time;
    }

    /** Before a thread sleeps. */
    public static long beforeWait(long time) {
        waits();
        return time;
    }

    /** Instead of {@code Unsafe.park}, where the JDK calls it without {@code LockSupport}. */
    public static void park(Object unsafe, boolean untilDate, long time) {
        if (untilDate) {
            LockSupport.parkUntil(time);
        } else if (time > 0) {
            LockSupport.parkNanos(time);
        } else {
            LockSupport.park();
        }
    }

    /** After a pool's thread has looked at the queue from which it is about to take its next job. */
    public static <T> BlockingQueue<T> beforeTake(BlockingQueue<T> queue) {
        waits();
        return queue;
    }

    private static void waits() {
        Object loop = Hooks.loop();
        if (loop != null) {
            Hooks.access.waits(loop);
        }
    }

    /** After a thread has parked. */
    public static void hasParked() {
        Object loop = Hooks.loop();
        if (loop != null) {
            Hooks.access.hasParked(loop);
        }
    }

    /** Instead of {@code VirtualThread.parkOnCarrierThread}. */
    public static void parkOnCarrierThread(Thread thread, boolean timed, long nanos) {
        Object loop = Hooks.loop();
        if (loop == null || !Hooks.access.waitsPinned(loop, timed, nanos)) {
            Real.parkOnCarrierThread(thread, timed, nanos);
        }
    }

    /** Before the unblocker takes a thread off its list. */
    public static boolean beforeTaken(boolean listed, Thread thread) {
        Object loop = Hooks.loops == 0 ? null : Hooks.loopOfVirtual(thread);
        if (loop != null) {
            Hooks.access.taken(loop);
        }
        return listed;
    }

    /** After the unblocker has looked whether a thread that it has taken still waits. */
    public static int afterState(int state, Thread thread) {
        if (state != AT_MONITOR) {
            notUnblocked(thread);
        }
        return state;
    }

    /** After the unblocker has tried to unblock a thread that it has taken; if it has, it hands it over. */
    public static boolean afterUnblock(boolean unblocked, Thread thread) {
        if (!unblocked) {
            notUnblocked(thread);
        }
        return unblocked;
    }

    private static void notUnblocked(Thread thread) {
        Object loop = Hooks.loops == 0 ? null : Hooks.loopOfVirtual(thread);
        if (loop != null) {
            Hooks.access.notUnblocked(loop);
        }
    }

    /** After it was read into how many tasks parallel streams split their work outside of pools. */
    public static int leafTarget(int real) {
        Object loop = Hooks.loop();
        return loop == null ? real : Hooks.access.availableProcessors() - 1 << 2;
    }

    /** After the common pool was read. */
    public static ForkJoinPool commonPool(ForkJoinPool real) {
        Object loop = Hooks.loop();
        return loop == null ? real : Hooks.access.commonPool(loop);
    }

    /** After the default executor of {@code CompletableFuture} was read, which is the common pool. */
    public static Executor asyncPool(Executor real) {
        Object loop = Hooks.loop();
        return loop == null ? real : Hooks.access.commonPool(loop);
    }

    /** After {@link Runtime#availableProcessors()}. */
    public static int availableProcessors(int real) {
        Object loop = Hooks.loop();
        return loop == null ? real : Hooks.access.availableProcessors();
    }

    /** After the next number for the name of a thread was drawn. */
    public static int threadNumber(int real) {
        return number(real, 0);
    }

    /** After the next number for the name of a pool was drawn. */
    public static int poolNumber(int real) {
        return number(real, 1);
    }

    /** After the next number for the name of a fork-join pool was drawn. */
    public static int forkJoinPoolNumber(int real) {
        return number(real, 2);
    }

    /** After the next number for the name of a timer was drawn. */
    public static int timerNumber(int real) {
        return number(real, 3);
    }

    /** After the next number for the name of an HTTP client's threads was drawn. */
    public static long httpClientNumber(long real) {
        return number((int) real, 4);
    }

    private static int number(int real, int kind) {
        Object loop = Hooks.loop();
        return loop == null ? real : Hooks.access.nextNumber(loop, kind);
    }

    /** After the number of a thread was read in order to scatter threads. */
    public static long scatter(long real) {
        Object loop = Hooks.loop();
        return loop == null ? real : Hooks.access.taskNumber(loop);
    }
}
