// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.boot;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** The methods of the JDK that hooks stand before, and that are not public. */
final class Real {

    private static final MethodHandle THREAD_ID;
    private static final MethodHandle START;
    private static final MethodHandle INTERRUPT;
    private static final MethodHandle STACK_TRACE;
    private static final MethodHandle SLEEP;
    private static final MethodHandle PARK;
    private static final MethodHandle PARK_ON_CARRIER;

    static {
        try {
            MethodHandles.Lookup own = MethodHandles.lookup();
            MethodHandles.Lookup thread = MethodHandles.privateLookupIn(Thread.class, own);
            MethodType action = MethodType.methodType(void.class);
            THREAD_ID = thread.findVirtual(Thread.class, "threadId", MethodType.methodType(long.class));
            START = thread.findVirtual(Thread.class, "start0", action);
            INTERRUPT = thread.findVirtual(Thread.class, "interrupt0", action);
            STACK_TRACE = thread.findVirtual(
                    Thread.class, "asyncGetStackTrace", MethodType.methodType(StackTraceElement[].class));
            SLEEP = thread.findStatic(Thread.class, "sleepNanos0", MethodType.methodType(void.class, long.class));
            Class<?> unsafe = Class.forName("jdk.internal.misc.Unsafe", true, null);
            MethodHandles.Lookup inUnsafe = MethodHandles.privateLookupIn(unsafe, own);
            PARK = inUnsafe.findVirtual(unsafe, "park", MethodType.methodType(void.class, boolean.class, long.class))
                    .bindTo(inUnsafe.findStatic(unsafe, "getUnsafe", MethodType.methodType(unsafe))
                            .invoke());
            Class<?> virtual = Class.forName("java.lang.VirtualThread", false, null);
            PARK_ON_CARRIER = MethodHandles.privateLookupIn(virtual, own)
                    .findVirtual(
                            virtual,
                            "parkOnCarrierThread",
                            MethodType.methodType(void.class, boolean.class, long.class))
                    .asType(MethodType.methodType(void.class, Thread.class, boolean.class, long.class));
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private Real() {}

    /** Initialises this class: not when the JDK calls, which may be in the middle of anything. */
    static void initialize() throws ReflectiveOperationException {
        MethodHandles.lookup().ensureInitialized(Real.class);
        threadId(Thread.currentThread());
    }

    static long threadId(Thread thread) {
        try {
            return (long) THREAD_ID.invokeExact(thread);
        } catch (Throwable e) {
            throw sneaky(e);
        }
    }

    static void start0(Thread thread) {
        try {
            START.invokeExact(thread);
        } catch (Throwable e) {
            throw sneaky(e);
        }
    }

    static void interrupt0(Thread thread) {
        try {
            INTERRUPT.invokeExact(thread);
        } catch (Throwable e) {
            throw sneaky(e);
        }
    }

    static void park(boolean untilDate, long time) {
        try {
            PARK.invokeExact(untilDate, time);
        } catch (Throwable e) {
            throw sneaky(e);
        }
    }

    static void sleepNanos0(long nanos) {
        try {
            SLEEP.invokeExact(nanos);
        } catch (Throwable e) {
            throw sneaky(e);
        }
    }

    static StackTraceElement[] asyncGetStackTrace(Thread thread) {
        try {
            return (StackTraceElement[]) STACK_TRACE.invokeExact(thread);
        } catch (Throwable e) {
            throw sneaky(e);
        }
    }

    static void parkOnCarrierThread(Thread thread, boolean timed, long nanos) {
        try {
            PARK_ON_CARRIER.invokeExact(thread, timed, nanos);
        } catch (Throwable e) {
            throw sneaky(e);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <E extends Throwable> RuntimeException sneaky(Throwable e) throws E {
        throw (E) e;
    }
}
