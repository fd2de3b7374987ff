// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of tasks for the trace: those of the last tasks that have ended, in a ring that grows up to its capacity. Every
 * task makes a step at its end, so a ring as long as the trace's holds all that the trace shows.
 */
final class TaskNames {

    private final int capacity;
    private long[] ids = new long[16];
    private @Nullable String[] names = new String[16];
    private long ended;

    TaskNames(int capacity) {
        this.capacity = Math.max(16, capacity);
    }

    /** Keeps the name of a task that was given one. */
    void ended(long id, String name) {
        if (ended >= ids.length && ids.length < capacity) {
            int length = Math.min(capacity, ids.length * 2);
            ids = Arrays.copyOf(ids, length);
            names = Arrays.copyOf(names, length);
        }
        int slot = (int) (ended++ % ids.length);
        ids[slot] = id;
        names[slot] = name;
    }

    /** Returns the names of these tasks and of those that have ended. */
    Lookup with(List<FibreTask<?>> live) {
        Map<Long, String> known = new HashMap<>();
        for (int i = 0; i < Math.min(ended, ids.length); i++) {
            String name = names[i];
            if (name != null) {
                known.put(ids[i], name);
            }
        }
        for (FibreTask<?> task : live) {
            known.put(task.id(), task.name());
        }
        return new Lookup(known);
    }

    /** Names by the number of their task; looked up, never iterated. */
    record Lookup(Map<Long, String> names) {

        String nameOf(long actor) {
            return actor <= 0 ? "callback" : names.getOrDefault(actor, "task-" + actor);
        }
    }
}
