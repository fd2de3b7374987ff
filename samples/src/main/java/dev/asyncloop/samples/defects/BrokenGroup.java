// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.defects;

import dev.asyncloop.Loop;
import dev.asyncloop.Promise;
import dev.asyncloop.Task;
import dev.asyncloop.TaskCancelledException;
import dev.asyncloop.TaskGroupException;
import dev.asyncloop.ThrowingRunnable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A group that forgets the cancellation of its parent when a child has failed in the same moment. */
public final class BrokenGroup {

    private final Loop loop;
    private final Task<?> parent = Task.current();
    private final List<Task<?>> children = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private boolean aborting;
    private boolean parentCancelRequested;
    private @Nullable Promise<@Nullable Void> allDone;

    public BrokenGroup(Loop loop) {
        this.loop = loop;
    }

    public void spawn(ThrowingRunnable body) {
        Task<?> child = loop.spawn(body);
        children.add(child);
        child.onDone(done -> ended(child));
    }

    private void ended(Task<?> child) {
        children.remove(child);
        if (child.isFailed()) {
            failures.add(child.exceptionNow());
            if (!aborting) {
                abort();
                parentCancelRequested = true;
                parent.cancel();
            }
        }
        if (children.isEmpty() && allDone != null) {
            allDone.tryComplete(null);
        }
    }

    private void abort() {
        aborting = true;
        List.copyOf(children).forEach(Task::cancel);
    }

    /** Runs the block and then waits for the children. */
    public void run(Runnable block) {
        TaskCancelledException cancelled = null;
        try {
            block.run();
        } catch (TaskCancelledException e) {
            cancelled = e;
        }
        if (parentCancelRequested && parent.uncancel() == 0) {
            cancelled = null;
        }
        if (cancelled != null && !aborting) {
            abort();
        }
        while (!children.isEmpty()) {
            allDone = loop.promise("children");
            try {
                allDone.await();
            } catch (TaskCancelledException e) {
                if (!aborting) {
                    cancelled = e;
                    abort();
                }
            }
        }
        if (cancelled != null && failures.isEmpty()) {
            throw cancelled;
        }
        if (!failures.isEmpty()) {
            throw new TaskGroupException("children failed", failures); // here an open request should be made again
        }
    }
}
