// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.defects;

import dev.asyncloop.Loop;
import dev.asyncloop.Promise;
import dev.asyncloop.TaskCancelledException;
import dev.asyncloop.sync.AsyncLock;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** gh-112202: a signal that reaches a task which is cancelled before it resumes is lost, and another one waits for ever. */
public final class BrokenCondition {

    private final Loop loop;
    private final AsyncLock lock;
    private final ArrayDeque<Promise<@Nullable Void>> waiters = new ArrayDeque<>();

    public BrokenCondition(Loop loop, AsyncLock lock) {
        this.loop = loop;
        this.lock = lock;
    }

    public void await() {
        Promise<@Nullable Void> waiter = loop.promise("signal");
        lock.release();
        try {
            waiters.add(waiter);
            try {
                waiter.await();
            } finally {
                waiters.remove(waiter);
            }
        } finally {
            reacquire(); // here the signal should be passed on if the wait has failed
        }
    }

    private void reacquire() {
        TaskCancelledException cancelled = null;
        for (boolean reacquired = false; !reacquired; ) {
            try {
                lock.acquire();
                reacquired = true;
            } catch (TaskCancelledException e) {
                cancelled = e;
            }
        }
        if (cancelled != null) {
            throw cancelled;
        }
    }

    public void signal() {
        for (Promise<@Nullable Void> waiter : waiters) {
            if (waiter.tryComplete(null)) {
                return;
            }
        }
    }
}
