// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.asyncloop.schedule.Candidates;
import dev.asyncloop.schedule.Schedule;
import dev.asyncloop.schedule.StepKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Searches take turns, and share FIFO order. */
class MixtureTests {

    /** A search with as many orders as it is told, which counts their choices. */
    private static final class Counting implements Search {

        private final String name;
        private final int all;
        private int given;
        private int choices;

        Counting(String name, int all) {
            this.name = name;
            this.all = all;
        }

        @Override
        public @Nullable Schedule next() {
            return given == all
                    ? null
                    : Schedule.of(name + ++given, given, () -> (n, candidates) -> {
                        choices++;
                        return 0;
                    });
        }

        @Override
        public boolean isExhausted() {
            return given == all;
        }

        @Override
        public String describe() {
            return name;
        }

        @Override
        public long drawn() {
            return given;
        }

        @Override
        public String guarantee() {
            return all > 1 ? "guarantee of " + name : "";
        }
    }

    /** Two tasks that both yield. */
    private static final class Two implements Candidates {

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
            return StepKind.YIELD;
        }
    }

    private static List<String> texts(Search search) {
        List<String> texts = new ArrayList<>();
        for (Schedule order = search.next(); order != null; order = search.next()) {
            texts.add(order.text());
        }
        return texts;
    }

    @Test
    void orders_of_two_come_in_turn_after_one_fifo() {
        assertThat(texts(new Mixture(List.of(new Counting("a", 4), new Counting("b", 2)))))
                .containsExactly("fifo", "a2", "b2", "a3", "a4");
    }

    @Test
    void fifo_is_heard_of_by_all() {
        Counting a = new Counting("a", 1);
        Counting b = new Counting("b", 1);
        Schedule first = new Mixture(List.of(a, b)).next();
        assertThat(first).isEqualTo(Schedule.fifo());
        if (first != null) {
            first.newSource().choose(2, new Two());
        }
        assertThat(a.choices).isEqualTo(1);
        assertThat(b.choices).isEqualTo(1);
    }

    @Test
    void mixture_is_exhausted_when_all_are() {
        Search mixture = new Mixture(List.of(new Counting("a", 1), new Counting("b", 2)));
        mixture.next();
        assertThat(mixture.isExhausted()).isFalse();
        assertThat(texts(mixture)).containsExactly("b2");
        assertThat(mixture.isExhausted()).isTrue();
        assertThat(mixture.describe()).isEqualTo("a and b");
        assertThat(mixture.drawn()).isEqualTo(3);
        assertThat(mixture.guarantee()).isEqualTo("guarantee of b");
    }

    @Test
    void mixture_of_none_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Mixture(List.of()));
    }
}
