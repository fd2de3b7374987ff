// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Measures everything beside its limit and its peers, prints the ratios and writes them as JSON and as a chart. What belongs to one
 * row is measured one right after the other, so that what else the machine does falls on all alike.
 */
public final class PerformanceTable {

    private static final String OF = "of=";

    private PerformanceTable() {}

    /**
     * Prints the table.
     *
     * @param args {@code quick} or {@code full}, the folder for the files, and {@code of=} with a part of the names of what to
     *     measure, or nothing for all
     */
    public static void main(String[] args) throws Exception {
        if (args.length != 3 || !args[2].startsWith(OF)) {
            throw new IllegalArgumentException(
                    "Expected quick or full, a folder, and of= with a part of the names of what to measure, and not "
                            + List.of(args) + ".");
        }
        Mode mode = Mode.of(args[0]);
        Path folder = Path.of(args[1]);
        String part = args[2].substring(OF.length());
        List<Source> sources = Plan.of(mode).stream()
                .filter(source -> source.name().contains(part))
                .toList();
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("Nothing that is measured has \"" + part
                    + "\" in its name. There are:\n  "
                    + Plan.of(mode).stream().map(Source::name).distinct().collect(Collectors.joining("\n  ")));
        }
        if (Runtime.version().feature() < 21) {
            throw new IllegalStateException("Tasks are measured on virtual threads: run this on JDK 21 or later.");
        }
        System.setProperty("jmh.ignoreLock", "true"); // a warning is enough where another JMH runs
        List<Sample> samples = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Source source : sources) {
            System.err.println("measuring: " + source.name());
            try {
                samples.addAll(source.measure(mode));
            } catch (IOException | RunnerException e) {
                failures.add("not measured: " + source.name() + ", for " + e);
            }
        }
        List<Row> rows = Row.of(samples, Plan::kindOf);
        System.out.print(Report.of(rows));
        if (part.isEmpty() && !Goals.unmeasured(rows).isEmpty()) {
            System.out.println("\nGoals without a row:\n  " + String.join("\n  ", Goals.unmeasured(rows)));
        }
        String name = part.isEmpty() ? "performance" : "performance-" + part.replaceAll("\\W+", "-");
        write(folder.resolve(name + ".json"), Json.of(mode, rows));
        write(folder.resolve(name + ".svg"), Chart.of(rows));
        failures.forEach(System.out::println);
        if (!failures.isEmpty()) {
            System.exit(1);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
        System.out.println("wrote " + file);
    }
}
