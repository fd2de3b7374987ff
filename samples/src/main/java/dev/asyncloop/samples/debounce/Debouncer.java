// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.debounce;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The fix: the worker looks once more whether its timer is still the last one, just before it acts. */
public final class Debouncer implements Debouncing {

    private final ScheduledExecutorService timer;
    private final Executor worker;
    private final Duration quiet;
    private final Runnable action;
    private @Nullable ScheduledFuture<?> pending;
    private long touches;

    public Debouncer(ScheduledExecutorService timer, Executor worker, Duration quiet, Runnable action) {
        this.timer = timer;
        this.worker = worker;
        this.quiet = quiet;
        this.action = action;
    }

    @Override
    public synchronized void touch() {
        if (pending != null) {
            pending.cancel(false); // spares a timer; that it comes too late does not matter
        }
        long touch = ++touches;
        pending = timer.schedule(() -> worker.execute(() -> runIfLast(touch)), quiet.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void runIfLast(long touch) {
        synchronized (this) {
            if (touch != touches) {
                return;
            }
        }
        action.run();
    }
}
