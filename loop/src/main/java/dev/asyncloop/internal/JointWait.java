// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody waits for who waits for several outcomes at once: whoever is cancelled waits no longer, and cancels none of them. */
abstract class JointWait<T extends @Nullable Object> extends Outcome<T> {

    private final List<? extends Outcome<?>> outcomes;

    JointWait(Engine engine, List<? extends Outcome<?>> outcomes) {
        super(engine);
        this.outcomes = outcomes;
    }

    @Override
    final boolean cancelFor(@Nullable String reason) {
        return false;
    }

    @Override
    final @Nullable FibreTask<?> worker() {
        return workerOf(outcomes);
    }

    /** Returns the first task that works on one of several outcomes. */
    static @Nullable FibreTask<?> workerOf(List<? extends Outcome<?>> outcomes) {
        for (Outcome<?> outcome : outcomes) {
            FibreTask<?> worker = outcome.isDone() ? null : outcome.worker();
            if (worker != null) {
                return worker;
            }
        }
        return null;
    }
}
