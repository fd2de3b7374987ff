// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.ResourceScope;
import dev.asyncloop.ThrowingRunnable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A stack of clean-ups, all of which run, whatever happens to one. */
final class CleanUps implements ResourceScope {

    private record CleanUp(String name, ThrowingRunnable action) {}

    private final Engine engine;
    private final Deque<CleanUp> stack = new ArrayDeque<>();
    private boolean closed;

    CleanUps(Engine engine) {
        this.engine = engine;
    }

    @Override
    public <R extends AutoCloseable> R use(String name, R resource) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(resource, "resource");
        push("use", name, resource::close);
        return resource;
    }

    @Override
    public void defer(ThrowingRunnable cleanUp) {
        push("defer", "clean-up " + (stack.size() + 1), Objects.requireNonNull(cleanUp, "cleanUp"));
    }

    private void push(String operation, String name, ThrowingRunnable action) {
        engine.requireOpen("ResourceScope." + operation);
        if (closed) {
            throw new IllegalStateException("This scope is closed, and would not close \"" + name
                    + "\": open it inside of the block, or close it yourself.");
        }
        stack.push(new CleanUp(name, action));
    }

    @Override
    public void close() {
        engine.requireOwner("ResourceScope.close");
        closed = true;
        List<Throwable> failures = new ArrayList<>();
        @Nullable Throwable cancelled = null;
        @Nullable CleanUp next;
        while ((next = stack.poll()) != null) {
            try {
                next.action().run();
            } catch (Throwable e) {
                failures.add(e);
                cancelled = cancelled == null && Cancellation.isCancellation(e) ? e : cancelled;
            }
        }
        if (!failures.isEmpty()) {
            throw Throwing.sneaky(combined(cancelled == null ? failures.get(0) : cancelled, failures));
        }
    }

    private static Throwable combined(Throwable first, List<Throwable> failures) {
        for (Throwable other : failures) {
            if (other != first) {
                first.addSuppressed(other);
            }
        }
        return first;
    }

    @Override
    public String toString() {
        return "scope of " + stack.stream().map(CleanUp::name).toList();
    }
}
