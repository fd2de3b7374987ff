// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.LoopTimeoutException;
import dev.asyncloop.Task;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Outcomes in the order in which they are done, as far as that is in time. */
final class Completions<K extends Task<?>> implements Iterable<K>, Outcome.Listener {

    private final Engine engine;
    private final List<Outcome<?>> outcomes;
    private final long limit;
    private final long deadline;
    private final List<K> inTime = new ArrayList<>();
    private @Nullable Arrival next;
    private boolean timedOut;

    Completions(Engine engine, List<Outcome<?>> outcomes, long limit) {
        this.engine = engine;
        this.outcomes = outcomes;
        this.limit = Math.max(0, limit);
        deadline = Durations.plus(engine.clock.nanoTime(), this.limit);
        outcomes.forEach(outcome -> outcome.listen(this));
    }

    @Override
    public void completed(Outcome<?> done) {
        if (isOver()) {
            return;
        }
        inTime.add(Combined.given(done));
        Arrival arrival = next;
        if (arrival != null) {
            next = null;
            arrival.end(null);
        }
    }

    @Override
    public boolean isGone() {
        return isOver();
    }

    private boolean isOver() {
        return timedOut || engine.clock.nanoTime() > deadline;
    }

    private void awaitNext() {
        if (!isOver()) {
            Arrival arrival = next == null ? new Arrival() : next;
            next = arrival;
            engine.loop.waiting.forOutcome("asCompleted", arrival, Durations.minus(deadline, engine.clock.nanoTime()));
            timedOut |= !arrival.isDone();
        }
        if (isOver()) {
            throw new LoopTimeoutException(
                    "Timed out after " + engine.settings.timeText(limit) + ": " + inTime.size() + " of "
                            + outcomes.size() + " tasks were done in time",
                    null);
        }
    }

    @Override
    public Iterator<K> iterator() {
        return new Iterator<>() {

            private int taken;

            @Override
            public boolean hasNext() {
                return taken < outcomes.size();
            }

            @Override
            public K next() {
                engine.requireOpen("asCompleted");
                if (!hasNext()) {
                    throw new NoSuchElementException("All " + taken + " tasks have been handed out.");
                }
                while (taken == inTime.size()) {
                    awaitNext();
                }
                return inTime.get(taken++);
            }
        };
    }

    /** What iterators wait for. */
    private final class Arrival extends JointWait<@Nullable Void> {

        Arrival() {
            super(engine, outcomes);
        }

        @Override
        public String name() {
            return "the next of " + outcomes.size() + " tasks";
        }
    }
}
