// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.schedule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What ran, step by step: the same for two runs if and only if they ran the same order.
 *
 * @param hash a number over all steps of the run, also over those that are no longer kept
 * @param steps how many steps the run has made
 * @param choices how many choices it has made among several: of steps, of values, and of how late timers are
 * @param last the last steps, in order; the run keeps as many as its memory for them holds
 * @since 0.1
 */
public record Trace(long hash, long steps, long choices, List<Step> last) {

    /** Copies the steps. */
    public Trace {
        last = List.copyOf(last);
    }

    /**
     * One step, or a note made during one.
     *
     * @param number counts the steps of the run from 1; of a note, that of the step before it, or 0
     * @param nanos the virtual time since the loop was made, in nanoseconds
     * @param actor the task's number, or minus the callback's; of a note made outside of steps, 0
     * @param name the task's name, or {@code callback}
     * @param kind what kind of step it was
     * @param options how many candidates there were
     * @param chosen the index of this one among them
     * @param note the text of a note, or {@code null} for a step
     * @since 0.1
     */
    public record Step(
            long number,
            long nanos,
            long actor,
            String name,
            StepKind kind,
            int options,
            int chosen,
            @Nullable String note) {

        @Override
        public String toString() {
            return note != null
                    ? "      note: " + note
                    : number + " t=" + nanos + " " + name + "(" + actor + ") " + kind.label() + " " + chosen + "/"
                            + options;
        }
    }

    /**
     * Returns the steps one below the other.
     *
     * @return one line for each step and note kept
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        last.forEach(step -> text.append(step).append('\n'));
        return text.toString();
    }
}
