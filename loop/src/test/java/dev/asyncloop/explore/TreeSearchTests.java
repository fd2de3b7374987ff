// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.asyncloop.explore.Machine.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class TreeSearchTests {

    private static Search everything() {
        return new TreeSearch(Bound.NONE, 0);
    }

    private static List<List<Integer>> choices(List<Outcome> outcomes) {
        return outcomes.stream().map(Outcome::choices).toList();
    }

    /** Enumerates the orders of a script without a search: by recursion over the choices of one prefix. */
    private static List<Outcome> bruteForce(Script script) {
        List<Outcome> outcomes = new ArrayList<>();
        extend(script, List.of(), outcomes);
        return outcomes;
    }

    private static void extend(Script script, List<Integer> prefix, List<Outcome> outcomes) {
        int[] level = {0};
        int[] width = {0};
        Outcome outcome = Machine.run(script, (n, candidates) -> {
            if (level[0] == prefix.size()) {
                width[0] = n;
            }
            int at = level[0]++;
            return at < prefix.size() ? prefix.get(at) : 0;
        });
        if (width[0] == 0) {
            outcomes.add(outcome);
        }
        for (int choice = 0; choice < width[0]; choice++) {
            List<Integer> longer = new ArrayList<>(prefix);
            longer.add(choice);
            extend(script, longer, outcomes);
        }
    }

    @Test
    void everything_independentTasks_givesTheMultinomial() {
        assertThat(Machine.all(Script.independent(3, 3), everything())).hasSize(20);
        assertThat(Machine.all(Script.independent(2, 3, 4), everything())).hasSize(1260);
        assertThat(Machine.all(Script.independent(1, 1, 1, 1, 1, 1), everything()))
                .hasSize(720);
        assertThat(Machine.all(Script.independent(4, 4, 4), everything())).hasSize(34_650);
    }

    @Test
    void everything_spawnInTheMiddle_countsTheChildFromThere() {
        Script script = new Script(
                1,
                List.of(
                        List.of(Op.nothing(), Op.spawn(1), Op.nothing(), Op.nothing()),
                        List.of(Op.nothing(), Op.nothing())));

        assertThat(Machine.all(script, everything())).hasSize(6);
    }

    @Test
    void everything_locksAroundAllSteps_givesTheOrdersOfTheAttempts() {
        List<Op> task = List.of(Op.lock(0), Op.nothing(), Op.unlock(0));

        List<Outcome> outcomes = Machine.all(Script.of(List.of(task, task)), everything());

        assertThat(choices(outcomes)).isEqualTo(choices(bruteForce(Script.of(List.of(task, task)))));
    }

    @Test
    void everything_values_givesTheirProduct() {
        Script script = Script.of(List.of(List.of(Op.pick(3), Op.pick(4), Op.pick(2))));

        assertThat(Machine.all(script, everything())).hasSize(24);
    }

    @Test
    void everything_oneTask_isOneOrder() {
        Search search = everything();

        assertThat(search.isExhausted()).isFalse();
        assertThat(Machine.all(Script.independent(5), search)).hasSize(1);
        assertThat(search.isExhausted()).isTrue();
        assertThat(search.next()).isNull();
    }

    @Test
    void everything_randomScripts_isTheBruteForceEnumeration() {
        for (Script script : Script.small(200, 1_000)) {
            assertThat(Machine.all(script, everything())).isEqualTo(bruteForce(script));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void bound_randomScripts_givesThoseWithinItOnceWithFewerBeforeMore(Bound bound) {
        for (Script script : Script.small(100, 200)) {
            List<Outcome> all = bruteForce(script);
            int most =
                    all.stream().mapToInt(outcome -> outcome.cost(bound)).max().orElseThrow();
            for (int limit = 0; limit <= most + 1; limit++) {
                int allowed = limit;
                Search search = new TreeSearch(bound, limit);

                List<Outcome> outcomes = Machine.all(script, search);

                assertThat(outcomes.stream().map(outcome -> outcome.cost(bound)))
                        .isSorted();
                assertThat(outcomes).doesNotHaveDuplicates();
                assertThat(new HashSet<>(outcomes))
                        .isEqualTo(all.stream()
                                .filter(outcome -> outcome.cost(bound) <= allowed)
                                .collect(Collectors.toSet()));
                assertThat(search.isExhausted()).isTrue();
                assertThat(search.describe())
                        .isEqualTo(
                                limit >= most
                                        ? "all orders, none of which has more than " + bound.count(most)
                                        : "all orders with at most " + bound.count(limit));
            }
        }
    }

    @Test
    void anySearch_sameScriptTwice_givesTheSameOrders() {
        for (Bound bound : Bound.values()) {
            assertThat(choices(Machine.all(Script.random(7), new TreeSearch(bound, 3))))
                    .isEqualTo(choices(Machine.all(Script.random(7), new TreeSearch(bound, 3))));
        }
    }

    @Test
    void anySearch_firstOrder_isFifo() {
        for (Bound bound : Bound.values()) {
            Search search = new TreeSearch(bound, 2);

            Outcome outcome = Machine.run(
                    Script.independent(3, 3),
                    Objects.requireNonNull(search.next()).newSource());

            assertThat(outcome.choices()).containsOnly(0);
        }
    }

    @Test
    void newSource_twiceForOneOrder_repeatsIt() {
        Search search = everything();
        for (var order = search.next(); order != null; order = search.next()) {
            assertThat(Machine.run(Script.independent(2, 2), order.newSource()))
                    .isEqualTo(Machine.run(Script.independent(2, 2), order.newSource()));
        }
    }

    @Test
    void next_beforeTheOrderHasRun_isRefused() {
        Search search = everything();
        search.next();

        assertThatIllegalStateException().isThrownBy(search::next).withMessageContaining("Order 1 was not run");
    }

    @Test
    void newSource_ofAnOrderThatIsOver_isRefused() {
        Search search = everything();
        var first = Objects.requireNonNull(search.next());
        Machine.run(Script.independent(2, 2), first.newSource());
        search.next();

        assertThatIllegalStateException().isThrownBy(first::newSource).withMessageContaining("replay token");
    }
}
