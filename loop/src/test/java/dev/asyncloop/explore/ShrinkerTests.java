// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.schedule.Candidates;
import dev.asyncloop.schedule.ChoiceSource;
import dev.asyncloop.schedule.Schedule;
import dev.asyncloop.schedule.StepKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Shrinking on made-up programs, of which the smallest failing order is known. */
class ShrinkerTests {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Candidates NOBODY = new Candidates() {
        @Override
        public int size() {
            return 2;
        }

        @Override
        public long actor(int index) {
            return index + 1L;
        }

        @Override
        public StepKind kind(int index) {
            return StepKind.RESUME;
        }
    };

    private interface Chooser {
        int of(int n);
    }

    /** Asks for choices, and says whether it fails. */
    private interface Choosing {
        boolean fails(Chooser choose);
    }

    private static Shrinker.Trial trial(Choosing program) {
        return order -> {
            ChoiceSource source = order.newSource();
            return program.fails(n -> source.choose(n, NOBODY));
        };
    }

    private static Schedule order(int... choices) {
        return Schedule.of("made up", 7, () -> new FixedChoices(choices));
    }

    private static int[] run(Choosing program, Schedule order) {
        List<Integer> made = new ArrayList<>();
        ChoiceSource source = order.newSource();
        program.fails(n -> {
            int choice = source.choose(n, NOBODY);
            made.add(choice);
            return choice;
        });
        return Choices.trimmed(made.stream().mapToInt(i -> i).toArray());
    }

    private static int[] shrink(Choosing program, int... choices) {
        Shrunk shrunk = Shrinker.shrink(order(choices), trial(program), LONG);
        assertThat(shrunk.failedAgain()).isTrue();
        return run(program, shrunk.order());
    }

    /** Makes n choices of m and tells them to a check. */
    private static Choosing choices(int n, int m, Predicate<int[]> fails) {
        return choose -> {
            int[] made = new int[n];
            for (int i = 0; i < n; i++) {
                made[i] = choose.of(m);
            }
            return fails.test(made);
        };
    }

    @Test
    void shrink_oneChoiceMatters_onlyThatOneIsLeft() {
        assertThat(shrink(choices(20, 5, c -> c[7] >= 3), 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4, 1, 1, 1, 1, 2, 2, 2, 2))
                .containsExactly(0, 0, 0, 0, 0, 0, 0, 3);
    }

    @Test
    void shrink_twoChoicesFarApart_bothAreLeft() {
        int[] all = new int[40];
        Arrays.fill(all, 2);
        int[] expected = new int[38];
        expected[2] = 1;
        expected[37] = 1;

        assertThat(shrink(choices(40, 3, c -> c[2] > 0 && c[37] > 0), all)).containsExactly(expected);
    }

    @Test
    void shrink_nothingMatters_fifoIsLeft() {
        Shrunk shrunk = Shrinker.shrink(order(1, 1, 1), trial(choices(3, 2, c -> true)), LONG);

        assertThat(shrunk)
                .extracting(
                        Shrunk::originalLength,
                        Shrunk::length,
                        Shrunk::deviationsBefore,
                        Shrunk::deviationsAfter,
                        Shrunk::minimal)
                .containsExactly(3, 0, 3, 0, true);
    }

    @Test
    void shrink_earlierChoicesTakeLaterOnesAlong_theyAreDeletedTogether() {
        // each 1 is a detour of two more choices; then three choices in a row must be 2, 1, 2
        Choosing detours = choose -> {
            for (int i = 0; i < 6 && choose.of(3) == 1; i++) {
                choose.of(3);
                choose.of(3);
            }
            return choose.of(3) == 2 && choose.of(3) == 1 && choose.of(3) == 2;
        };

        assertThat(shrink(detours, 1, 2, 2, 1, 0, 2, 1, 1, 1, 0, 2, 1, 2)).containsExactly(0, 2, 1, 2);
    }

