// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Says for reports what a task waits for that is stopped in the JDK, and who has that. */
final class Stops {

    private Stops() {}

    /** Names what a task is stopped at. */
    static String describe(FibreTask<?> task) {
        Thread thread = task.thread();
        Object blocker = thread == null ? null : LockSupport.getBlocker(thread);
        if (blocker != null) {
            return "stopped in " + blocker.getClass().getName() + LockOwners.text(blocker);
        }
        Object wanted = thread == null ? null : MonitorOwners.wantedBy(thread);
        if (wanted != null) {
            FibreTask<?> owner = owner(task, wanted);
            return "blocked at the monitor of " + name(wanted)
                    + (owner == null ? "" : " [Locked by " + owner.word() + " " + owner.name() + "]");
        }
        Object waited = waitedIn(task);
        if (waited instanceof Thread joined) {
            return "waiting for the end of thread \"" + joined.getName() + "\"";
        }
        return waited == null ? "stopped in the JDK" : "waiting to be notified in the monitor of " + name(waited);
    }

    /** Returns the object in whose monitor a task waits to be notified, or {@code null}. */
    private static @Nullable Object waitedIn(FibreTask<?> task) {
        Thread thread = task.thread();
        boolean waits =
                thread != null && ThreadAccess.waitsForMonitor(thread) && thread.getState() != Thread.State.BLOCKED;
        return waits ? task.waitedIn : null;
    }

    private static String name(Object monitor) {
        return monitor instanceof Class<?> type
                ? "class " + type.getName()
                : monitor.getClass().getName();
    }

    /** Finds the task that has the lock or monitor at which another one is stopped, or whose end it waits for. */
    static @Nullable FibreTask<?> ownerOfWhatStops(FibreTask<?> task) {
        Thread thread = task.thread();
        if (thread == null) {
            return null;
        }
        Thread holder = LockOwners.of(LockSupport.getBlocker(thread));
        if (holder != null) {
            return taskOf(holder, task);
        }
        Object monitor = MonitorOwners.wantedBy(thread);
        if (monitor != null) {
            return owner(task, monitor);
        }
        return waitedIn(task) instanceof Thread joined ? taskOf(joined, task) : null;
    }

    private static @Nullable FibreTask<?> taskOf(Thread thread, FibreTask<?> asking) {
        for (FibreTask<?> other : asking.engine().loop.tasksAndBodies()) {
            if (other.thread() == thread || other.logicalThread() == thread) {
                return other;
            }
        }
        return null;
    }

    private static @Nullable FibreTask<?> owner(FibreTask<?> task, Object monitor) {
        for (FibreTask<?> other : task.engine().loop.tasksAndBodies()) {
            Thread thread = other.thread();
            if (other != task && thread != null && MonitorOwners.owns(thread, monitor)) {
                return other;
            }
        }
        return null;
    }
}
