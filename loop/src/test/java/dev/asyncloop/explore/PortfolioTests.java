// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import static dev.asyncloop.explore.Statistics.next;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.explore.Simulation.Actor;
import dev.asyncloop.schedule.Schedule;
import dev.asyncloop.schedule.StepKind;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The portfolio finds each bug in no more than twice the orders that the best single strategy takes, as published. */
class PortfolioTests {

    private static final int ROOTS = 200;
    private static final int CAP = 10_000;

    static Stream<Arguments> programs() {
        return Stream.of(
                program("reorder_3", 14, () -> BuggyPrograms.reorder(2)),
                program("reorder_5", 20, () -> BuggyPrograms.reorder(4)),
                program("reorder_10", 34, () -> BuggyPrograms.reorder(9)),
                program("account", 8, BuggyPrograms::account),
                program("deadlock01", 4, BuggyPrograms::deadlock),
                program("stack", 4, () -> BuggyPrograms.stack(5)),
                program("wronglock", 14, () -> BuggyPrograms.wrongLock(3)));
    }

    private static Arguments program(String name, int goal, Supplier<Simulation> program) {
        return Arguments.of(name, goal, program);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("programs")
    void bug_isFoundAsFastAsByTheBest(String name, int goal, Supplier<Simulation> program) {
        double sum = 0;
        for (long root = 0; root < ROOTS; root++) {
            sum += ordersToTheBug(Strategy.PORTFOLIO.search(0, root), program);
        }
        assertThat(sum / ROOTS).isLessThanOrEqualTo(goal);
    }

    @Test
    void tasksThatAreAlike_weighAsOne() {
        double portfolio = 0;
        double surw = 0;
        for (long root = 0; root < 20; root++) {
            portfolio += ordersToTheBug(Strategy.PORTFOLIO.search(0, root), () -> BuggyPrograms.reorder(29));
            surw += ordersToTheBug(Strategy.SURW.search(0, root), () -> BuggyPrograms.reorder(29));
        }
        assertThat(portfolio).isLessThan(surw);
    }

    @Test
    void secondOrder_isTheNewestFirst() {
        Search search = Strategy.PORTFOLIO.search(0, 1);
        next(search);

        assertThat(threeActors().run(next(search)).order()).isEqualTo("cbacba");
        assertThat(search.drawn()).isZero();

        next(search);
        assertThat(search.drawn()).isEqualTo(1);
    }

    @Test
    void manyOrders_haveAllThatLeaveFifoOnce() {
        Search search = Strategy.PORTFOLIO.search(0, 1);
        Set<String> tried = new HashSet<>();
        while (!search.guarantee().contains("leaves FIFO order once")) {
            tried.add(threeActors().run(next(search)).order());
            assertThat(tried.size()).isLessThan(500);
        }
        Search all = new TreeSearch(Bound.DEVIATIONS, 1);
        Set<String> expected = new HashSet<>();
        for (Schedule order = all.next(); order != null; order = all.next()) {
            expected.add(threeActors().run(order).order());
        }
        assertThat(expected).hasSizeGreaterThan(5);
        assertThat(tried).containsAll(expected);
        assertThat(search.guarantee()).contains("once was tried (" + (expected.size() - 1) + ")");
    }

    private static Simulation threeActors() {
        Simulation run = new Simulation();
        run.actorOf(2);
        run.actorOf(2);
        run.actorOf(2);
        return run;
    }

    /** One asks until the other has run; fails if it asks for ever. */
    private static Simulation spinning(StepKind kind) {
        Simulation run = new Simulation();
        boolean[] done = new boolean[1];
        run.actorOf(5).point(() -> done[0] = true);
        for (int spinners = 0; spinners < 2; spinners++) {
            Actor spinner = run.actor();
            for (int i = 1; i <= 2_000; i++) {
                boolean last = i == 2_000;
                spinner.step(kind, 0, false, () -> true, () -> {
                    if (done[0]) {
                        spinner.stop();
                    } else if (last) {
                        run.fail();
                    }
                });
            }
        }
        return run;
    }

    @ParameterizedTest
    @EnumSource(names = {"YIELD", "POINT"})
    void spinners_letOthersRunInTheEnd(StepKind kind) {
        assertThat(Statistics.failures(Strategy.PORTFOLIO.search(0, 3), 60, () -> spinning(kind)))
                .isZero();
    }

    private static int ordersToTheBug(Search search, Supplier<Simulation> program) {
        for (int n = 1; n <= CAP; n++) {
            if (program.get().run(next(search)).failed()) {
                return n;
            }
        }
        throw new AssertionError("not found in " + CAP + " orders");
    }
}
