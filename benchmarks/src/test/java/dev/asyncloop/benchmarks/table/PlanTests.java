// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.asyncloop.benchmarks.echo.EchoBenchmark;
import dev.asyncloop.benchmarks.growth.GrowthBenchmark;
import dev.asyncloop.benchmarks.memory.MemoryBenchmark;
import dev.asyncloop.benchmarks.memory.MillionSleepers;
import dev.asyncloop.benchmarks.throughput.ScheduleRates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The plan, its programs with little to do. */
@Timeout(60)
class PlanTests {

    /** Arguments that let a program print every row and end soon. */
    private static final Map<Class<?>, List<String>> LITTLE = Map.of(
            ScheduleRates.class, List.of("1", "10000"),
            EchoBenchmark.class, List.of("0", "1", "800", "1", "100"),
            MemoryBenchmark.class, List.of("1", "10000"),
            GrowthBenchmark.class, List.of("TASKS", "10", "1"));

    private static final Map<Class<?>, List<Sample>> SAMPLES = new LinkedHashMap<>();

    @BeforeAll
    @Timeout(value = 120, threadMode = ThreadMode.SEPARATE_THREAD)
    static void runPrograms() throws Exception {
        assumeTrue(Runtime.version().feature() >= 21, "tasks are measured on virtual threads only");
        SAMPLES.put(MillionSleepers.class, List.of(new Sample(MillionSleepers.PEAK, "asyncloop", "MiB", 1)));
        for (Source source : Plan.of(Mode.QUICK)) {
            if (source instanceof Program program && !SAMPLES.containsKey(program.main())) {
                List<String> little = LITTLE.getOrDefault(program.main(), List.of());
                Program brief = new Program(program.name(), program.main(), program.options(), little, little);
                SAMPLES.put(program.main(), brief.measure(Mode.QUICK));
            }
        }
    }

    private static List<Sample> samples(Mode mode) {
        List<Sample> samples = new ArrayList<>();
        for (Source source : Plan.of(mode)) {
            if (source instanceof JmhRow row) {
                row.subjects().forEach(subject -> samples.add(new Sample(row.name(), subject.title(), "ns", 1)));
            } else if (source instanceof Program program) {
                samples.addAll(SAMPLES.getOrDefault(program.main(), List.of()));
            }
        }
        return samples;
    }

    @ParameterizedTest
    @EnumSource
    void goals_all_areOfRowsThatAreMeasured(Mode mode) {
        assertThat(Goals.unmeasured(Row.of(samples(mode), Plan::kindOf))).isEmpty();
    }

    @Test
    void goals_ofRowsThatAreNotMeasured_areNamed() {
        assertThat(Goals.unmeasured(Rows.SOME))
                .contains(Plan.CHAIN, MillionSleepers.PEAK)
                .doesNotContain(Plan.YIELD);
    }

    @ParameterizedTest
    @EnumSource
    void goals_ofRows_areComparedWithSomethingThatIsThere(Mode mode) {
        for (Row row : Row.of(samples(mode), Plan::kindOf)) {
            for (Goal goal : Goal.of(row)) {
                assertThat(row.others(Kind.LIMIT))
                        .as(row.name())
                        .hasSizeGreaterThanOrEqualTo(goal.text().endsWith("the limit") ? 1 : 0);
                assertThat(row.others(Kind.PEER))
                        .as(row.name())
                        .hasSizeGreaterThanOrEqualTo(goal.text().endsWith("peer") ? 1 : 0);
            }
        }
    }

    @Test
    void sources_ofAProgram_areNamedLikeItsRows() {
        for (Source source : Plan.of(Mode.QUICK)) {
            if (source instanceof Program program) {
                String name = program.name().startsWith("growth: ") ? "growth: " : program.name();
                assertThat(SAMPLES.get(program.main()))
                        .isNotEmpty()
                        .allMatch(sample -> sample.row().startsWith(name));
            }
        }
    }

    @Test
    void subject_thatNobodyKnows_isRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Plan.kindOf("a new peer"))
                .withMessage("Whether \"a new peer\" is a limit or a peer is not known: add it.");
    }
}
