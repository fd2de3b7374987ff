// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.ChoiceSource;
import dev.asyncloop.schedule.Schedule;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs lists of choices, none of them twice, within a budget, and keeps the smallest one that fails. */
final class Trials {

    private static final int MAX_KNOWN = 10_000;
    private static final String DESCRIPTION = "shrunk from ";

    private final Schedule failing;
    private final Shrinker.Trial trial;
    private final long start = System.nanoTime();
    private final long budgetNanos;
    private final int maxRuns;
    private final LongSet tried = new LongSet();

    /** What the first runs came to, by their hash; looked up, never iterated. */
    private final Map<Long, Choices> known = new HashMap<>();

    private int runs;
    private @Nullable Recording recording;
    private @Nullable Choices original;
    private @Nullable Choices best;

    Trials(Schedule failing, Shrinker.Trial trial, Duration budget, int maxRuns) {
        this.failing = failing;
        this.trial = trial;
        this.budgetNanos = budget.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0 ? Long.MAX_VALUE : budget.toNanos();
        this.maxRuns = maxRuns;
    }

    /** Runs the failing order itself and records its choices; returns whether it fails again. */
    boolean runOriginal() {
        boolean fails = run(failing::newSource);
        if (recording != null) {
            original = recording.choices();
            tried.add(hash(original.chosen()));
            best = fails ? original : null;
        }
        return best != null;
    }

    /** Returns the smallest choices that are known to fail. */
    Choices best() {
        if (best == null) {
            throw new IllegalStateException("the failing order has not failed again");
        }
        return best;
    }

    boolean isOver() {
        return runs >= maxRuns || System.nanoTime() - start >= budgetNanos;
    }

    /** Runs a list, unless that was done before or the budget is spent; returns whether it has given a smaller best one. */
    boolean improvesWith(int[] list) {
        int[] choices = Choices.trimmed(list);
        return !isOver() && tried.add(hash(choices)) && keepIfSmaller(() -> new FixedChoices(choices));
    }

    /** Runs a list in which the choices that leave FIFO mean these actors, as {@link #improvesWith(int[])} does. */
    boolean improvesWith(int[] list, long[] actors) {
        int[] choices = Choices.trimmed(list);
        return !isOver()
                && tried.add(hash(choices) + hash(choices, actors))
                && keepIfSmaller(() -> new FixedActors(choices, actors));
    }

    private boolean keepIfSmaller(Supplier<ChoiceSource> source) {
        boolean fails = run(source);
        if (recording == null) {
            return false;
        }
        Choices made = recording.choices();
        long hash = hash(made.chosen());
        tried.add(hash);
        if (known.size() < MAX_KNOWN) {
            known.put(hash, made);
        }
        if (!fails || !made.areSmallerThan(best())) {
            return false;
        }
        best = made;
        return true;
    }

    /** Returns the choices that a list leads to: those of its run before, or else it is run; {@code null} if there is no time. */
    @Nullable
    Choices record(int[] list) {
        Choices before = known.get(hash(list));
        if (before != null) {
            return before;
        }
        if (isOver()) {
            return null;
        }
        tried.add(hash(list));
        keepIfSmaller(() -> new FixedChoices(list));
        return recording == null ? null : recording.choices();
    }

    private boolean run(Supplier<ChoiceSource> source) {
        runs++;
        recording = null;
        return trial.failsTheSame(order(() -> {
            Recording made = new Recording(source.get());
            recording = made;
            return made;
        }));
    }

    private Schedule order(Supplier<ChoiceSource> source) {
        return Schedule.of(DESCRIPTION + failing.text(), failing.number(), source);
    }

    Shrunk result(boolean minimal) {
        Choices before = original;
        Choices after = best;
        if (before == null || after == null) {
            int length = before == null ? 0 : before.length();
            int deviations = before == null ? 0 : before.deviations();
            return new Shrunk(failing, length, length, deviations, deviations, runs, false, false);
        }
        Schedule order = after == before ? failing : order(() -> new FixedChoices(after.chosen()));
        return new Shrunk(
                order, before.length(), after.length(), before.deviations(), after.deviations(), runs, minimal, true);
    }

    private static long hash(int[] list, long[] actors) {
        long hash = 1;
        for (int i = 0; i < list.length; i++) {
            hash = list[i] == 0 ? hash : Long.rotateLeft(hash ^ actors[i], 29) * 0xbf58476d1ce4e5b9L;
        }
        return hash;
    }

    private static long hash(int[] list) {
        long hash = list.length;
        for (int choice : list) {
            hash = Long.rotateLeft(hash ^ (choice + 1) * 0x9e3779b97f4a7c15L, 29) * 0xbf58476d1ce4e5b9L;
        }
        return hash ^ hash >>> 32;
    }
}
