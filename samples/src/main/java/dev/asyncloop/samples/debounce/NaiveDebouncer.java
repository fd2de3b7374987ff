// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.debounce;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The bug: cancels the timer, which helps only until it fires. The action that it has handed to the worker by then still runs,
 * in the middle of what has begun anew.
 */
public final class NaiveDebouncer implements Debouncing {

    private final ScheduledExecutorService timer;
    private final Executor worker;
    private final Duration quiet;
    private final Runnable action;
    private @Nullable ScheduledFuture<?> pending;

    public NaiveDebouncer(ScheduledExecutorService timer, Executor worker, Duration quiet, Runnable action) {
        this.timer = timer;
        this.worker = worker;
        this.quiet = quiet;
        this.action = action;
    }

    @Override
    public synchronized void touch() {
        if (pending != null) {
            pending.cancel(false);
        }
        pending = timer.schedule(() -> worker.execute(action), quiet.toMillis(), TimeUnit.MILLISECONDS);
    }
}
