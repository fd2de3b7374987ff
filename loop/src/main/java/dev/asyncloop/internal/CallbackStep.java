// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.Handle;
import dev.asyncloop.schedule.StepKind;
import java.lang.StackWalker.StackFrame;
import org.jspecify.annotations.Nullable;

/** A queued callback, which is its own handle. */
class CallbackStep extends Step implements Handle {

    private final Engine engine;
    private final StepKind kind;
    private final @Nullable StackFrame site;
    private final Context context;
    private @Nullable Runnable callback;
    private boolean cancelled;

    CallbackStep(Engine engine, StepKind kind, Runnable callback, @Nullable StackFrame site) {
        this(engine, kind, callback, site, engine.captureContext());
        born(engine);
    }

    CallbackStep(Engine engine, StepKind kind, Runnable callback, @Nullable StackFrame site, Context context) {
        this.context = context;
        this.engine = engine;
        this.kind = kind;
        this.callback = callback;
        this.site = site;
    }

    @Override
    void run() {
        Runnable action = callback;
        callback = null;
        lane = null; // which may be the step that has made this one, and had a maker too
        engine.touched(lineage, false); // whether it is cancelled
        if (action != null) {
            engine.runCallback(action, context, this, kind);
        }
    }

    @Override
    StepKind kind() {
        return kind;
    }

    @Override
    public boolean cancel() {
        engine.requireOwner("Handle.cancel");
        engine.touched(lineage, true);
        if (!isPending()) {
            return false;
        }
        callback = null;
        cancelled = true;
        if (queued) {
            engine.cancelStep(this);
            lane = null;
        }
        return true;
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public boolean isPending() {
        return callback != null && !engine.isClosed();
    }

    @Override
    public String toString() {
        return kind.label() + " scheduled at " + Sites.text(site);
    }
}
