// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.GroupBody;
import dev.asyncloop.Task;
import dev.asyncloop.TaskCancelledException;
import dev.asyncloop.TaskGroup;
import dev.asyncloop.TaskGroupException;
import dev.asyncloop.ThrowingRunnable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A task group: asyncio's rules, with one change for try-with-resources.
 *
 * <p>There, an exception of the block hides that of {@code close()}. So when a child fails while the block is suspended, the
 * block does not see a bare cancellation but a {@link TaskGroupException} with the failure; {@code close()} then throws
 * another one with all failures, which ends up suppressed in the first.
 */
final class Group implements TaskGroup, Outcome.Listener {

    private final EventLoop loop;
    private final @Nullable FibreTask<?> parent;
    private final boolean seesBlock;
    private final long resource;
    private final @Nullable Group outer;
    private final List<FibreTask<?>> live = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private @Nullable Outcome<@Nullable Void> allDone;
    private final int cancellingBefore;
    private @Nullable RuntimeException sent;
    private @Nullable Throwable failureOfBlock;
    private boolean aborting;
    private boolean closing;
    private boolean finished;

    /**
     * Opens a group.
     *
     * @param seesBlock whether the group runs its block, and so learns how that ends and can take back what it sends into it
     */
    Group(EventLoop loop, @Nullable FibreTask<?> parent, boolean seesBlock) {
        this.loop = loop;
        this.parent = parent;
        this.seesBlock = seesBlock;
        resource = loop.engine.nextLineage();
        cancellingBefore = parent == null ? 0 : parent.cancelling();
        outer = parent == null ? null : parent.innermostGroup;
        if (parent != null) {
            parent.innermostGroup = this;
        }
    }

    /** Returns the open group of a task that has sent an exception into its block. */
    static @Nullable Group senderOf(Throwable e, FibreTask<?> task) {
        Group group = task.innermostGroup;
        while (group != null && group.sent != e) {
            group = group.outer;
        }
        return group;
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
        if (isFinished()) {
            throw new IllegalStateException("This TaskGroup is finished: its block has ended.");
        }
        if (aborting) {
            throw new IllegalStateException(
                    "This TaskGroup is shutting down: " + (failures.isEmpty() ? "it was cancelled" : failures.get(0)));
        }
        FibreTask<T> child = loop.start(name, body, false);
        live.add(child);
        child.listen(this);
        loop.engine.touched(resource, true);
        loop.engine.syncPoint(child.lineage(), true);
        return child;
    }

    @Override
    public void completed(Outcome<?> child) {
        live.remove(child);
        loop.engine.touched(resource, true);
        Throwable failure = child.isFailed() ? child.peekFailure() : null;
        if (failure != null) {
            child.markObserved();
            failures.add(failure);
            if (!aborting) {
                abort("a sibling failed: " + failure);
                send(exception());
            }
        }
        if (live.isEmpty() && allDone != null) {
            allDone.end(null);
        }
    }

    @Override
    public boolean isGone() {
        return false;
    }

    @Override
    public void cancel() {
        loop.engine.requireOwner("TaskGroup.cancel");
        if (isFinished() || aborting) {
            return;
        }
        abort("the group was cancelled");
        if (seesBlock) {
            send(new TaskCancelledException("the group was cancelled"));
        }
    }

    private boolean isFinished() {
        return finished || closing && live.isEmpty();
    }

    private void send(RuntimeException exception) {
        if (parent != null && !closing) {
            sent = exception;
            parent.throwInto(exception);
        }
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

    /** Runs a block and ends the group with it. */
    void run(GroupBody body) {
        Throwable failure = null;
        try {
            body.run(this);
        } catch (Throwable e) {
            failure = e;
        }
        end(failure);
    }

    @Override
    public void close() {
        end(null);
    }

    private void end(@Nullable Throwable ofBlock) {
        if (finished) {
            return;
        }
        closing = true;
        if (parent != null && sent != null) {
            parent.throwNoLonger(sent);
        }
        Throwable thrown = isOwnSignal(ofBlock) ? null : ofBlock;
        Throwable goesOn = thrown != null && isFromOutside(thrown) ? thrown : null;
        Throwable failure = goesOn == null ? thrown : null;
        if (failure != null) {
            abortOnce("the block of the group failed: " + failure);
        } else if (goesOn != null || !seesBlock && isParentCancelled()) {
            abortOnce("the group's task was cancelled");
        }
        Throwable interruption = awaitChildren();
        finished = true;
        if (parent != null && parent.innermostGroup == this) {
            parent.innermostGroup = outer;
        }
        failure = failure == null ? failureOfBlock : failure;
        if (failure != null) {
            failures.add(failure);
        }
        throwOutcome(interruption == null ? goesOn : interruption);
    }

    /** Returns whether the block ended with what this group sent into it, which the JDK throws as an interruption. */
    private boolean isOwnSignal(@Nullable Throwable thrown) {
        return thrown == sent || sent != null && thrown instanceof InterruptedException && !isParentCancelled();
    }

    /** Returns whether the block ended with what was sent to it: a cancellation, or the failure of a group around this one. */
    private boolean isFromOutside(Throwable thrown) {
        return thrown instanceof CancellationException
                || thrown instanceof InterruptedException && isParentCancelled()
                || parent != null && senderOf(thrown, parent) != null;
    }

    private boolean isParentCancelled() {
        return parent != null && parent.cancelling() > cancellingBefore;
    }

    /** Waits until all children have ended, whatever is thrown into the wait; returns the last of that. */
    private @Nullable Throwable awaitChildren() {
        Throwable interruption = null;
        while (!live.isEmpty()) {
            allDone = new AllDone(loop.engine);
            try {
                allDone.await();
            } catch (RuntimeException e) {
                if (parent == null) {
                    throw e; // the loop was driven from here and cannot go on
                }
                interruption = e;
                abortOnce("the group's task was told to stop: " + e);
                parent.keepCancellationBack(true);
            }
        }
        if (parent != null) {
            parent.keepCancellationBack(false);
        }
        return interruption;
    }

    private void throwOutcome(@Nullable Throwable goesOn) {
        if (failures.isEmpty()) {
            if (goesOn != null) {
                throw Throwing.sneaky(goesOn);
            }
            return;
        }
        TaskGroupException own = exception();
        if (parent != null && goesOn instanceof TaskGroupException) {
            Group sender = senderOf(goesOn, parent);
            if (sender != null) {
                sender.failureOfBlock = own;
            }
            goesOn.addSuppressed(own); // the failure of a group around this one comes first
            throw Throwing.sneaky(goesOn);
        }
        if (goesOn != null) {
            own.addSuppressed(goesOn);
        }
        if (isParentCancelled() && (seesBlock || goesOn != null)) {
            Objects.requireNonNull(parent).deliverAgain(); // whoever catches this shall not survive the cancellation
        }
        throw own;
    }

    private void abortOnce(String reason) {
        if (!aborting) {
            abort(reason);
        }
    }

    /** What the block's end waits for; names the group in reports. */
    private final class AllDone extends Outcome<@Nullable Void> {

        AllDone(Engine engine) {
            super(engine);
        }

        @Override
        boolean cancelFor(@Nullable String reason) {
            return false;
        }

        @Override
        String nameForReports() {
            return "the group's " + live.size() + " tasks after the end of its block"
                    + (seesBlock
                            ? ""
                            : " (which may have thrown: try-with-resources does not let a group know, loop.group(group -> ..)"
                                    + " does)")
                    + ", among them " + live.get(0).nameForReports();
        }
    }
}
