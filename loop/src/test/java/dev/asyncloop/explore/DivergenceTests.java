// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.schedule.StepKind;
import dev.asyncloop.schedule.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where two runs of one order part, and why. */
class DivergenceTests {

    private static Trace.Step step(long number, long nanos, long actor) {
        return new Trace.Step(number, nanos, actor, "t" + actor, StepKind.RESUME, 2, 1, null);
    }

    private static Trace trace(Trace.Step... steps) {
        return new Trace(List.of(steps).hashCode(), steps.length, steps.length, List.of(steps));
    }

    private static Divergence difference(Trace first, Trace second) {
        return Divergence.between(first, second, false, false).orElseThrow();
    }

    @Test
    void between_sameSteps_isEmpty() {
        assertThat(Divergence.between(trace(step(1, 0, 1)), trace(step(1, 0, 1)), true, true))
                .isEmpty();
    }

    @Test
    void between_otherTask_namesBothAndSuspectsHashOrders() {
        Divergence divergence = difference(trace(step(1, 0, 1), step(2, 0, 2)), trace(step(1, 0, 1), step(2, 0, 3)));

        assertThat(divergence.step()).isEqualTo(2);
        assertThat(divergence.cause()).isEqualTo(Divergence.Cause.CANDIDATES);
        assertThat(divergence.toString())
                .startsWith(
                        "The runs differ from step 2 on: the first one ran \"t2\" (#2, resume, candidate 2 of 2) at 0 ns")
                .contains("the second one ran \"t3\"", "hash set", "static state");
    }

    @Test
    void between_otherTime_suspectsTheWallClock() {
        assertThat(difference(trace(step(1, 5, 1)), trace(step(1, 6, 1))).cause())
                .isEqualTo(Divergence.Cause.TIME);
    }

    @Test
    void between_oneIsLonger_saysThatTheOtherHadEnded() {
        Divergence divergence = difference(trace(step(1, 0, 1)), trace(step(1, 0, 1), step(2, 0, 1)));

        assertThat(divergence.first()).isNull();
        assertThat(divergence.toString()).contains("the first one had ended");
    }

    @Test
    void between_foreignThreadsOrInputTookPart_thatIsTheCause() {
        Trace one = trace(step(1, 5, 1));
        Trace other = trace(step(1, 6, 2));

        assertThat(Divergence.between(one, other, true, true).orElseThrow().cause())
                .isEqualTo(Divergence.Cause.FOREIGN_THREADS);
        assertThat(Divergence.between(one, other, false, true).orElseThrow().cause())
                .isEqualTo(Divergence.Cause.BEYOND_CONTROL);
    }

    @Test
    void between_partsOfTraces_comparesWhatBothHaveKept() {
        assertThat(difference(trace(step(3, 0, 1), step(4, 0, 2)), trace(step(4, 0, 9)))
                        .step())
                .isEqualTo(4);
    }
}
