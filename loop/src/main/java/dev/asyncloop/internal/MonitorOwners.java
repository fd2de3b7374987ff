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
    private static final @Nullable Method WAITING_ON;
    private static final @Nullable Field LOCKS;

    static {
        Method snapshot = null;
        Method blockedOn = null;
        Method waitingOn = null;
        Field locks = null;
        try {
            Class<?> type = Class.forName("jdk.internal.vm.ThreadSnapshot");
            snapshot = accessible(type.getDeclaredMethod("of", Thread.class));
            blockedOn = accessible(type.getDeclaredMethod("blockedOn"));
            waitingOn = accessible(type.getDeclaredMethod("waitingOn"));
            locks = type.getDeclaredField("locks");
            locks.setAccessible(true);
        } catch (ReflectiveOperationException | RuntimeException e) {
            snapshot = null; // another JDK, or the package is closed to us
        }
        SNAPSHOT = snapshot;
        BLOCKED_ON = blockedOn;
        WAITING_ON = waitingOn;
        LOCKS = locks;
    }

    private MonitorOwners() {}

    private static Method accessible(Method method) {
        method.setAccessible(true);
        return method;
    }

    /** Returns the object whose monitor a thread wants to enter, or {@code null}. */
    static @Nullable Object wantedBy(Thread thread) {
        return thread.getState() == Thread.State.BLOCKED ? ask(thread, BLOCKED_ON) : null;
    }

    /** Returns the object in whose monitor a thread waits to be notified, or {@code null}. */
    static @Nullable Object waitedIn(Thread thread) {
        return ThreadAccess.waitsForMonitor(thread) && thread.getState() != Thread.State.BLOCKED
                ? ask(thread, WAITING_ON)
                : null;
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

    private static @Nullable Object ask(Thread thread, @Nullable Method question) {
        try {
            Object snapshot = SNAPSHOT == null ? null : SNAPSHOT.invoke(null, thread);
            return snapshot == null || question == null ? null : question.invoke(snapshot);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null; // it has gone on meanwhile
        }
    }
}
