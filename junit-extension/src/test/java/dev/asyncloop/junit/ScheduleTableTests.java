// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.schedule.StepKind;
import dev.asyncloop.schedule.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScheduleTableTests {

    /** Steps of two tasks in turn, those with some numbers out of FIFO order. */
    private static String table(int steps, Set<Integer> stars) {
        List<Trace.Step> kept = new ArrayList<>();
        for (int i = 1; i <= steps; i++) {
            String name = i % 2 == 0 ? "ping" : "pong";
            int chosen = stars.contains(i) ? 1 : 0;
            kept.add(new Trace.Step(i, i * 1_000_000L, 1 + i % 2, name, StepKind.YIELD, 2, chosen, null));
        }
        return new ScheduleTable(new Trace(0, steps, steps, kept)).toString();
    }

    @Test
    void table_ofFewSteps_hasThemAll() {
        assertThat(table(3, Set.of(2))).isEqualTo("""
                  step  time  pong   ping
                    1   1ms   yield
                    2*  2ms          yield
                    3   3ms   yield
                * not what FIFO order would have done
                """);
    }

    @Test
    void table_withEarlyStars_hasThemAboveTheLastSteps() {
        assertThat(table(96, Set.of(5, 16, 90)).lines())
                .startsWith(
                        "The last 20 of 96 steps, and above them 2 earlier ones with a star:",
                        "  step  time  pong   ping",
                        "    5*  5ms   yield",
                        "   16*  16ms         yield",
                        "    …",
                        "   77   77ms  yield")
                .contains("   90*  90ms         yield")
                .hasSize(2 + 2 + 1 + 20 + 1);
    }

    @Test
    void table_withManyEarlyStars_hasTheLastOfThem() {
        assertThat(table(50, Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)).lines())
                .startsWith(
                        "The last 20 of 50 steps, and above them the last 10 of 13 earlier ones with a star:",
                        "  step  time  ping   pong",
                        "    4*  4ms   yield");
    }

    @Test
    void table_withoutEarlyStars_saysHowManyStepsItLeavesOut() {
        assertThat(table(50, Set.of()).lines()).startsWith("The last 20 of 50 steps:", "  step  time  pong   ping");
    }

    @Test
    void table_ofNothing_saysSo() {
        assertThat(table(0, Set.of())).isEqualTo("No step had run.\n");
    }
}
