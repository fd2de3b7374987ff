// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.schedule.SeededRandom;
import dev.asyncloop.schedule.StepKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ready queue against sorted lists, with so many steps that it takes several blocks for them. */
class ReadyManyStepsTests {

    private static final class Dummy extends Step {

        /** The steps of the same lane in the model. */
        private final @Nullable ArrayDeque<Dummy> line;

        Dummy(@Nullable Lane lane, @Nullable ArrayDeque<Dummy> line) {
            this.lane = lane;
            this.line = line;
        }

        @Override
        void run() {}

        @Override
        StepKind kind() {
            return StepKind.CALLBACK;
        }
    }

    private static final Comparator<Dummy> BY_ARRIVAL = Comparator.comparingLong(step -> step.sequence);

    private final Ready ready = new Ready();
    private final Lane[] lanes = Stream.generate(Lane::new).limit(200).toArray(Lane[]::new);
    private final List<ArrayDeque<Dummy>> lines = new ArrayList<>();

    /** The candidates in order, all steps in any order, and those that have their place already and come later. */
    private final List<Dummy> candidates = new ArrayList<>();

    private final List<Dummy> all = new ArrayList<>();
    private final ArrayDeque<Dummy> stamped = new ArrayDeque<>();

    private RandomGenerator random = new SeededRandom(0);

    /** The shares of steps at the end, in lanes, stamped before they are admitted, and in front; then of which are taken. */
    @ParameterizedTest
    @CsvSource({
        "100, 0, 0, 0, RANDOM",
        "100, 0, 0, 0, FIRST",
        "100, 0, 0, 0, LAST",
        "40, 60, 0, 0, RANDOM",
        "40, 60, 0, 0, FIRST",
        "10, 10, 80, 0, RANDOM",
        "10, 0, 0, 90, RANDOM",
        "10, 0, 0, 90, LAST",
        "25, 25, 25, 25, RANDOM"
    })
    void ready_growingAndShrinking_agreesWithSortedLists(int ends, int inLanes, int later, int fronts, Taken taken) {
        for (int i = 0; i < lanes.length; i++) {
            lines.add(new ArrayDeque<>());
        }
        for (long seed = 0; seed < 4; seed++) {
            random = new SeededRandom(seed);
            for (int phase = 0; phase < 10; phase++) {
                int adds = random.nextInt(100);
                for (int turn = random.nextInt(4_000); turn > 0; turn--) {
                    int dice = random.nextInt(100);
                    if (dice < adds) {
                        add(ends, inLanes, later);
                    } else if (dice % 10 == 0) {
                        cancel();
                    } else {
                        take(taken);
                    }
                    checkOne();
                }
                checkAll();
            }
            while (!candidates.isEmpty()) {
                take(taken);
            }
            checkAll();
        }
    }

    @Test
    void get_indexOutside_isNamed() {
        ready.add(new Dummy(null, null));

        assertThatThrownBy(() -> ready.get(1)).hasMessage("candidate 1 of 1");
        assertThatThrownBy(() -> ready.take(-1)).hasMessage("candidate -1 of 1");
    }

    @Test
    void clear_severalBlocks_leavesNothing() {
        for (int i = 0; i < 5_000; i++) {
            ready.add(new Dummy(null, null));
        }
        ready.clear();
        Dummy next = new Dummy(null, null);
        ready.add(next);

        assertThat(ready.size()).isEqualTo(1);
        assertThat(ready.total()).isEqualTo(1);
        assertThat(ready.take(0)).isSameAs(next);
    }

    /** Which candidate is taken. */
    enum Taken {
        FIRST,
        LAST,
        RANDOM
    }

    private void add(int ends, int inLanes, int later) {
        int dice = random.nextInt(100) - ends;
        if (dice < 0) {
            Dummy step = new Dummy(null, null);
            ready.add(step);
            candidates.add(step);
            all.add(step);
        } else if (dice < inLanes) {
            int lane = random.nextInt(lanes.length);
            ArrayDeque<Dummy> line = lines.get(lane);
            Dummy step = new Dummy(lanes[lane], line);
            ready.add(step);
            line.add(step);
            all.add(step);
            if (line.size() == 1) {
                candidates.add(step);
            }
        } else if (dice < inLanes + later) {
            Dummy step = new Dummy(null, null);
            ready.stamp(step);
            stamped.add(step);
            if (stamped.size() > 300) {
                Dummy admitted = stamped.remove();
                ready.admit(admitted);
                insert(admitted);
                all.add(admitted);
            }
        } else {
            Dummy step = new Dummy(null, null);
            ready.addFirst(step);
            candidates.add(0, step);
            all.add(step);
        }
    }

    private void take(Taken which) {
        if (candidates.isEmpty()) {
            return;
        }
        int index = switch (which) {
            case FIRST -> 0;
            case LAST -> candidates.size() - 1;
            case RANDOM -> random.nextInt(candidates.size());
        };
        Dummy expected = candidates.remove(index);
        assertThat(ready.take(index) == expected).isTrue();
        gone(expected);
    }

    private void cancel() {
        if (all.isEmpty()) {
            return;
        }
        Dummy step = all.get(random.nextInt(all.size()));
        ready.cancel(step);
        candidates.remove(step);
        gone(step);
    }

    private void gone(Dummy step) {
        all.remove(step);
        ArrayDeque<Dummy> line = step.line;
        if (line != null) {
            boolean wasFirst = line.element() == step;
            line.remove(step);
            if (wasFirst && !line.isEmpty()) {
                insert(line.element());
            }
        }
    }

    private void insert(Dummy step) {
        candidates.add(-Collections.binarySearch(candidates, step, BY_ARRIVAL) - 1, step);
    }

    private void checkOne() {
        assertThat(ready.size()).isEqualTo(candidates.size());
        assertThat(ready.total()).isEqualTo(all.size() + stamped.size());
        if (!candidates.isEmpty()) {
            int index = random.nextInt(candidates.size());
            assertThat(ready.get(index) == candidates.get(index)).isTrue();
            assertThat(ready.indexOf(candidates.get(index))).isEqualTo(index);
        }
    }

    private void checkAll() {
        Step[] steps = new Step[ready.size()];
        Arrays.setAll(steps, ready::get);
        assertThat(Arrays.equals(steps, candidates.toArray())).isTrue();
    }
}
