// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Candidates;
import dev.asyncloop.schedule.ChoiceSource;
import dev.asyncloop.schedule.StepKind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One step of an order, or one value: what could be chosen there, what is, and what was. */
final class Node {

    /** Whether it is not a step but a value that a step asks for. */
    boolean value;

    /** The place of the step before this one; of a value, that of the step that asks for it; -1 before the first step. */
    int before;

    /** The first place at the same reading of the clock, which moves only when all that was ready has run. */
    int sinceJump;

    long nanos;
    int size;
    int chosen;

    /** What the chosen step touches in this order, so far. */
    final Footprint footprint = new Footprint();

    /** What it has touched in all orders that begin like this one: if it asks for values, that may be more. */
    Footprint touched = new Footprint();

    private long[] lineages = new long[4];
    private long[] events = new long[4];
    private int[] enablers = new int[4];
    private boolean[] unforeseen = new boolean[4];
    private boolean[] wanted = new boolean[4];
    private @Nullable Footprint[] asleep = new Footprint[4];

    /**
     * What candidates have touched that slept until something conflicted with them: what they touch now may be less, as that of a
     * task that was cancelled, and races with what they would have touched must be seen all the same.
     */
    private @Nullable Footprint[] memories = new Footprint[4];

    /** Returns whether a step becomes ready for reasons other than that a step before it has run. */
    static boolean isUnforeseen(StepKind kind) {
        return kind == StepKind.TIMER || kind == StepKind.IO || kind == StepKind.EXTERNAL;
    }

    /** Meets a choice between values. */
    void meetValues(int n, int step) {
        value = true;
        before = step;
        size = n;
        chosen = 0;
    }

    /** Meets a choice between steps. */
    void meet(Candidates candidates, int n, int place, int last) {
        value = false;
        before = last;
        sinceJump = place;
        nanos = candidates.nanos();
        size = n;
        ensureRoom(n);
        for (int i = 0; i < n; i++) {
            lineages[i] = candidates.lineage(i);
            events[i] = candidates.event(i);
            unforeseen[i] = isUnforeseen(candidates.kind(i));
        }
        Arrays.fill(enablers, 0, n, -1);
        Arrays.fill(wanted, 0, n, false);
        Arrays.fill(asleep, 0, n, null);
        Arrays.fill(memories, 0, n, null);
    }

    private void ensureRoom(int n) {
        if (n > events.length) {
            int capacity = Math.max(n, 2 * events.length);
            lineages = new long[capacity];
            events = new long[capacity];
            enablers = new int[capacity];
            unforeseen = new boolean[capacity];
            wanted = new boolean[capacity];
            asleep = new Footprint[capacity];
            memories = new Footprint[capacity];
        }
    }

    /** Begins the chosen step anew. */
    void begin(StepKind kind) {
        footprint.clear();
        Footprint memory = memories[chosen];
        if (memory != null) {
            footprint.addAll(memory);
        }
        if (isUnforeseen(kind)) {
            footprint.add(ChoiceSource.EVERYTHING, true);
        }
    }

    /**
     * Has tried, in the place of this step, what was a candidate beside it and is none at the step after. What that would have
     * touched is not known, so the step conflicts with everything.
     */
    void wantWithdrawn(Node next) {
        int from = 0;
        for (int i = 0; i < size; i++) {
            if (i == chosen) {
                continue;
            }
            int at = next.find(events[i], from);
            if (at >= 0) {
                from = at + 1;
            } else {
                wanted[i] = true;
                footprint.add(ChoiceSource.EVERYTHING, true);
            }
        }
    }

    /** Ends the last step of a run: what was a candidate beside it has not come to run, so the end conflicts with it. */
    void endRun() {
        if (size > 1) {
            wantAll();
            footprint.add(ChoiceSource.EVERYTHING, true);
        }
    }

    /**
     * Takes over what is known of the candidates that were ones at the step before. What was tried in the place of that step
     * sleeps on, if they touch nothing in common.
     */
    void follow(Node last) {
        if (last.nanos == nanos) {
            sinceJump = last.sinceJump;
        }
        int from = 0;
        for (int i = 0; i < size; i++) {
            int at = last.find(events[i], from);
            if (at < 0) {
                enablers[i] = unforeseen[i] ? -1 : before;
                continue;
            }
            from = at + 1;
            enablers[i] = last.enablers[at];
            memories[i] = last.memories[at];
            Footprint sleeper = last.asleep[at];
            if (sleeper != null && sleeper.conflictsWith(last.footprint)) {
                memories[i] = sleeper.with(memories[i]);
            } else {
                asleep[i] = sleeper;
            }
        }
    }

    /** Finds a candidate by its event; returns -1 if it is none. */
    int find(long event, int from) {
        for (int i = from; i < size; i++) {
            if (events[i] == event) {
                return i;
            }
        }
        for (int i = Math.min(from, size) - 1; i >= 0; i--) {
            if (events[i] == event) {
                return i;
            }
        }
        return -1;
    }

    /** Chooses the first candidate that does not sleep; returns whether there is one. */
    boolean wake() {
        for (int i = 0; i < size; i++) {
            if (asleep[i] == null) {
                choose(i);
                wanted[i] = true;
                return true;
            }
        }
        return false;
    }

    /** Chooses the next candidate that is to be tried, after all orders with the chosen one; returns whether there is one. */
    boolean advance() {
        if (value) {
            return ++chosen < size;
        }
        asleep[chosen] = touched;
        for (int i = 0; i < size; i++) {
            if (wanted[i] && asleep[i] == null) {
                choose(i);
                return true;
            }
        }
        return false;
    }

    private void choose(int index) {
        chosen = index;
        touched = new Footprint();
    }

    void want(int index) {
        wanted[index] = true;
    }

    void wantAll() {
        Arrays.fill(wanted, 0, size, true);
    }

    /** Returns whether all orders in which the candidate runs next are tried from here, or were elsewhere. */
    boolean isCovered(int index) {
        return wanted[index] || asleep[index] != null;
    }

    long lineage() {
        return lineages[chosen];
    }

    long event() {
        return events[chosen];
    }

    /** Returns the place of the step that made the chosen one ready; -1 if it was ready from the beginning. */
    int enabler() {
        return enablers[chosen];
    }
}
