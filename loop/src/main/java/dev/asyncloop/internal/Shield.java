// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import org.jspecify.annotations.Nullable;

/** A view of an outcome that can be cancelled on its own; a failure that comes after that goes to the exception handler. */
final class Shield<T extends @Nullable Object> extends Outcome<T> implements Outcome.Listener {

    private final Outcome<T> inner;

    Shield(Outcome<T> inner) {
        super(inner.engine());
        this.inner = inner;
        inner.listen(this);
    }

    @Override
    public void completed(Outcome<?> outcome) {
        Throwable failure = inner.peekFailure();
        if (failure == null) {
            end(inner.join());
        } else {
            endFailed(failure);
        }
    }

    @Override
    boolean cancelFor(@Nullable String reason) {
        boolean cancelled = super.cancelFor(reason);
        if (cancelled) {
            inner.shieldGone();
        }
        return cancelled;
    }

    @Override
    void markObserved() {
        super.markObserved();
        inner.markObserved();
    }

    @Override
    public boolean isGone() {
        return isDone();
    }

    @Override
    public String name() {
        return "shield of " + inner.name();
    }
}
