// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.Trace;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where two runs of one order went apart, so that the program is not deterministic under its loop, and why probably.
 *
 * @param step the number of the first step that differs
 * @param first what the first run did there, or {@code null} if it had ended
 * @param second what the second run did there, or {@code null} if it had ended
 * @param cause what is probably the cause
 * @since 0.1
 */
public record Divergence(long step, Trace.@Nullable Step first, Trace.@Nullable Step second, Cause cause) {

    /**
     * What makes runs of one order differ.
     *
     * @since 0.1
     */
    public enum Cause {
        /** Threads that the loop does not run have called in. */
        FOREIGN_THREADS("threads outside of the loop took part, and no order controls when"),
        /** The program did I/O with others, or had work done in an executor. */
        BEYOND_CONTROL("the program did I/O or other work that no order controls"),
        /** The steps are at different virtual times. */
        TIME(
                "the virtual times differ: a duration depends on the wall clock, or on random numbers that are not loop.random()"),
        /** The steps are different ones. */
        CANDIDATES(
                "what could run differs: the program depends on the iteration order of a hash set or map, on static state"
                        + " that another order has left behind, on random numbers that are not loop.random(), or on a clock that is"
                        + " not loop.clock()");

        private final String text;

        Cause(String text) {
            this.text = text;
        }

        /**
         * Returns the cause in words.
         *
         * @return a clause
         */
        public String text() {
            return text;
        }
    }

    /**
     * Compares two runs of one order.
     *
     * @param first the trace of the first run
     * @param second the trace of the second one
     * @param foreignThreads whether threads outside of the loop took part in one of them
     * @param beyondControl whether one of them did I/O or other work that no order controls
     * @return the first difference; empty if they ran the same steps, or if what differs is no longer kept in the traces
     */
    public static Optional<Divergence> between(
            Trace first, Trace second, boolean foreignThreads, boolean beyondControl) {
        if (first.hash() == second.hash()) {
            return Optional.empty();
        }
        long from = Math.max(start(first), start(second));
        Iterator<Trace.Step> one = steps(first, from);
        Iterator<Trace.Step> other = steps(second, from);
        for (long number = from; one.hasNext() || other.hasNext(); number++) {
            Trace.Step a = one.hasNext() ? one.next() : null;
            Trace.Step b = other.hasNext() ? other.next() : null;
            if (a == null || !a.equals(b)) {
                return Optional.of(new Divergence(number, a, b, cause(a, b, foreignThreads, beyondControl)));
            }
        }
        return Optional.empty();
    }

    private static long start(Trace trace) {
        return trace.last().isEmpty() ? 1 : Math.max(1, trace.last().get(0).number());
    }

    private static Iterator<Trace.Step> steps(Trace trace, long from) {
        return trace.last().stream()
                .filter(step -> step.note() == null && step.number() >= from)
                .iterator();
    }

    private static Cause cause(
            Trace.@Nullable Step a, Trace.@Nullable Step b, boolean foreignThreads, boolean beyondControl) {
        if (foreignThreads) {
            return Cause.FOREIGN_THREADS;
        }
        if (beyondControl) {
            return Cause.BEYOND_CONTROL;
        }
        return a != null && b != null && a.nanos() != b.nanos() ? Cause.TIME : Cause.CANDIDATES;
    }

    /**
     * Returns the difference in words.
     *
     * @return three lines without a trailing line end: what each run did, and the probable cause
     */
    @Override
    public String toString() {
        return "The runs differ from step " + step + " on: the first one " + text(first) + ",\n    the second one "
                + text(second) + ".\nProbably " + cause.text() + ".";
    }

    private static String text(Trace.@Nullable Step step) {
        return step == null
                ? "had ended"
                : "ran \"" + step.name() + "\" (#" + step.actor() + ", "
                        + step.kind().label() + ", candidate " + (step.chosen() + 1) + " of " + step.options() + ") at "
                        + step.nanos() + " ns";
    }
}
