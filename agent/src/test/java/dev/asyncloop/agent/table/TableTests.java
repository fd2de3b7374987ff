// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.asyncloop.Loop;
import dev.asyncloop.agent.table.Programs.Program;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the programs of the table, hours in virtual time, under many seeds and each seed twice. */
@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "plain Java needs virtual threads that let go of monitors")
@Timeout(120)
class TableTests {

    private static final int SEEDS = Integer.getInteger("asyncloop.table.seeds", 200);

    static List<Program> programs() {
        return Programs.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("programs")
    void program_underAnySeed_observesWhatIsDocumented_inARepeatableOrder(Program program) {
        assumeTrue(program.row().since() <= Runtime.version().feature(), "an older JDK");
        for (long seed = 0; seed < SEEDS; seed++) {
            long trace = run(program, seed);
            assertThat(run(program, seed)).as("trace of seed %d, again", seed).isEqualTo(trace);
        }
    }

    /** Runs the program, and a day more for all that it may have left. */
    private static long run(Program program, long seed) {
        try (Loop loop = Loop.builder().seed(seed).build()) {
            String seen = loop.run(() -> {
                String observed = program.run();
                Thread.sleep(Duration.ofDays(1).toMillis());
                return observed;
            });
            assertThat(seen)
                    .as("observed under seed %d", seed)
                    .isEqualTo(program.row().gives());
            assertThat(loop.audit().stream().map(fault -> fault.kind().label()))
                    .as("faults under seed %d", seed)
                    .isEqualTo(
                            program.row().leaves().isEmpty()
                                    ? List.of()
                                    : List.of(program.row().leaves()));
            return loop.trace().hash();
        }
    }
}
