// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.explore.Machine.Outcome;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReducedSearchTests {

    private static final int SCRIPTS = 400;

    private static Set<String> states(List<Outcome> outcomes) {
        return outcomes.stream().map(Outcome::state).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Outcome> all(Script script) {
        return Machine.all(script, new TreeSearch(Bound.NONE, 0));
    }

    @Test
    void racesReversed_randomScripts_reachTheSameStatesInFewerOrders() {
        compare(true, 4);
    }

    @Test
    void sleepSetsAlone_randomScripts_reachTheSameStatesInFewerOrders() {
        compare(false, 2);
    }

    private static void compare(boolean reversingRaces, int factor) {
        long plain = 0;
        long reduced = 0;
        for (Script script : Script.small(SCRIPTS, 3_000)) {
            List<Outcome> expected = all(script);
            List<Outcome> outcomes = Machine.all(script, new ReducedSearch(reversingRaces));

            assertThat(states(outcomes)).as("states of %s", script).isEqualTo(states(expected));
            assertThat(outcomes.stream().map(Outcome::choices))
                    .as("orders of %s", script)
                    .doesNotHaveDuplicates();
            assertThat(outcomes.size()).isLessThanOrEqualTo(expected.size());
            plain += expected.size();
            reduced += outcomes.size();
        }

        assertThat(reduced * factor).isLessThan(plain);
    }
}
