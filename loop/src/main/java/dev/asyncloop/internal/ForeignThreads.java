// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds platform threads that tasks have started and that are still alive.
 *
 * <p>The loop hears of every thread that a task makes (the thread inherits the loop's link), but not which one it is. So at
 * the first of them the live threads of the task's thread group are noted, which are not the task's, and at the end those
 * that have come since are found. A task's thread group is shared with the tasks of other loops of the JVM on JDK 21 and
 * later, so that a loop that runs beside may have started one of them.
 */
final class ForeignThreads {

    private @Nullable ThreadGroup group;

    /** Looked up by identity, never iterated. */
    private Set<Thread> before = Set.of();

    /** Notes that the running task makes a thread, before it does. */
    void created() {
        if (group == null) {
            group = Thread.currentThread().getThreadGroup();
            before = Collections.newSetFromMap(new IdentityHashMap<>());
            before.addAll(live());
        }
    }

    /** Returns the threads that have come since the first was made and are alive, in the order of their group. */
    List<Thread> leaked() {
        if (group == null) {
            return List.of();
        }
        List<Thread> leaked = new ArrayList<>();
        for (Thread thread : live()) {
            if (!before.contains(thread)
                    && !isOfTheJdk(thread)
                    && !thread.getClass().getName().startsWith("dev.asyncloop.")) {
                leaked.add(thread);
            }
        }
        return leaked;
    }

    /** Returns whether the JDK keeps the thread for all of the JVM, and only the first use of it fell into a task. */
    private static boolean isOfTheJdk(Thread thread) {
        String name = thread.getName();
        return name.startsWith("ForkJoinPool.commonPool-")
                || name.startsWith("VirtualThread-")
                || name.startsWith("ForkJoinPool-") && thread.isDaemon() && name.endsWith("-delayScheduler")
                || name.equals("CompletableFutureDelayScheduler")
                || name.equals("Common-Cleaner")
                || name.equals("process reaper");
    }

    private List<Thread> live() {
        ThreadGroup here = group;
        if (here == null) {
            return List.of();
        }
        Thread[] threads = new Thread[here.activeCount() + 16];
        int count;
        while ((count = here.enumerate(threads)) == threads.length) {
            threads = new Thread[threads.length * 2];
        }
        return Arrays.asList(threads).subList(0, count);
    }
}
