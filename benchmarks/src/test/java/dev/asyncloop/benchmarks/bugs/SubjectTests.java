// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.benchmarks.bugs.Subject.Failure;
import dev.asyncloop.explore.Search;
import dev.asyncloop.explore.Shrinker;
import dev.asyncloop.explore.Shrunk;
import dev.asyncloop.explore.Strategy;
import dev.asyncloop.schedule.Schedule;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class SubjectTests {

    /** Those with few tasks; the others differ from one of them in nothing but the number. */
    static Stream<Subject> small() {
        return Subjects.ALL.stream().filter(subject -> !subject.program().name().matches(".*_[0-9]{2,}"));
    }

    static Stream<Subject> all() {
        return Subjects.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("small")
    void search_defaultStrategy_findsTheBug(Subject subject) {
        for (int root = 1; root <= 3; root++) {
            assertThat(Hunt.firstFailure(subject, Strategy.PORTFOLIO, root, 10_000))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void run_fifo_failsOnlyWhereNoDeviationIsNeeded(Subject subject) {
        assertThat(subject.run(Schedule.fifo()) != null).isEqualTo(subject.fewestDeviations() == 0);
    }

    @ParameterizedTest
    @MethodSource("small")
    void fewestDeviations_allOrdersWithFewer_pass(Subject subject) {
        assertThat(Deviations.fewest(subject, 2)).isEqualTo(subject.fewestDeviations());
    }

    @ParameterizedTest
    @MethodSource("small")
    void shrink_failingOrder_leavesTheFewestDeviations(Subject subject) {
        Failure failure = Objects.requireNonNull(Hunt.firstFailure(subject, Strategy.RANDOM, 1, 10_000));

        Shrunk shrunk = Shrinker.shrink(
                failure.order(), order -> failure.isTheSameAs(subject.run(order)), Duration.ofSeconds(60));

        assertThat(shrunk.deviationsAfter()).isEqualTo(subject.fewestDeviations());
        assertThat(failure.isTheSameAs(subject.run(shrunk.order()))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("small")
    void mend_manyOrders_allPass(Subject subject) {
        Subject mended = subject.mend();
        for (Strategy strategy : new Strategy[] {Strategy.RANDOM, Strategy.PCT, Strategy.PREEMPTIONS}) {
            Search search = strategy.search(0, 1);
            for (int i = 0; i < 200; i++) {
                Schedule order = search.next();
                if (order != null) {
                    assertThat(mended.run(order)).as(order.describe()).isNull();
                }
            }
        }
    }
}
