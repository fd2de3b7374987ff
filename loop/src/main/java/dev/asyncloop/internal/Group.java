// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.Task;
import dev.asyncloop.TaskCancelledException;
import dev.asyncloop.TaskGroup;
import dev.asyncloop.TaskGroupException;
import dev.asyncloop.ThrowingRunnable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A task group: asyncio's rules, with one change for try-with-resources.
 *
 * <p>There, an exception of the block hides that of {@code close()}. So when a child fails while the block is suspended, the
 * block does not see a bare cancellation but a {@link TaskGroupException} with the failure; {@code close()} then throws
 * another one with all failures, which ends up suppressed in the first.
 */
final class Group implements TaskGroup, Promise.Listener {

    private final EventLoop loop;
    private final @Nullable FibreTask<?> parent;
    private final List<FibreTask<?>> live = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private @Nullable Promise<@Nullable Void> allDone;
    private final int cancellingBefore;
    private boolean aborting;
    private boolean closing;
    private boolean finished;

    Group(EventLoop loop, @Nullable FibreTask<?> parent) {
        this.loop = loop;
        this.parent = parent;
        cancellingBefore = parent == null ? 0 : parent.cancelling();
    }

    @Override
    public <T extends @Nullable Object> Task<T> spawn(Callable<T> body) {
        return spawnChild(null, body);
    }

    @Override
    public <T extends @Nullable Object> Task<T> spawn(String name, Callable<T> body) {
        return spawnChild(Objects.requireNonNull(name, "name"), body);
    }

    @Override
    public Task<@Nullable Void> spawn(ThrowingRunnable body) {
        return spawnChild(null, Throwing.callable(body));
    }

    @Override
    public Task<@Nullable Void> spawn(String name, ThrowingRunnable body) {
        return spawnChild(Objects.requireNonNull(name, "name"), Throwing.callable(body));
    }

    private <T extends @Nullable Object> Task<T> spawnChild(@Nullable String name, Callable<T> body) {
        Objects.requireNonNull(body, "body");
        loop.engine.requireOpen("TaskGroup.spawn");
        if (finished || closing && live.isEmpty()) {
            throw new IllegalStateException("This TaskGroup is finished: its block has ended.");
        }
        if (aborting) {
            throw new IllegalStateException(
                    "This TaskGroup is shutting down: " + (failures.isEmpty() ? "it was cancelled" : failures.get(0)));
        }
        FibreTask<T> child = loop.start(name, body, false);
        live.add(child);
        child.listen(this);
        return child;
    }

    @Override
    public void completed(Promise<?> child) {
        live.remove(child);
        Throwable failure = child.isFailed() ? child.peekFailure() : null;
        if (failure != null) {
            failures.add(failure);
            if (!aborting) {
                abort("a sibling failed: " + failure);
                if (parent != null && !closing) {
                    parent.throwInto(exception());
                }
            }
        }
        if (live.isEmpty() && allDone != null) {
            allDone.complete(null);
        }
    }

    @Override
    public boolean isGone() {
        return false;
    }

    @Override
    public void cancel() {
        loop.engine.requireOwner("TaskGroup.cancel");
        abort("the group was cancelled");
    }

    private void abort(String reason) {
        aborting = true;
        for (FibreTask<?> child : List.copyOf(live)) {
            child.cancelFor(reason);
        }
    }

    private TaskGroupException exception() {
        return new TaskGroupException(
                failures.size() == 1
                        ? "A task of the group failed: " + failures.get(0)
                        : failures.size() + " tasks of the group failed; the first: " + failures.get(0),
                failures);
    }

    @Override
    public void close() {
        if (finished) {
            return;
        }
        closing = true;
        TaskCancelledException outer = null;
        if (parent != null) {
            parent.throwNothing();
            if (parent.cancelling() > cancellingBefore && !aborting) {
                abort("the group's task was cancelled");
            }
        }
        while (!live.isEmpty()) {
            allDone = new AllDone(loop.engine);
            try {
                allDone.await();
            } catch (TaskCancelledException e) {
                outer = e;
                if (!aborting) {
                    abort("the group's task was cancelled");
                }
            }
        }
        finished = true;
        if (!failures.isEmpty()) {
            TaskGroupException failed = exception();
            if (outer != null) {
                failed.addSuppressed(outer);
            }
            throw failed;
        }
        if (outer != null) {
            throw outer;
        }
    }

    /** What the block's end waits for; names the group in reports. */
    private final class AllDone extends Promise<@Nullable Void> {

        AllDone(Engine engine) {
            super(engine);
        }

        @Override
        boolean cancelFor(@Nullable String reason) {
            return false;
        }

        @Override
        String nameForReports() {
            return "a group's " + live.size() + " tasks, among them "
                    + live.get(0).nameForReports();
        }
    }
}
