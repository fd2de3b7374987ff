// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import java.util.Locale;

/**
 * Schedules to the first bug, of known programs and by each strategy; and what is left of the failing orders when they are shrunk.
 * {@code mvn -q -Pbugs compile} runs it.
 */
public final class BugBenchmark {

    private BugBenchmark() {}

    /**
     * Prints the tables.
     *
     * @param args such as {@code programs=reorder,stack}, {@code strategies=pct,pos}, {@code roots=20}, {@code cap=10000},
     *     {@code threads=2}
     */
    public static void main(String[] args) throws Exception {
        Options options = Options.parse(args);
        System.out.printf(
                Locale.ROOT,
                "Schedules to the first bug, JDK %s, %d processors.%n"
                        + "Points: every access to a cell, spawn, completion and lock operation (SYNC);"
                        + " names with ~: where tasks wait or yield (BLOCKING).%n",
                Runtime.version().feature(),
                Runtime.getRuntime().availableProcessors());
        new BugTable(options).print();
        new ShrinkTable(options).print();
        new LincheckTable(options).print();
    }
}
