// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.asyncloop.Loop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** One annotation makes one node, which runs FIFO order and then seeded ones until one fails. */
class OneNodeTests {

    private static final List<String> SEEDS = new ArrayList<>();

    @BeforeEach
    void forget() {
        SEEDS.clear();
    }

    static class PassingTestCase {
        @AsyncLoopTest
        void passes(Loop loop) {
            SEEDS.add(loop.seed());
            Races.fixed(loop);
        }
    }

    @Test
    void annotation_alone_makes_one_test_node() {
        EngineExecutionResults results = Kit.passes(PassingTestCase.class);
        results.testEvents().assertStatistics(counts -> counts.started(1).succeeded(1));
    }

    @Test
    void orders_first_is_fifo_then_distinct_seeds() {
        Kit.passes(PassingTestCase.class, ConfigurationKeys.STRATEGY, "random");
        assertThat(SEEDS).hasSize(10).doesNotHaveDuplicates().startsWith("fifo");
        assertThat(SEEDS.subList(1, 10)).allMatch(seed -> seed.startsWith("0x"));
    }

    @Test
    void orders_of_two_runs_are_the_same() {
        Kit.passes(PassingTestCase.class);
        List<String> before = List.copyOf(SEEDS);
        SEEDS.clear();
        Kit.passes(PassingTestCase.class);
        assertThat(SEEDS).isEqualTo(before);
    }

    static class ThreeSchedulesTestCase {
        @AsyncLoopTest(schedules = 3)
        void passes(Loop loop) {
            SEEDS.add(loop.seed());
        }
    }

    @Test
    void schedules_set_run_that_often() {
        Kit.passes(ThreeSchedulesTestCase.class);
        assertThat(SEEDS).hasSize(3);
    }

    static class BuggyTestCase {
        @AsyncLoopTest(schedules = 100)
        void fails(Loop loop) {
            SEEDS.add(loop.seed());
            Races.buggy(loop);
        }
    }

    @Test
    void failing_order_is_the_last_and_repeated_once_where_it_is_not_shrunk() {
        Throwable failure =
                Kit.failure(BuggyTestCase.class, ConfigurationKeys.STRATEGY, "random", ConfigurationKeys.SHRINK, "off");
        assertThat(SEEDS).hasSizeBetween(3, 99);
        String last = SEEDS.get(SEEDS.size() - 1);
        assertThat(SEEDS.get(SEEDS.size() - 2)).isEqualTo(last);
        assertThat(SEEDS.subList(0, SEEDS.size() - 1)).doesNotHaveDuplicates();
        assertThat(Kit.firstLine(failure)).contains("schedule " + (SEEDS.size() - 1) + " of 100", "seed " + last);
        assertThat(Kit.message(failure)).contains(Diagnosis.REPEATED);
    }

    @Test
    void failing_order_is_shrunk_and_the_token_runs_last() {
        ScheduleFailure failure = (ScheduleFailure) Kit.failure(BuggyTestCase.class);
        assertThat(failure.seed()).startsWith("r2.");
        assertThat(SEEDS).endsWith(failure.seed());
        assertThat(failure).hasMessageContaining(Diagnosis.REPEATED).hasMessageContaining("no order with fewer fails");
    }

    static class FailingInFifoTestCase {
        @AsyncLoopTest
        void fails(Loop loop) {
            SEEDS.add(loop.seed());
            fail("always");
        }
    }

    @Test
    void failure_in_fifo_order_stops_at_once() {
        Throwable failure = Kit.failure(FailingInFifoTestCase.class);
        assertThat(SEEDS).containsExactly("fifo", "fifo");
        assertThat(Kit.firstLine(failure)).isEqualTo("always [schedule 1 of 10, seed fifo]");
    }

    static class SeededTestCase {
        @AsyncLoopTest(seed = "0x5EED")
        void fails(Loop loop) {
            SEEDS.add(loop.seed());
            fail("always");
        }
    }

    @Test
    void seed_set_runs_only_that_order_once() {
        Throwable failure = Kit.failure(SeededTestCase.class);
        assertThat(SEEDS).containsExactly("0x5eed");
        assertThat(Kit.firstLine(failure)).isEqualTo("always [seed 0x5eed]");
    }

    static class WithoutLoopTestCase {
        @AsyncLoopTest
        void passes() {
            SEEDS.add("ran");
        }
    }

    @Test
    void parameters_are_not_needed() {
        Kit.passes(WithoutLoopTestCase.class);
        assertThat(SEEDS).hasSize(10);
    }
}
