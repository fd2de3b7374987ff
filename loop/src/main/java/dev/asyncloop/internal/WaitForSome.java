// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.Until;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One wait for some or all of several outcomes, which it leaves alone. */
final class WaitForSome extends JointWait<@Nullable Void> implements Outcome.Listener {

    private final List<Outcome<?>> watched;
    private final Until until;
    private int left;

    WaitForSome(Engine engine, List<Outcome<?>> watched, Until until) {
        super(engine, watched);
        this.watched = watched;
        this.until = until;
        left = watched.size();
        watched.forEach(outcome -> outcome.listen(this));
    }

    /** Waits for at most some virtual time, and stops listening. */
    void await(long nanos) {
        try {
            if (!isDone()) {
                engine().loop.waiting.forOutcome("Tasks.await", this, nanos);
            }
        } finally {
            end(null);
        }
    }

    @Override
    public void completed(Outcome<?> done) {
        left--;
        if (left == 0 || until == Until.FIRST_COMPLETED || until == Until.FIRST_FAILED && done.isFailed()) {
            end(null);
        }
    }

    @Override
    public boolean isGone() {
        return isDone();
    }

    @Override
    public String name() {
        return watched.size() + " tasks until " + until;
    }
}