    @Test
    void shrink_greedyStopsAtFour_deepeningFindsTheOneThatIsElsewhere() {
        Choosing program = choices(12, 4, c -> c[11] == 3 || c[1] == 1 && c[3] == 2 && c[5] == 1 && c[7] == 2);

        Shrunk shrunk = Shrinker.shrink(order(0, 1, 0, 2, 0, 1, 0, 2), trial(program), LONG);

        assertThat(run(program, shrunk.order())).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3);
        assertThat(shrunk.deviationsBefore()).isEqualTo(4);
        assertThat(shrunk.deviationsAfter()).isEqualTo(1);
        assertThat(shrunk.minimal()).isTrue();
    }

    @Test
    void shrink_everyOrderWithFewerWasTried_isMinimal() {
        Set<List<Integer>> tried = new HashSet<>();
        Choosing program = choices(6, 3, c -> {
            tried.add(Arrays.stream(c).boxed().toList());
            return c[0] == 2 && c[2] == 1 && c[4] == 2;
        });

        Shrunk shrunk = Shrinker.shrink(order(2, 1, 1, 1, 2, 1), trial(program), LONG);

        assertThat(shrunk.minimal()).isTrue();
        assertThat(shrunk.deviationsAfter()).isEqualTo(3);
        // FIFO, 6 places with 2 values each, and 15 pairs of places with 4
        assertThat(tried.stream().filter(c -> c.stream().filter(v -> v > 0).count() < 3))
                .hasSize(1 + 6 * 2 + 15 * 4);
    }

    @Test
    void shrink_runOutOfRuns_isNotMinimalAndReturnsTheBestSoFar() {
        Choosing program = choices(30, 8, c -> c[3] == 7 && c[13] == 7 && c[23] == 7);
        int[] failing = new int[30];
        failing[3] = failing[13] = failing[23] = 7;
        failing[29] = 1;

        Shrunk shrunk = Shrinker.shrink(order(failing), trial(program), LONG, 300);

        assertThat(shrunk.runs()).isLessThanOrEqualTo(300);
        assertThat(shrunk.minimal()).isFalse();
        assertThat(shrunk.deviationsAfter()).isEqualTo(3);
    }

    @Test
    void shrink_noTime_returnsTheOriginal() {
        Schedule failing = order(1, 1, 1);

        Shrunk shrunk = Shrinker.shrink(failing, trial(choices(3, 2, c -> c[2] == 1)), Duration.ZERO);

        assertThat(shrunk.order()).isSameAs(failing);
        assertThat(shrunk)
                .extracting(
                        Shrunk::runs,
                        Shrunk::originalLength,
                        Shrunk::deviationsBefore,
                        Shrunk::deviationsAfter,
                        Shrunk::minimal,
                        Shrunk::failedAgain)
                .containsExactly(1, 3, 3, 3, false, true);
    }

    @Test
    void shrink_doesNotFailAgain_returnsTheOriginalAndSaysSo() {
        Schedule failing = order(1, 1, 1);

        Shrunk shrunk = Shrinker.shrink(failing, trial(choices(3, 2, c -> false)), LONG);

        assertThat(shrunk.order()).isSameAs(failing);
        assertThat(shrunk.failedAgain()).isFalse();
        assertThat(shrunk.runs()).isEqualTo(1);
    }

    @Test
    void shrink_flakyTrial_ends() {
        int[] calls = {0};
        Choosing flaky = choices(8, 4, c -> {
            calls[0]++;
            return calls[0] == 1 || calls[0] % 3 == 0;
        });

        Shrunk shrunk = Shrinker.shrink(order(1, 2, 3, 1, 2, 3, 1, 2), trial(flaky), LONG);

        assertThat(shrunk.runs()).isLessThan(200_000);
        assertThat(shrunk.deviationsAfter()).isLessThanOrEqualTo(8);
    }

    @Test
    void shrink_anyList_isRunOnceByItsNumbersAndOnceByItsActors() {
        List<List<Integer>> tried = new ArrayList<>();
        Choosing program = choices(8, 3, c -> {
            tried.add(Arrays.stream(c).boxed().toList());
            return c[1] == 2 && c[6] == 1;
        });

        Shrinker.shrink(order(1, 2, 1, 2, 1, 2, 1, 2), trial(program), LONG);

        assertThat(tried).allMatch(list -> Collections.frequency(tried, list) <= 2);
    }

    @Test
    void shrink_sameOrder_givesTheSameAgain() {
        Choosing program = choices(15, 4, c -> Arrays.stream(c).sum() >= 9 && c[14] != 1);
        int[] failing = {3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2};

        Shrunk first = Shrinker.shrink(order(failing), trial(program), LONG);
        Shrunk second = Shrinker.shrink(order(failing), trial(program), LONG);

        assertThat(run(program, second.order())).containsExactly(run(program, first.order()));
        assertThat(second.runs()).isEqualTo(first.runs());
    }

    @Test
    void shrunkOrder_keepsTheNumberOfTheFailingOne() {
        Shrunk shrunk = Shrinker.shrink(order(1, 1, 1), trial(choices(3, 2, c -> c[2] == 1)), LONG);

        assertThat(shrunk.order().number()).isEqualTo(7);
        assertThat(shrunk.order().isWritten()).isFalse();
    }

    @Test
    void shrink_negativeBudget_throws() {
        assertThatThrownBy(() -> Shrinker.shrink(order(1), order -> true, Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must not be negative");
    }
}
