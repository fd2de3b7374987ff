// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.ExceptionContext;
import org.jspecify.annotations.Nullable;

/** A view of a promise that can be cancelled on its own; a failure that comes after that goes to the exception handler. */
final class Shield<T extends @Nullable Object> extends Promise<T> implements Promise.Listener {

    private final Promise<T> inner;

    Shield(Promise<T> inner) {
        super(inner.engine());
        this.inner = inner;
        inner.listen(this);
    }

    @Override
    public void completed(Promise<?> promise) {
        Throwable failure = inner.peekFailure();
        if (failure == null) {
            complete(inner.join());
        } else if (!fail(failure) && inner.isFailed()) {
            engine().problems
                    .unhandled(new ExceptionContext(
                            "Exception in shielded " + inner.nameForReports(), failure, inner, null));
        }
    }

    @Override
    void markObserved() {
        super.markObserved();
        inner.markObserved();
    }

    @Override
    public boolean isGone() {
        return false;
    }

    @Override
    public String name() {
        return "shield of " + inner.name();
    }
}
