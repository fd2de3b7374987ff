// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.FaultKind;
import java.util.List;
import java.util.Locale;

/** Finds steps that take long, during which nothing else can run: asyncio's debug mode. Time is that of the processor here. */
final class SlowSteps {

    private final Engine engine;

    SlowSteps(Engine engine) {
        this.engine = engine;
    }

    long begin() {
        return engine.settings.nanoTime.getAsLong();
    }

    void ended(Step step, long began) {
        long took = engine.settings.nanoTime.getAsLong() - began;
        if (took >= engine.settings.slowStepNanos) {
            engine.problems.add(
                    FaultKind.SLOW_STEP,
                    step.subject(),
                    String.format(Locale.ROOT, "executing <%s> took %.3f seconds", step, took / 1e9)
                            + " of real time, in which nothing else could run. Give way in between, or move the work to"
                            + " runInExecutor(..).",
                    List.of(),
                    null);
        }
    }
}
