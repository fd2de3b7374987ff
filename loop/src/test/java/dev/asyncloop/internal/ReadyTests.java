// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.schedule.SeededRandom;
import dev.asyncloop.schedule.StepKind;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The ready queue against a list that is searched from its beginning. */
class ReadyTests {

    private static final class Dummy extends Step {

        Dummy(Lane lane) {
            this.lane = lane;
        }

        @Override
        void run() {}

        @Override
        StepKind kind() {
            return StepKind.CALLBACK;
        }
    }

    /** Returns the steps of a list that are candidates: all without a lane, and the first of every lane. */
    private static List<Step> candidates(List<Step> all, Lane none) {
        List<Lane> seen = new ArrayList<>();
        List<Step> candidates = new ArrayList<>();
        for (Step step : all) {
            Lane lane = step.lane == null ? none : step.lane;
            if (lane == none || !seen.contains(lane)) {
                seen.add(lane);
                candidates.add(step);
            }
        }
        return candidates;
    }

    @Test
    void randomAddTakeCancel_always_agreeWithAPlainList() {
        for (long seed = 0; seed < 200; seed++) {
            RandomGenerator random = new SeededRandom(seed);
            Lane none = new Lane();
            Lane[] lanes = {none, new Lane(), new Lane(), new Lane()};
            Ready ready = new Ready();
            List<Step> model = new ArrayList<>();
            for (int turn = 0; turn < 600; turn++) {
                int what = random.nextInt(10);
                if (model.isEmpty() || what < (turn % 200 < 100 ? 6 : 3)) {
                    Lane lane = lanes[random.nextInt(lanes.length)];
                    Step step = new Dummy(lane);
                    step.lane = lane == none ? null : lane;
                    ready.add(step);
                    model.add(step);
                } else if (what < 9) {
                    int index = random.nextInt(ready.size());
                    Step taken = ready.take(index);
                    assertThat(taken).isSameAs(candidates(model, none).get(index));
                    model.remove(taken);
                } else {
                    Step cancelled = model.remove(random.nextInt(model.size()));
                    ready.cancel(cancelled);
                }
                List<Step> expected = candidates(model, none);
                assertThat(ready.total()).isEqualTo(model.size());
                assertThat(ready.size()).isEqualTo(expected.size());
                for (int i = 0; i < expected.size(); i++) {
                    assertThat(ready.get(i) == expected.get(i)).isTrue();
                }
            }
        }
    }
}
