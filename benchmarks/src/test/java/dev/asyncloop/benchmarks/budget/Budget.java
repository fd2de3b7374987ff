// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.budget;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the hot paths may cost, and have to: what has become cheaper shall not become dear again unseen.
 *
 * @param costs what one operation of each path may cost
 */
record Budget(Map<HotPath, Cost> costs) {

    static final String UPDATE =
            "mvn -q -pl benchmarks -am -Dskip.core.tests -Dtest=BudgetTests -Dbudget.update=true test";

    private static final double TOLERATED_PART = 0.01;
    private static final double TOLERATED_BYTES = 2;
    private static final double ROUNDED = 1e-4;
    private static final String HEADER = """
            # What one operation of each hot path costs: allocated bytes, and steps and choices of the loop.
            # Of JDK 25 on x86-64, see HotPathBenchmark. Bytes may be off by 1 %%, or by 2 where that is more; the rest may not.
            # This rewrites it: %s
            #
            # path                bytes     steps   choices
            """.formatted(UPDATE);

    /** Reads a file that {@link #write} has written. */
    static Budget read(Path file) throws IOException {
        Map<HotPath, Cost> costs = new EnumMap<>(HotPath.class);
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            if (!line.startsWith("#")) {
                String[] fields = line.strip().split(" +", -1);
                HotPath path =
                        HotPath.valueOf(fields[0].toUpperCase(Locale.ROOT).replace('-', '_'));
                costs.put(
                        path,
                        new Cost(
                                Double.parseDouble(fields[1]),
                                Double.parseDouble(fields[2]),
                                Double.parseDouble(fields[3])));
            }
        }
        return new Budget(costs);
    }

    void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        costs.forEach((path, cost) -> text.append(String.format(
                Locale.ROOT, "%-16s %10.1f %9.4f %9.4f%n", path, cost.bytes(), cost.steps(), cost.choices())));
        Files.writeString(file, text.toString().replace("\r\n", "\n"), StandardCharsets.UTF_8);
    }

    /** Returns a line for each figure that is not as the budget says. */
    List<String> deviations(Map<HotPath, Cost> measured) {
        List<String> lines = new ArrayList<>();
        for (HotPath path : HotPath.values()) {
            Cost cost = measured.get(path);
            Cost budget = costs.get(path);
            if (cost == null || budget == null) {
                lines.add(path + (cost == null ? " was not measured." : " is not in the budget."));
                continue;
            }
            double tolerance = Math.max(TOLERATED_BYTES, TOLERATED_PART * budget.bytes());
            compare(lines, path, "bytes", cost.bytes(), budget.bytes(), tolerance);
            compare(lines, path, "steps", cost.steps(), budget.steps(), ROUNDED);
            compare(lines, path, "choices", cost.choices(), budget.choices(), ROUNDED);
        }
        return lines;
    }

    private static void compare(
            List<String> lines, HotPath path, String what, double cost, double budget, double tolerance) {
        if (Math.abs(cost - budget) > tolerance) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%s: %.4f %s an operation, which is %s than the budget of %.4f (tolerated: %.4f).",
                    path,
                    cost,
                    what,
                    cost > budget ? "MORE" : "less",
                    budget,
                    tolerance));
        }
    }
}
