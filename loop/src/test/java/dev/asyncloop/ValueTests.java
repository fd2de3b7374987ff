// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.asyncloop.schedule.Trace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTests {

    private static List<Object> values(LoopBuilder builder) {
        List<Object> values = new ArrayList<>();
        try (Loop loop = builder.build()) {
            loop.run(() -> {
                for (int i = 0; i < 20; i++) {
                    values.add(loop.chance(0.5));
                    values.add(loop.pick(List.of("a", "b", "c")));
                }
            });
        }
        return values;
    }

    @Test
    void values_inFifoOrder_areNoAndTheFirst() {
        assertThat(values(Loop.builder())).containsOnly(false, "a");
    }

    @Test
    void values_ofOneSeed_areTheSameTwice() {
        assertThat(values(Loop.builder().seed(7)))
                .isEqualTo(values(Loop.builder().seed(7)));
        assertThat(values(Loop.builder().seed(7)))
                .isNotEqualTo(values(Loop.builder().seed(8)));
        assertThat(values(Loop.builder().seed(7))).contains(true, false, "a", "b", "c");
    }

    @Test
    void values_replayedByToken_areTheSame() {
        String token;
        Trace trace;
        boolean lost;
        try (Loop loop = Loop.builder().seed(4).build()) {
            lost = loop.chance(0.5) && !loop.pick(List.of(1, 2, 3)).equals(1);
            trace = loop.trace();
            token = loop.replayToken();
        }
        try (Loop loop = Loop.builder().seed(token).build()) {
            assertThat(loop.chance(0.5) && !loop.pick(List.of(1, 2, 3)).equals(1))
                    .isEqualTo(lost);
            assertThat(loop.trace()).isEqualTo(trace);
            assertThat(loop.audit()).isEmpty();
        }
    }

    @Test
    void chance_certainOrImpossible_isNoChoice() {
        try (Loop loop = Loop.builder().seed(1).build()) {
            assertThat(loop.chance(0)).isFalse();
            assertThat(loop.chance(1)).isTrue();
            assertThat(loop.pick(List.of("only"))).isEqualTo("only");
            assertThat(loop.trace().choices()).isZero();
        }
    }

    @Test
    void chance_ofATenth_comesTrueInATenth() {
        try (Loop loop = Loop.builder().seed(1).build()) {
            int yes = 0;
            for (int i = 0; i < 10_000; i++) {
                yes += loop.chance(0.1) ? 1 : 0;
            }
            assertThat(yes).isBetween(900, 1_100);
        }
    }

    @Test
    void values_chosen_areNotesInTheTrace() {
        try (Loop loop = Loop.create()) {
            loop.run(() -> {
                loop.chance(0.25);
                loop.pick(List.of("x", "y"));
            });
            assertThat(loop.trace().last()).extracting(Trace.Step::note).contains("chance(0.25) = false", "pick = x");
        }
    }

    @Test
    void values_outsideOfSteps_areNotesWithTheirChoice() {
        try (Loop loop = Loop.builder().seed(3).build()) {
            int yes = 0;
            for (int i = 0; i < 20; i++) {
                yes += loop.chance(0.5) ? 1 : 0;
            }
            loop.run(() -> {});
            loop.pick(List.of("x", "y"));
            List<Trace.Step> notes = loop.trace().last().stream()
                    .filter(step -> step.note() != null)
                    .toList();
            assertThat(notes).hasSize(21).extracting(Trace.Step::options).containsOnly(2);
            assertThat(notes).extracting(Trace.Step::actor).containsOnly(0L);
            assertThat(notes.subList(0, 20)).extracting(Trace.Step::number).containsOnly(0L);
            assertThat(notes.subList(0, 20))
                    .filteredOn(note -> note.chosen() == 1)
                    .hasSize(yes);
            assertThat(notes.get(20).number()).isEqualTo(loop.trace().steps());
            assertThat(loop.trace().last()).startsWith(notes.get(0));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
    void chance_thatIsNoProbability_isRefused(double probability) {
        try (Loop loop = Loop.create()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> loop.chance(probability))
                    .withMessageContaining("between 0 and 1");
        }
    }

    @Test
    void pick_fromNothing_isRefused() {
        try (Loop loop = Loop.create()) {
            assertThatIllegalArgumentException().isThrownBy(() -> loop.pick(List.of()));
        }
    }
}
