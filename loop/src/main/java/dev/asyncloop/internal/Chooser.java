// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.schedule.Candidates;
import dev.asyncloop.schedule.ChoiceLog;
import dev.asyncloop.schedule.ChoiceSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the choice source, for steps, values and the lateness of timers; checks its answers and records them. */
final class Chooser {

    final ChoiceLog log;

    private final Engine engine;
    private final ChoiceSource source;
    private final long slackNanos;

    Chooser(Engine engine, ChoiceSource source) {
        this.engine = engine;
        this.source = source;
        slackNanos = engine.settings.slackNanos();
        log = new ChoiceLog(engine.settings.schedule.number(), engine.settings.scope);
    }

    /** Chooses one of some candidates; without an alternative, nobody is asked. */
    int choose(int options, Candidates candidates) {
        if (options == 1) {
            return 0;
        }
        int chosen = source.choose(options, candidates);
        if (chosen < 0 || chosen >= options) {
            throw new IllegalStateException(
                    "The choice source chose " + chosen + ", which is not between 0 and " + (options - 1) + ".");
        }
        log.add(options, chosen, candidates);
        return chosen;
    }

    /** Chooses a value for the running step, or for the code outside: yes, or no, which is what FIFO order says. */
    boolean chance(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("A probability is between 0 and 1, and not " + probability + ".");
        }
        if (probability == 0 || probability == 1) {
            return probability == 1;
        }
        boolean yes = value(new Values(2, probability, engine.actor(), engine.lineage(), now())) == 1;
        engine.trace.noteValue("chance(" + probability + ") = " + yes, engine.actor(), 2, yes ? 1 : 0, now());
        return yes;
    }

    /** Chooses one of some values for the running step, or for the code outside; the first one is what FIFO order says. */
    <T extends @Nullable Object> T pick(List<T> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("pick(..) needs at least one value to choose from.");
        }
        if (values.size() == 1) {
            return values.get(0);
        }
        int chosen = value(Values.alike(values.size(), engine.actor(), engine.lineage(), now()));
        T picked = values.get(chosen);
        engine.trace.noteValue("pick = " + picked, engine.actor(), values.size(), chosen, now());
        return picked;
    }

    /** Returns the deadline to which the clock goes on: the next one, or, if timers may be late, one soon after it. */
    long nextDeadline(long horizon) {
        long next = engine.timers.nextDeadline();
        if (slackNanos == 0 || next >= horizon) {
            return next;
        }
        long[] within = engine.timers.deadlinesUpTo(Math.min(horizon, Durations.plus(next, slackNanos)));
        if (within.length == 1) {
            return next;
        }
        int chosen = value(Values.alike(within.length, 0, 0, now()));
        long late = within[chosen];
        if (chosen > 0) {
            String text = "timers up to " + Durations.text(late - next) + " late";
            engine.trace.noteValue(text, 0, within.length, chosen, late);
        }
        return late;
    }

    private int value(Values values) {
        int chosen = choose(values.size(), values);
        engine.trace.value(values.size(), chosen);
        return chosen;
    }

    private long now() {
        return engine.clock.nanoTime();
    }
}
