// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A program that changes from order to order is told, and by every search. */
class UnrepeatableTests {

    static Stream<Search> searches() {
        return Stream.of(
                new TreeSearch(Bound.NONE, 0),
                new TreeSearch(Bound.DELAYS, 2),
                new ReducedSearch(),
                new ReducedSearch(false));
    }

    private static void run(Search search, Script script) {
        Machine.run(script, Objects.requireNonNull(search.next()).newSource());
    }

    @ParameterizedTest
    @MethodSource("searches")
    void next_everyOrderHasFewerChoices_endsWithAReport(Search search) {
        assertThatIllegalStateException()
                .isThrownBy(() -> {
                    for (int steps = 4; steps > 0; steps--) {
                        List<Op> writes = Collections.nCopies(steps, Op.write(0));
                        run(search, Script.of(List.of(writes, writes)));
                    }
                })
                .withMessageContaining("does not do the same for the same choices")
                .withMessageContaining("Likely causes: another thread, the wall clock");
    }

    @Test
    void choose_otherNumberOfCandidates_namesTheChoiceAndBothNumbers() {
        for (Search search : List.of(new TreeSearch(Bound.NONE, 0), new ReducedSearch(false))) {
            run(search, Script.independent(2, 2, 2));

            assertThatIllegalStateException()
                    .isThrownBy(() -> run(search, Script.independent(2, 2)))
                    .withMessageStartingWith("Choice 1 had 3 candidates when it was met first, and has 2 now.");
        }
    }

    @Test
    void choose_otherCandidateAtThePlaceOfTheChosen_isReported() {
        for (Search search : List.of(new TreeSearch(Bound.NONE, 0), new ReducedSearch(false))) {
            List<Op> steps = List.of(Op.nothing(), Op.nothing(), Op.nothing());
            List<Op> yielding = List.of(Op.giveWay(), Op.nothing(), Op.nothing());
            run(search, Script.of(List.of(steps, steps)));

            assertThatIllegalStateException()
                    .isThrownBy(() -> run(search, Script.of(List.of(yielding, steps))))
                    .withMessageStartingWith("Choice 2 has as many candidates as when it was met first, but others");
        }
    }

    @Test
    void next_orderEndsBeforeThePlan_isReported() {
        Search search = new TreeSearch(Bound.NONE, 0);
        run(search, Script.independent(3, 3));
        run(search, Script.independent(1, 3));

        assertThatIllegalStateException()
                .isThrownBy(search::next)
                .withMessageStartingWith("A run has ended after 1 choices, and had at least 3 before.");
    }

    @Test
    void next_orderOfAnEarlierRoundHasChanged_isReported() {
        Search search = new TreeSearch(Bound.DEVIATIONS, 1);
        run(search, Script.independent(2, 2));
        run(search, Script.independent(2, 2, 2));

        assertThatIllegalStateException()
                .isThrownBy(search::next)
                .withMessageContaining("another number of candidates than when it was met first");
    }
}
