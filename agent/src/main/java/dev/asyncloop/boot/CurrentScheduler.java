// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.boot;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Reads the scheduler of a virtual thread. {@link #initialize()} needs {@code java.lang} open to this module. */
final class CurrentScheduler {

    private static final Class<?> VIRTUAL_THREAD;
    private static final MethodHandle GETTER;

    static {
        try {
            VIRTUAL_THREAD = Class.forName("java.lang.VirtualThread", false, null);
            GETTER = getter(VIRTUAL_THREAD);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private CurrentScheduler() {}

    /** Initialises this class: not when the JDK calls, which may be in the middle of anything. */
    static void initialize() throws ReflectiveOperationException {
        MethodHandles.lookup().ensureInitialized(CurrentScheduler.class);
        try {
            of(Thread.currentThread()); // links the call, which may ask for hash codes
        } catch (IllegalStateException e) {
            // a platform thread has none
        }
    }

    static boolean isVirtual(Thread thread) {
        return thread.getClass() == VIRTUAL_THREAD;
    }

    static @Nullable Object of(Thread virtual) {
        try {
            return (Object) GETTER.invokeExact(virtual);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle getter(Class<?> type) throws ReflectiveOperationException {
        Class<?> fieldType = type.getDeclaredField("scheduler").getType();
        return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                .findGetter(type, "scheduler", fieldType)
                .asType(MethodType.methodType(Object.class, Thread.class));
    }
}
