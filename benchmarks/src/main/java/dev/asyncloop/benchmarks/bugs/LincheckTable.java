// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;

/**
 * The same programs by Lincheck's model checking, on platform threads: once each, since its orders depend on no seed that could be set.
 */
final class LincheckTable {

    private static final Set<String> TOO_LARGE = Set.of("twostage_100", "reorder_20", "reorder_50", "reorder_100");

    private final Options options;

    LincheckTable(Options options) {
        this.options = options;
    }

    /** Runs and prints, a line for each program. */
    void print() {
        System.out.printf(
                Locale.ROOT,
                "%nLincheck, at most %,d invocations; those that repeat a failure for its report are counted too%n%n"
                        + "%-18s %11s %9s %13s  %s%n",
                options.cap(),
                "program",
                "invocations",
                "seconds",
                "invocations/s",
                "outcome");
        Set<String> seen = new TreeSet<>(TOO_LARGE);
        for (Subject subject : options.subjects()) {
            if (seen.add(subject.program().name())) {
                print(subject.program());
            }
        }
    }

    private void print(Program program) {
        InvocationCounter.reset();
        long began = System.nanoTime();
        String outcome = check(program, options.cap());
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%-18s %,11d %9.2f %,13.0f  %s%n",
                program.name(),
                InvocationCounter.count(),
                seconds,
                InvocationCounter.count() / seconds,
                outcome);
    }

    /** Returns what Lincheck says of a program in its first line, or that it has found nothing. */
    static String check(Program program, int invocations) {
        try {
            Lincheck.runConcurrentTest(invocations, () -> {
                InvocationCounter.increment();
                program.run(new ThreadWorld());
            });
            return "found nothing";
        } catch (LincheckAssertionError e) {
            return String.valueOf(e.getMessage())
                    .lines()
                    .filter(line -> line.startsWith("="))
                    .findFirst()
                    .orElse("failed")
                    .replace("=", "")
                    .trim();
        }
    }
}
