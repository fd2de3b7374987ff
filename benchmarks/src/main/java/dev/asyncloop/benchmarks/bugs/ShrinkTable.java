// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import dev.asyncloop.benchmarks.bugs.Subject.Failure;
import dev.asyncloop.explore.Shrinker;
import dev.asyncloop.explore.Shrunk;
import dev.asyncloop.explore.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How small the failing orders become that the strategies find. */
final class ShrinkTable {

    private static final Duration BUDGET = Duration.ofSeconds(2);
    private static final int MOST_ROOTS = 5;
    /** Whose orders are the longest come first: the less the search has thought, the more there is to shrink. */
    private static final List<Strategy> FINDERS =
            List.of(Strategy.RANDOM, Strategy.URW, Strategy.POS, Strategy.PCT, Strategy.PORTFOLIO);

    private final Options options;

    ShrinkTable(Options options) {
        this.options = options;
    }

    /** Shrinks and prints, a line for each program: the largest of the numbers of all roots. */
    void print() {
        System.out.printf(
                Locale.ROOT,
                "%nChoices that leave FIFO order: of the failing order found, and of the shrunk one; the worst of up to %d"
                        + " roots, at most %s each%n%n%-18s %-10s %7s %7s %9s %8s %8s %10s  %s%n",
                MOST_ROOTS,
                BUDGET,
                "program",
                "found by",
                "found",
                "shrunk",
                "at least",
                "proved",
                "runs",
                "ms",
                "shrunk token");
        for (Subject subject : options.subjects()) {
            print(subject);
        }
    }

    private void print(Subject subject) {
        for (Strategy strategy : FINDERS) {
            Worst worst = null;
            for (int root = 1; root <= Math.min(MOST_ROOTS, options.roots()); root++) {
                Failure failure = Hunt.firstFailure(subject, strategy, root, Math.min(2_000, options.cap()));
                if (failure != null) {
                    worst = Worst.of(worst, shrink(subject, failure));
                }
            }
            if (worst != null) {
                print(subject, strategy, worst);
                return;
            }
        }
        System.out.printf("%-18s none%n", subject.name());
    }

    private static Worst shrink(Subject subject, Failure failure) {
        long began = System.nanoTime();
        Shrunk shrunk = Shrinker.shrink(failure.order(), order -> failure.isTheSameAs(subject.run(order)), BUDGET);
        long nanos = System.nanoTime() - began;
        Failure small = subject.run(shrunk.order());
        boolean repeats = small != null && failure.isTheSameAs(subject.run(small.order()));
        return new Worst(
                shrunk.deviationsBefore(), shrunk.deviationsAfter(), shrunk.minimal(), shrunk.runs(), nanos, repeats);
    }

    private static void print(Subject subject, Strategy strategy, Worst worst) {
        System.out.printf(
                Locale.ROOT,
                "%-18s %-10s %7d %7d %9d %8s %,8d %10.1f  %s%n",
                subject.name(),
                strategy,
                worst.before(),
                worst.after(),
                subject.fewestDeviations(),
                worst.minimal() ? "yes" : "no",
                worst.runs(),
                worst.nanos() / 1e6,
                worst.repeats() ? "fails the same" : "DOES NOT FAIL");
    }

    /** What one shrinking has come to, or the worst of several. */
    private record Worst(int before, int after, boolean minimal, int runs, long nanos, boolean repeats) {

        static Worst of(@Nullable Worst a, Worst b) {
            return a == null
                    ? b
                    : new Worst(
                            Math.max(a.before, b.before),
                            Math.max(a.after, b.after),
                            a.minimal && b.minimal,
                            Math.max(a.runs, b.runs),
                            Math.max(a.nanos, b.nanos),
                            a.repeats && b.repeats);
        }
    }
}
