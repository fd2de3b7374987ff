// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.schedule.Seeds;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What plain Java needs of one loop: its threads, and the pool that stands for the JVM's common one. */
final class Plain {

    /** The processors that code under a loop sees, on any machine, for an order must not depend on it. */
    static final int PROCESSORS = 4;

    /** The numbers of the loop's seed from which threads draw. */
    private static final long RANDOM_STREAM = 0x91a1;

    private static final long IDENTITY_STREAM = 0x1de7;

    final RandomNumbers random;

    private final Engine engine;
    private final PlainSockets sockets;
    private @Nullable ForkJoinPool commonPool;
    private final int[] numbers = {0, 1, 0, 0, 1};
    private int liveThreads;
    private final Identities identities = new Identities();
    private boolean starts = true;

    Plain(Engine engine) {
        this.engine = engine;
        random = new RandomNumbers(engine);
        sockets = new PlainSockets(engine);
        LoopAgents.require().loopOpened();
    }

    /** Runs a platform thread on a fibre; returns whether it is one that should. */
    boolean start(Thread thread) {
        if (isForTheJvm(thread)) {
            return false;
        }
        if (!starts) {
            throw new LoopEnded();
        }
        liveThreads++;
        new ThreadTask(engine, thread).startThread();
        return true;
    }

    /** Returns whether a thread is one of ours, or one that the JDK keeps for all of the JVM. */
    private static boolean isForTheJvm(Thread thread) {
        for (Class<?> type = thread.getClass(); type != Thread.class; type = type.getSuperclass()) {
            String name = type.getName();
            if (name.equals("jdk.internal.misc.InnocuousThread") || name.startsWith("dev.asyncloop.internal.")) {
                return true;
            }
        }
        return thread.getName().equals(Watchdog.THREAD_NAME);
    }

    /**
     * Seeds the thread that drives the loop, which carries all fibres: the JDK looks at its {@code ThreadLocalRandom} too, and
     * changes it. Returns what gives the thread its own back.
     */
    Runnable beginDrive(Thread driver) {
        Runnable restore = ThreadAccess.keepRandom(driver);
        ThreadAccess.seedRandom(driver, Seeds.nth(engine.settings.schedule.number(), RANDOM_STREAM));
        return restore;
    }

    /** Prepares the threads of a task that has got its fibre. */
    void begins(FibreTask<?> task) {
        long seed = Seeds.nth(Seeds.nth(engine.settings.schedule.number(), RANDOM_STREAM), task.lineage());
        Thread fibre = task.thread();
        if (fibre != null) {
            ThreadAccess.seedRandom(fibre, seed);
        }
        Thread logical = task.logicalThread();
        if (logical != null) {
            ThreadAccess.seedRandom(logical, seed);
        }
    }

    void ended() {
        liveThreads--;
    }

    int liveThreads() {
        return liveThreads;
    }

    /** Lets no thread start any more. */
    void startNoMore() {
        starts = false;
    }

    ForkJoinPool commonPool() {
        if (commonPool == null) {
            commonPool = ThreadAccess.newCommonPool();
        }
        return commonPool;
    }

    PlainSockets sockets() {
        return sockets;
    }

    /** Returns the next number for a name: counted anew in each loop, else names would not repeat. */
    int nextNumber(int kind) {
        return numbers[kind]++;
    }

    /** Returns a number that depends on the seed, the running step and its objects of a class before. */
    long nextIdentity(Class<?> type) {
        FibreTask<?> task = engine.current();
        Identities own = identities;
        if (task != null) {
            own = task.identities == null ? new Identities() : task.identities;
            task.identities = own;
        }
        return own.next(
                Seeds.nth(Seeds.nth(engine.settings.schedule.number(), IDENTITY_STREAM), engine.lineage()), type);
    }

    /** Arms a timer for the running task, which has just left its carrier to wait for a limited time. */
    Future<?> schedule(Runnable wakeUp, long delay, TimeUnit unit) {
        FibreTask<?> task = engine.current();
        if (task == null) {
            throw new IllegalStateException("a timed wait of no task");
        }
        ParkTimer timer = new ParkTimer(task, wakeUp);
        engine.arm(timer, Durations.plus(engine.clock.nanoTime(), unit.toNanos(delay)));
        return timer;
    }

    /** Ends a thread that was told to, where it is about to wait; see {@link ThreadTask#kill}. */
    void waits() {
        if (engine.current() instanceof ThreadTask task && task.isRunning()) {
            task.endWhereItWaits();
        }
    }

    /** Ends a thread that was told to, where it has parked more than once since. */
    void hasParked() {
        if (engine.current() instanceof ThreadTask task && task.isRunning()) {
            task.endWhereItHasParked();
        }
    }

    /**
     * Lets a virtual thread wait that cannot leave its carrier: for a limited time by moving the clock, while nothing else can
     * run; without limit it could never go on, and fails. Returns false where the loop itself lets it park.
     */
    boolean waitsPinned(boolean timed, long nanos) {
        FibreTask<?> task = engine.current();
        if (task == null || !task.isRunning()) {
            return false;
        }
        if (!timed) {
            throw new IllegalStateException(task.nameForReports()
                    + " cannot wait in a class initializer or a native frame: its virtual thread cannot leave the thread of the"
                    + " loop there, so nobody could ever wake it. Wait outside of it: for example, let the class be initialized"
                    + " before the loop runs.");
        }
        engine.passTime(nanos);
        return true;
    }

    void close() {
        LoopAgents.require().loopClosed();
    }
}
