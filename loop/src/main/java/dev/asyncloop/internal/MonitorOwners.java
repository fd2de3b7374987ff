// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Finds out for reports which monitor a virtual thread waits for and who has it, by the snapshots from which JDK 25 makes its
 * thread dumps; {@code jdk.internal.vm} must be open. Elsewhere nothing is known.
 */
final class MonitorOwners {

    private static final @Nullable Method SNAPSHOT;
    private static final @Nullable Method BLOCKED_ON;
    private static final @Nullable Field LOCKS;

    static {
        Method snapshot = null;
        Method blockedOn = null;
        Field locks = null;
        try {
            Class<?> type = Class.forName("jdk.internal.vm.ThreadSnapshot");
            snapshot = accessible(type.getDeclaredMethod("of", Thread.class));
            blockedOn = accessible(type.getDeclaredMethod("blockedOn"));
            locks = type.getDeclaredField("locks");
            locks.setAccessible(true);
        } catch (ReflectiveOperationException | RuntimeException e) {
            snapshot = null; // another JDK, or the package is closed to us
        }
        SNAPSHOT = snapshot;
        BLOCKED_ON = blockedOn;
        LOCKS = locks;
    }

    private MonitorOwners() {}

    private static Method accessible(Method method) {
        method.setAccessible(true);
        return method;
    }

    /** Returns the object whose monitor a thread wants to enter, or {@code null}. */
    static @Nullable Object wantedBy(Thread thread) {
        if (thread.getState() != Thread.State.BLOCKED) {
            return null;
        }
        try {
            Object snapshot = SNAPSHOT == null ? null : SNAPSHOT.invoke(null, thread);
            return snapshot == null || BLOCKED_ON == null ? null : BLOCKED_ON.invoke(snapshot);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null; // it has gone on meanwhile
        }
    }

    /** Returns whether a thread is in the monitor of an object. */
    static boolean owns(Thread thread, Object monitor) {
        try {
            Object snapshot = SNAPSHOT == null ? null : SNAPSHOT.invoke(null, thread);
            Object[] locks = snapshot == null || LOCKS == null ? null : (Object[]) LOCKS.get(snapshot);
            for (Object lock : locks == null ? new Object[0] : locks) {
                if (accessible(lock.getClass().getDeclaredMethod("lockObject")).invoke(lock) == monitor) {
                    return true;
                }
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            return false; // it has gone on meanwhile
        }
        return false;
    }
}
