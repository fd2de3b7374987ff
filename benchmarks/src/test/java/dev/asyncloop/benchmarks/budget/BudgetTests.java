// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Guards what the hot paths cost, in figures that are the same on every machine: no time is asserted. */
@Timeout(300)
class BudgetTests {

    private static final Path FILE = Path.of("src", "test", "resources", "budget.txt");

    @Test
    void hotPaths_measured_costWhatTheBudgetSays() throws Exception {
        assumeTrue(
                Runtime.version().feature() == 25
                        && System.getProperty("os.arch").equals("amd64"),
                "the budget is of JDK 25 on x86-64: frames and what the JDK allocates are larger or smaller elsewhere");
        Map<HotPath, Cost> costs = Cost.measure();
        if (Boolean.getBoolean("budget.update")) {
            new Budget(costs).write(FILE);
        }
        assertThat(Budget.read(FILE).deviations(costs))
                .as(
                        "Where it is more, find what allocates, or say in the commit why it has to. Where it is less, the budget"
                                + " is to be lowered. This rewrites it: %s",
                        Budget.UPDATE)
                .isEmpty();
    }

    @Test
    void deviations_bytesWithinTolerance_none() {
        assertThat(of(1_000, 2, 1).deviations(of(1_009, 2, 1).costs())).isEmpty();
        assertThat(of(1_000, 2, 1).deviations(of(991, 2, 1).costs())).isEmpty();
        assertThat(of(10, 2, 1).deviations(of(11.9, 2, 1).costs())).isEmpty();
    }

    @Test
    void deviations_moreBytes_saysOfWhichPathAndHowMany() {
        List<String> deviations = of(100, 2, 1).deviations(of(104, 2, 1).costs());
        assertThat(deviations).hasSize(HotPath.values().length);
        assertThat(deviations.get(0))
                .isEqualTo("dispatch-chain: 104.0000 bytes an operation, which is MORE than the budget of 100.0000"
                        + " (tolerated: 2.0000).");
    }

    @Test
    void deviations_fewerBytes_found() {
        assertThat(of(100, 2, 1).deviations(of(90, 2, 1).costs())).allMatch(line -> line.contains("less than"));
    }

    @Test
    void deviations_otherStepsOrChoices_found() {
        assertThat(of(100, 2, 1).deviations(of(100, 2.001, 1).costs()))
                .isNotEmpty()
                .allMatch(line -> line.contains("steps"));
        assertThat(of(100, 2, 1).deviations(of(100, 2, 0.9).costs()))
                .isNotEmpty()
                .allMatch(line -> line.contains("choices"));
    }

    @Test
    void deviations_pathMissing_found() {
        Budget empty = new Budget(new EnumMap<>(HotPath.class));
        assertThat(empty.deviations(of(1, 1, 1).costs())).contains("yield is not in the budget.");
        assertThat(of(1, 1, 1).deviations(empty.costs())).contains("yield was not measured.");
    }

    @Test
    void read_written_isTheSame(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("budget.txt");
        of(1_234.5, 1.0625, 0).write(file);
        assertThat(Budget.read(file)).isEqualTo(of(1_234.5, 1.0625, 0));
    }

    private static Budget of(double bytes, double steps, double choices) {
        Map<HotPath, Cost> costs = new EnumMap<>(HotPath.class);
        for (HotPath path : HotPath.values()) {
            costs.put(path, new Cost(bytes, steps, choices));
        }
        return new Budget(costs);
    }
}
