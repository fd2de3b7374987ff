// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Ends a timed wait of the JDK: what a virtual thread asks for when it parks, sleeps or waits for a limited time. To the JDK it
 * looks like the future of a scheduled executor, of which it uses {@link #cancel} only.
 */
final class ParkTimer extends WakeTimer implements Future<Object> {

    private final Runnable command;
    private boolean cancelled;
    private boolean done;

    ParkTimer(FibreTask<?> task, Runnable command) {
        super(task);
        this.command = command;
    }

    @Override
    void wake() {
        if (!done) {
            done = true;
            command.run();
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        if (done) {
            return false;
        }
        done = true;
        cancelled = true;
        task.engine().disarm(this);
        return true;
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public boolean isDone() {
        return done;
    }

    @Override
    public Object get() {
        return outcome();
    }

    @Override
    public Object get(long timeout, TimeUnit unit) {
        return outcome();
    }

    private Object outcome() {
        if (cancelled) {
            throw new CancellationException();
        }
        throw new UnsupportedOperationException("the end of a timed wait has no result");
    }
}
