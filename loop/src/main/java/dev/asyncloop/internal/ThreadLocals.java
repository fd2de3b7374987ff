// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.TaskLocal;
import dev.asyncloop.ThreadLocalAdapter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The thread-locals that a loop carries from who schedules to what is scheduled: in the order in which they were given. */
final class ThreadLocals {

    /** A thread-local that always shows the value of a task local. */
    record Mirror<T extends @Nullable Object>(TaskLocal<T> source, ThreadLocal<? super T> target) {

        void update() {
            if (source.isSet()) {
                target.set(source.get());
            } else {
                target.remove();
            }
        }

        @SuppressWarnings("unchecked")
        void putBack(@Nullable Object former) {
            if (former == null) {
                target.remove();
            } else {
                ((ThreadLocal<Object>) target).set(former);
            }
        }
    }

    private final List<ThreadLocalAdapter<Object>> adapters;
    private final List<Mirror<?>> mirrors;

    @SuppressWarnings("unchecked") // an adapter is given nothing but what it has captured itself
    ThreadLocals(List<ThreadLocalAdapter<?>> adapters, List<Mirror<?>> mirrors) {
        this.adapters = (List<ThreadLocalAdapter<Object>>) (List<?>) List.copyOf(adapters);
        this.mirrors = List.copyOf(mirrors);
    }

    /** Returns what is on the calling thread now. */
    @Nullable
    Object[] capture() {
        @Nullable Object[] values = new Object[adapters.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = adapters.get(i).capture();
        }
        return values;
    }

    /** Puts what a context carries on the calling thread, at the start of a task. */
    void restore(Context context) {
        @Nullable Object[] values = context.captured();
        for (int i = 0; values != null && i < values.length; i++) {
            put(adapters.get(i), values[i]);
        }
        update();
    }

    private static void put(ThreadLocalAdapter<Object> adapter, @Nullable Object value) {
        if (value == null) {
            adapter.clear();
        } else {
            adapter.restore(value);
        }
    }

    /** Follows a change of the current context. */
    void update() {
        mirrors.forEach(Mirror::update);
    }

    /** Leaves the calling thread clean, at the end of a task. */
    void clear() {
        adapters.forEach(ThreadLocalAdapter::clear);
        mirrors.forEach(mirror -> mirror.target().remove());
    }

    /** Runs a callback, on a thread that has values of its own, with what a context carries. */
    void runWith(Context context, Runnable callback) {
        @Nullable Object[] former = capture();
        @Nullable
        Object[] formerTargets =
                mirrors.stream().map(mirror -> mirror.target().get()).toArray();
        try {
            restore(context);
            callback.run();
        } finally {
            for (int i = 0; i < former.length; i++) {
                put(adapters.get(i), former[i]);
            }
            for (int i = 0; i < formerTargets.length; i++) {
                mirrors.get(i).putBack(formerTargets[i]);
            }
        }
    }
}
