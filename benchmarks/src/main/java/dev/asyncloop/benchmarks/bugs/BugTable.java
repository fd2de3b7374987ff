// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import dev.asyncloop.explore.Strategy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How many orders each strategy needs to find the bug of each program. */
final class BugTable {

    private final Options options;

    BugTable(Options options) {
        this.options = options;
    }

    /** Measures and prints, a line for each program and strategy, and a summary. */
    void print() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(options.threads());
        try {
            List<Row> rows = options.subjects().stream()
                    .map(subject -> new Row(subject, start(subject, threads)))
                    .toList();
            System.out.printf(
                    Locale.ROOT,
                    "%d roots, at most %,d schedules each, %d threads%n%n%-18s %-11s %7s %9s %9s %13s %8s%n",
                    options.roots(),
                    options.cap(),
                    options.threads(),
                    "program",
                    "strategy",
                    "found",
                    "mean",
                    "median",
                    "schedules/s",
                    "seconds");
            for (Row row : rows) {
                for (Map.Entry<Strategy, Future<Hunt>> cell : row.cells().entrySet()) {
                    printLine(row.subject(), cell.getKey(), cell.getValue().get());
                }
            }
            printSummary(rows);
        } finally {
            threads.shutdownNow();
        }
    }

    private Map<Strategy, Future<Hunt>> start(Subject subject, ExecutorService threads) {
        Map<Strategy, Future<Hunt>> hunts = new LinkedHashMap<>();
        for (Strategy strategy : options.strategies()) {
            int roots = isTheSameForAllRoots(strategy) ? 1 : options.roots();
            hunts.put(strategy, threads.submit(() -> Hunt.run(subject, strategy, roots, options.cap())));
        }
        return hunts;
    }

    private static boolean isTheSameForAllRoots(Strategy strategy) {
        return strategy == Strategy.DELAYS || strategy == Strategy.PREEMPTIONS || strategy == Strategy.EXHAUSTIVE;
    }

    private static void printLine(Subject subject, Strategy strategy, Hunt hunt) {
        Statistics toBug = hunt.toBug();
        System.out.printf(
                Locale.ROOT,
                "%-18s %-11s %4d/%-2d %9.1f %9.1f %,13.0f %8.2f%n",
                subject.name(),
                strategy,
                toBug.found().size(),
                toBug.searches(),
                toBug.mean(),
                toBug.median(),
                hunt.schedules() * 1e9 / hunt.nanos(),
                hunt.nanos() / 1e9);
    }

    private void printSummary(List<Row> rows) throws Exception {
        System.out.printf(
                "%nMean schedules to the first bug; in brackets, how many roots have found it, if not all%n%n");
        StringJoiner head =
                new StringJoiner(" | ", "| ", " |").add("program").add("class").add("points");
        options.strategies().forEach(strategy -> head.add(strategy.name()));
        System.out.println(head.add("published SURW / PCT / POS / random"));
        System.out.println("|---|---|---|" + "---|".repeat(options.strategies().size()) + "---|");
        for (Row row : rows) {
            Subject subject = row.subject();
            StringJoiner line = new StringJoiner(" | ", "| ", " |")
                    .add(subject.program().name())
                    .add(subject.program().reach().name())
                    .add(subject.style().name().toLowerCase(Locale.ROOT));
            for (Map.Entry<Strategy, Future<Hunt>> cell : row.cells().entrySet()) {
                Statistics toBug = cell.getValue().get().toBug();
                line.add(
                        cell.getKey() == Strategy.PORTFOLIO && !toBug.found().isEmpty()
                                ? "**" + mean(toBug) + "**, median " + number(toBug.median())
                                : mean(toBug));
            }
            System.out.println(line.add(subject.published()));
        }
    }

    private static String mean(Statistics toBug) {
        int found = toBug.found().size();
        if (found == 0) {
            return "none";
        }
        String mean = number(toBug.mean());
        return found == toBug.searches() ? mean : mean + " (" + found + "/" + toBug.searches() + ")";
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, number < 100 ? "%.1f" : "%,.0f", number);
    }

    private record Row(Subject subject, Map<Strategy, Future<Hunt>> cells) {}
}
