// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.Handle;
import dev.asyncloop.schedule.StepKind;
import java.lang.StackWalker.StackFrame;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A callback that waits for its deadline; once due, {@link TimerStep} takes over. There may be millions of them, so it holds no
 * more than it must: 56 bytes.
 */
final class CallbackTimer extends LoopTimer implements Handle {

    /** What timers that are set in the same way share. */
    record Origin(
            Engine engine,
            String label,
            @Nullable Lane lane,
            @Nullable StackFrame site) {}

    private static final Object CANCELLED = new Object();

    private final Origin origin;
    private final Context context;
    private final long parent;
    private final int ordinal;

    /**
     * The callback; then the step that runs it, for as long as it has not run: a timer in the old generation would keep it alive, and
     * let the collector copy it; or {@link #CANCELLED}.
     */
    private @Nullable Object work;

    CallbackTimer(Origin origin, Runnable callback) {
        this.origin = origin;
        work = callback;
        context = origin.engine.captureContext();
        parent = origin.engine.lineage();
        ordinal = origin.engine.nextOrdinal();
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
        TimerStep made = new TimerStep(this, (Runnable) Objects.requireNonNull(work));
        made.lane = origin.lane;
        made.parent = parent;
        made.lineage = Lineages.child(parent, ordinal);
        work = made;
        return made;
    }

    @Override
    void wake() {
        throw new AssertionError("not a wake-up");
    }

    @Override
    String describe() {
        return origin.label + ", due at " + Durations.text(deadline()) + ", set at "
                + (origin.site == null ? "(unknown; set captureSites to see)" : Sites.text(origin.site));
    }

    @Override
    public boolean cancel() {
        if (work instanceof TimerStep step) {
            return step.cancel();
        }
        origin.engine.requireOwner("Handle.cancel");
        if (!isQueued()) {
            return false;
        }
        work = CANCELLED;
        origin.engine.disarm(this);
        return true;
    }

    @Override
    public boolean isCancelled() {
        return work instanceof TimerStep step ? step.isCancelled() : work == CANCELLED;
    }

    @Override
    public boolean isPending() {
        return work instanceof TimerStep step ? step.isPending() : isQueued();
    }

    /** A due timer: tells {@link DueTimers} when it is out of the way. */
    static final class TimerStep extends CallbackStep implements DueTimers.Due {

        private final CallbackTimer timer;

        TimerStep(CallbackTimer timer, Runnable callback) {
            super(timer.origin.engine, StepKind.TIMER, callback, timer.origin.site, timer.context);
            this.timer = timer;
        }

        @Override
        void run() {
            timer.work = null;
            super.run();
        }

        @Override
        public long deadline() {
            return timer.deadline();
        }
    }
}
