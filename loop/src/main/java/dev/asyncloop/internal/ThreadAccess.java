// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/** What plain Java needs to know and to set in the JDK's threads, beside what is public; {@code java.lang} must be open. */
final class ThreadAccess {

    /** JVM TI: alive and runnable. */
    private static final int RUNNABLE = 0x5;

    private static final int TERMINATED = 0x2;

    /** The states of a virtual thread: blocked at a monitor, and waiting in one, for ever or for a time. */
    private static final int BLOCKED = 13;

    private static final int WAIT = 16;
    private static final int TIMED_WAIT = 18;

    private static final @Nullable VarHandle HOLDER;
    private static final @Nullable VarHandle STATUS;
    private static final @Nullable VarHandle STATE;
    private static final @Nullable VarHandle LISTED;
    private static final @Nullable VarHandle RANDOM_SEED;
    private static final @Nullable VarHandle RANDOM_PROBE;
    private static final @Nullable VarHandle RANDOM_SECONDARY;
    private static final @Nullable MethodHandle EXIT;
    private static final @Nullable MethodHandle COMMON_POOL = commonPoolConstructor();
    private static final String OBSTACLE;

    static {
        VarHandle holder = null;
        VarHandle status = null;
        VarHandle state = null;
        VarHandle listed = null;
        VarHandle seed = null;
        VarHandle probe = null;
        VarHandle secondary = null;
        MethodHandle exit = null;
        String obstacle = "";
        try {
            MethodHandles.Lookup inThread = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
            Class<?> holderType = Class.forName("java.lang.Thread$FieldHolder");
            Class<?> virtual = Class.forName("java.lang.VirtualThread");
            holder = inThread.findVarHandle(Thread.class, "holder", holderType);
            status = MethodHandles.privateLookupIn(holderType, MethodHandles.lookup())
                    .findVarHandle(holderType, "threadStatus", int.class);
            MethodHandles.Lookup inVirtual = MethodHandles.privateLookupIn(virtual, MethodHandles.lookup());
            state = inVirtual.findVarHandle(virtual, "state", int.class);
            listed = inVirtual.findVarHandle(virtual, "onWaitingList", boolean.class);
            seed = inThread.findVarHandle(Thread.class, "threadLocalRandomSeed", long.class);
            probe = inThread.findVarHandle(Thread.class, "threadLocalRandomProbe", int.class);
            secondary = inThread.findVarHandle(Thread.class, "threadLocalRandomSecondarySeed", int.class);
            exit = inThread.findVirtual(Thread.class, "exit", MethodType.methodType(void.class));
            check(virtual, inVirtual, "BLOCKED", BLOCKED);
            check(virtual, inVirtual, "WAIT", WAIT);
            check(virtual, inVirtual, "TIMED_WAIT", TIMED_WAIT);
        } catch (ReflectiveOperationException | RuntimeException e) {
            obstacle = "Threads of JDK " + Runtime.version() + " are not known to this version of asyncloop: " + e;
        }
        HOLDER = holder;
        STATUS = status;
        STATE = state;
        LISTED = listed;
        RANDOM_SEED = seed;
        RANDOM_PROBE = probe;
        RANDOM_SECONDARY = secondary;
        EXIT = exit;
        OBSTACLE = obstacle;
    }

    private ThreadAccess() {}

    private static void check(Class<?> type, MethodHandles.Lookup lookup, String name, int expected)
            throws ReflectiveOperationException {
        int found = (int) lookup.findStaticVarHandle(type, name, int.class).get();
        if (found != expected) {
            throw new IllegalStateException("VirtualThread." + name + " is " + found + ", not " + expected);
        }
    }

    /** Returns what stands in the way, as a sentence; empty if nothing does. */
    static String obstacle() {
        return OBSTACLE;
    }

    /** Returns whether a virtual thread that has left its carrier waits for a monitor, or in one. */
    static boolean waitsForMonitor(Thread thread) {
        if (STATE == null) {
            return false;
        }
        int state = (int) STATE.getVolatile(thread);
        return state == BLOCKED || state == WAIT || state == TIMED_WAIT;
    }

    /** Returns whether the JVM has listed a virtual thread to be unblocked. */
    static boolean isListed(Thread thread) {
        return LISTED != null && (boolean) LISTED.getVolatile(thread);
    }

    /** Seeds the {@code ThreadLocalRandom} of a thread, by which the JDK also spreads threads over queues and cells. */
    static void seedRandom(Thread thread, long seed) {
        if (RANDOM_SEED != null && RANDOM_PROBE != null && RANDOM_SECONDARY != null) {
            RANDOM_SEED.set(thread, seed);
            RANDOM_PROBE.set(thread, (int) (seed >>> 32) | 1);
            RANDOM_SECONDARY.set(thread, (int) seed | 1);
        }
    }

    /** Returns what puts the state of a thread's {@code ThreadLocalRandom} back as it is now. */
    static Runnable keepRandom(Thread thread) {
        if (RANDOM_SEED == null || RANDOM_PROBE == null || RANDOM_SECONDARY == null) {
            return () -> {};
        }
        long seed = (long) RANDOM_SEED.get(thread);
        int probe = (int) RANDOM_PROBE.get(thread);
        int secondary = (int) RANDOM_SECONDARY.get(thread);
        return () -> {
            RANDOM_SEED.set(thread, seed);
            RANDOM_PROBE.set(thread, probe);
            RANDOM_SECONDARY.set(thread, secondary);
        };
    }

    /** Makes a platform thread that runs on a fibre look alive. */
    static void begin(Thread logical, Thread fibre) {
        setStatus(logical, RUNNABLE);
        LoopAgents.require().started(logical, fibre);
    }

    /** Does for a platform thread that ran on a fibre what the JVM does at the end of one: cleans up, and wakes who joins it. */
    static void end(Thread logical) {
        try {
            if (EXIT != null) {
                EXIT.invokeExact(logical);
            }
        } catch (Throwable e) {
            throw Throwing.sneaky(e);
        } finally {
            setStatus(logical, TERMINATED);
            LoopAgents.require().ended(logical);
            synchronized (logical) {
                logical.notifyAll();
            }
        }
    }

    /** Makes a pool like the common one, which nobody can shut down. */
    static ForkJoinPool newCommonPool() {
        if (COMMON_POOL == null) {
            return new ForkJoinPool(Plain.PROCESSORS - 1);
        }
        try {
            return (ForkJoinPool) COMMON_POOL.invokeExact((byte) 0);
        } catch (Throwable e) {
            throw Throwing.sneaky(e);
        }
    }

    private static @Nullable MethodHandle commonPoolConstructor() {
        try {
            return MethodHandles.privateLookupIn(ForkJoinPool.class, MethodHandles.lookup())
                    .findConstructor(ForkJoinPool.class, MethodType.methodType(void.class, byte.class));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    private static void setStatus(Thread logical, int status) {
        if (HOLDER != null && STATUS != null) {
            STATUS.setVolatile((Object) HOLDER.get(logical), status);
        }
    }
}
