// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import org.jspecify.annotations.Nullable;

/** Finds the thread that holds a lock of the JDK, where the JVM was started with {@link #OPTION}. */
final class LockOwners {

    static final String OPTION = Jdk.addOpens("java.util.concurrent.locks");

    private static final @Nullable MethodHandle OWNER = lookUp();

    private LockOwners() {}

    private static @Nullable MethodHandle lookUp() {
        try {
            Method method = AbstractOwnableSynchronizer.class.getDeclaredMethod("getExclusiveOwnerThread");
            method.setAccessible(true);
            return MethodHandles.lookup().unreflect(method);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null; // the package is closed to us
        }
    }

    /** Returns the thread that holds what another one is parked on, or {@code null} if there is none or it is not known. */
    static @Nullable Thread of(@Nullable Object blocker) {
        if (OWNER == null || !(blocker instanceof AbstractOwnableSynchronizer synchronizer)) {
            return null;
        }
        try {
            return (Thread) OWNER.invokeExact(synchronizer);
        } catch (Throwable e) {
            throw Throwing.sneaky(e);
        }
    }

    /** Says who holds what a thread is parked on, as an appendix to its name; empty if nobody does. */
    static String text(Object blocker) {
        if (OWNER == null) {
            return blocker instanceof AbstractOwnableSynchronizer ? " (" + OPTION + " shows its owner)" : "";
        }
        Thread owner = of(blocker);
        return owner == null ? "" : " [Locked by thread " + owner.getName() + "]";
    }
}
