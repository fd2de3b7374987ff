// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tasks that are not done, in order of creation: a list linked through the tasks, so that ending one is constant. */
final class TaskList {

    private @Nullable FibreTask<?> first;
    private @Nullable FibreTask<?> last;
    private int size;

    void add(FibreTask<?> task) {
        task.previous = last;
        if (last == null) {
            first = task;
        } else {
            last.next = task;
        }
        last = task;
        size++;
    }

    void remove(FibreTask<?> task) {
        if (task.previous == null) {
            first = task.next;
        } else {
            task.previous.next = task.next;
        }
        if (task.next == null) {
            last = task.previous;
        } else {
            task.next.previous = task.previous;
        }
        task.previous = null;
        task.next = null;
        size--;
    }

    int size() {
        return size;
    }

    List<FibreTask<?>> snapshot() {
        List<FibreTask<?>> tasks = new ArrayList<>(size);
        for (FibreTask<?> task = first; task != null; task = task.next) {
            tasks.add(task);
        }
        return tasks;
    }
}
