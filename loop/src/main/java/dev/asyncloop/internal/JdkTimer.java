// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.schedule.StepKind;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the JDK does at a time: it ends a timed park or wait of a virtual thread. Nobody waits for it. */
final class JdkTimer extends LoopTimer implements Future<@Nullable Object> {

    private final Engine engine;
    private final Runnable action;
    private boolean cancelled;
    private boolean done;

    JdkTimer(Engine engine, Runnable action, long deadline) {
        this.engine = engine;
        this.action = action;
        engine.arm(this, deadline);
    }

    @Override
    boolean isWake() {
        return true;
    }

    @Override
    boolean isBackground() {
        return false;
    }

    @Override
    Step toStep() {
        return new JdkTimerStep(this);
    }

    @Override
    void wake() {
        if (!cancelled) {
            done = true;
            action.run();
        }
    }

    @Override
    String describe() {
        return "ends a timed wait inside of the JDK at " + Durations.text(deadline());
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        if (done || cancelled) {
            return false;
        }
        cancelled = true;
        engine.disarm(this);
        return true;
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public boolean isDone() {
        return done || cancelled;
    }

    @Override
    public @Nullable Object get() {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable Object get(long timeout, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    private static final class JdkTimerStep extends Step implements DueTimers.Due {

        private final JdkTimer timer;

        JdkTimerStep(JdkTimer timer) {
            this.timer = timer;
        }

        @Override
        void run() {
            timer.wake();
        }

        @Override
        StepKind kind() {
            return StepKind.TIMER;
        }

        @Override
        public long deadline() {
            return timer.deadline();
        }
    }
}
