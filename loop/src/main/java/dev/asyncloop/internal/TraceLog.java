// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.schedule.StepKind;
import dev.asyncloop.schedule.Trace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records every step in three longs: the last ones in a ring that grows up to its capacity, all of them in a running hash. Names
 * and notes are kept beside, the last ones too, so that the trace outlives its tasks.
 */
final class TraceLog {

    private static final StepKind[] KINDS = StepKind.values();
    private static final int MAX_NOTES = 1_000;

    private record Note(long step, long nanos, long actor, int options, int chosen, String text) {

        Trace.Step asStep(TaskNames.Lookup names) {
            return new Trace.Step(step, nanos, actor, names.nameOf(actor), StepKind.CALLBACK, options, chosen, text);
        }
    }

    private final int capacity;
    private final TaskNames names;
    private final ArrayDeque<Note> notes = new ArrayDeque<>();
    private long[] ring = new long[3 * 16];
    private int slot;
    private long steps;
    private long choices;
    private long hash = 0x5eed;

    TraceLog(int capacity) {
        this.capacity = Math.max(16, Integer.highestOneBit(capacity));
        names = new TaskNames(this.capacity);
    }

    @SuppressWarnings("EnumOrdinal") // packed into four bits, and read back by the same class
    void record(long actor, StepKind kind, int options, int chosen, long nanos) {
        if (slot == ring.length) {
            if (slot < capacity * 3L) {
                ring = Arrays.copyOf(ring, slot * 2);
            } else {
                slot = 0;
            }
        }
        long what = actor << 4 | kind.ordinal();
        long choice = (long) options << 32 | chosen;
        ring[slot] = what;
        ring[slot + 1] = choice;
        ring[slot + 2] = nanos;
        slot += 3;
        mix(what * 0x9e3779b97f4a7c15L + choice * 0xd1342543de82ef95L + nanos * 0x2545f4914f6cdd1dL);
        steps++;
        if (options > 1) {
            choices++;
        }
    }

    /** Records a value that a step has asked for. */
    void value(int options, int chosen) {
        mix((long) options << 32 | chosen);
        choices++;
    }

    private void mix(long value) {
        hash = Long.rotateLeft(hash ^ value, 29) * 0xbf58476d1ce4e5b9L;
    }

    /** Keeps the name of a task that has ended and was given one. */
    void ended(long actor, @Nullable String name) {
        if (name != null) {
            names.ended(actor, name);
        }
    }

    TaskNames.Lookup names(List<FibreTask<?>> live) {
        return names.with(live);
    }

    void note(String text, long actor, long nanos) {
        noteValue(text, actor, 1, 0, nanos);
    }

    /** Says what the last {@link #value} was for. */
    void noteValue(String text, long actor, int options, int chosen, long nanos) {
        if (notes.size() == MAX_NOTES) {
            notes.remove();
        }
        notes.add(new Note(steps, nanos, actor, options, chosen, text));
    }

    /** Returns the actors of the last steps, at most {@code n}, the last one first. */
    long[] lastActors(int n) {
        int kept = (int) Math.min(Math.min(n, steps), ring.length / 3);
        long[] actors = new long[kept];
        for (int i = 0; i < kept; i++) {
            actors[i] = ring[(int) ((steps - 1 - i) % (ring.length / 3)) * 3] >> 4;
        }
        return actors;
    }

    /** Returns a number over all steps. */
    long hash() {
        return hash;
    }

    Trace snapshot(List<FibreTask<?>> live) {
        TaskNames.Lookup names = names(live);
        Iterator<Note> made = notes.iterator();
        @Nullable Note note = made.hasNext() ? made.next() : null;
        List<Trace.Step> last = new ArrayList<>();
        long first = Math.max(0, steps - ring.length / 3);
        for (; note != null && (note.step == 0 || note.step <= first); note = made.hasNext() ? made.next() : null) {
            if (first == 0) {
                last.add(note.asStep(names));
            }
        }
        for (long number = first; number < steps; number++) {
            int slot = (int) (number % (ring.length / 3)) * 3;
            long actor = ring[slot] >> 4;
            last.add(new Trace.Step(
                    number + 1,
                    ring[slot + 2],
                    actor,
                    names.nameOf(actor),
                    KINDS[(int) (ring[slot] & 15)],
                    (int) (ring[slot + 1] >>> 32),
                    (int) ring[slot + 1],
                    null));
            for (; note != null && note.step <= number + 1; note = made.hasNext() ? made.next() : null) {
                last.add(note.asStep(names));
            }
        }
        return new Trace(hash, steps, choices, last);
    }
}
