// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.Loops.millis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.schedule.Trace;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One seed, one order, also of what works on several tasks and of time limits. */
class TasksDeterminismTests {

    private static final int SEEDS = 100;

    private static Trace trace(LoopBuilder builder) {
        try (Loop loop = builder.build()) {
            loop.run(() -> program(loop));
            assertThat(loop.audit()).isEmpty();
            return loop.trace();
        }
    }

    private static void program(Loop loop) throws Exception {
        assertThat(Tasks.gather(naps(loop)).await()).containsExactly(0, 1, 2, 3);
        List<Task<Integer>> watched = naps(loop);
        Tasks.await(watched, Until.FIRST_COMPLETED, millis(1));
        for (Task<Integer> task : Tasks.asCompleted(watched)) {
            loop.trace("done " + task.await());
        }
        loop.trace("winner " + Tasks.race(loop, () -> nap(loop, 0), () -> nap(loop, 1), () -> nap(loop, 2)));
        Task<?> cancelled =
                loop.spawn("gatherer", () -> Tasks.gatherAll(naps(loop)).await());
        loop.sleep(millis(1));
        if (cancelled.cancel()) {
            loop.trace("cancelled "
                    + Tasks.await(List.of(cancelled), Until.ALL_COMPLETED)
                            .done()
                            .size());
        }
        try {
            loop.timeout(millis(1), timeout -> {
                int nap = nap(loop, 7);
                timeout.reschedule(millis(1));
                return nap + nap(loop, 8);
            });
        } catch (LoopTimeoutException e) {
            loop.trace("timed out");
        }
        loop.sleep(millis(5));
    }

    private static List<Task<Integer>> naps(Loop loop) {
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int number = i;
            tasks.add(loop.spawn(() -> nap(loop, number)));
        }
        return tasks;
    }

    private static int nap(Loop loop, int number) {
        loop.sleep(millis(loop.random().nextInt(3)));
        return number;
    }

    @Test
    void trace_ofTheSameSeed_isTheSameOnEveryBackend() {
        Set<Long> hashes = new LinkedHashSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            Trace first = trace(Loop.builder().seed(seed));
            assertThat(trace(Loop.builder().seed(seed))).as("seed %d", seed).isEqualTo(first);
            assertThat(trace(Loop.builder().fibres(FibreBackend.BATON).seed(seed)))
                    .as("seed %d on the baton", seed)
                    .isEqualTo(first);
            hashes.add(first.hash());
        }
        assertThat(hashes).hasSizeGreaterThan(SEEDS / 2);
    }
}
