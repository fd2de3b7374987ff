// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.Handle;
import dev.asyncloop.schedule.StepKind;
import java.lang.StackWalker.StackFrame;
import org.jspecify.annotations.Nullable;

/** A callback that waits for its deadline; once due, {@link CallbackStep} takes over. */
final class CallbackTimer extends LoopTimer implements Handle {

    private final Engine engine;
    private final Runnable callback;
    private final @Nullable StackFrame site;
    private final String label;
    private final @Nullable Lane lane;
    private final Context context;
    private final long parent;
    private final long lineage;
    private @Nullable TimerStep step;
    private boolean cancelled;

    CallbackTimer(Engine engine, Runnable callback, @Nullable StackFrame site, String label, @Nullable Lane lane) {
        this.engine = engine;
        this.callback = callback;
        this.site = site;
        this.label = label;
        this.lane = lane;
        this.context = engine.captureContext();
        parent = engine.lineage();
        lineage = engine.nextLineage();
    }

    @Override
    boolean isWake() {
        return false;
    }

    @Override
    boolean isBackground() {
        return false;
    }

    @Override
    Step toStep() {
        TimerStep made = new TimerStep(engine, callback, site, context, deadline());
        made.lane = lane;
        made.parent = parent;
        made.lineage = lineage;
        step = made;
        return made;
    }

    @Override
    void wake() {
        throw new AssertionError("not a wake-up");
    }

    @Override
    String describe() {
        return label + ", due at " + Durations.text(deadline()) + ", set at "
                + (site == null ? "(unknown; set captureSites to see)" : Sites.text(site));
    }

    @Override
    public boolean cancel() {
        if (step != null) {
            return step.cancel();
        }
        engine.requireOwner("Handle.cancel");
        if (cancelled || !isQueued()) {
            return false;
        }
        cancelled = true;
        engine.disarm(this);
        return true;
    }

    @Override
    public boolean isCancelled() {
        return step != null ? step.isCancelled() : cancelled;
    }

    @Override
    public boolean isPending() {
        return step != null ? step.isPending() : isQueued();
    }

    /** A due timer: tells {@link DueTimers} when it is out of the way. */
    static final class TimerStep extends CallbackStep implements DueTimers.Due {

        private final long deadline;

        TimerStep(Engine engine, Runnable callback, @Nullable StackFrame site, Context context, long deadline) {
            super(engine, StepKind.TIMER, callback, site, context);
            this.deadline = deadline;
        }

        @Override
        public long deadline() {
            return deadline;
        }
    }
}
