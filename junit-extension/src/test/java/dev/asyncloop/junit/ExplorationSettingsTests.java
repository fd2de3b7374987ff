// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.DeadlockException;
import dev.asyncloop.Loop;
import dev.asyncloop.explore.Shared;
import dev.asyncloop.explore.Strategy;
import dev.asyncloop.internal.PlainJava;
import dev.asyncloop.schedule.Points;
import dev.asyncloop.sync.AsyncLock;
import dev.asyncloop.sync.Cell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** What tests and the outside say of the orders to be tried, and what is said of settings that make no sense. */
class ExplorationSettingsTests {

    private static final List<String> LOG = new ArrayList<>();

    @BeforeEach
    void forget() {
        LOG.clear();
    }

    static class TwoTestCase {
        @AsyncLoopTest(
                schedules = 30,
                strategy = {Strategy.PCT, Strategy.POS})
        void body(Loop loop) {
            LOG.add(loop.seed());
            Races.order(loop);
        }
    }

    static class PlainTestCase {
        @AsyncLoopTest(schedules = 30)
        void body(Loop loop) {
            LOG.add(loop.seed());
            Races.order(loop);
        }
    }

    @AsyncLoopConfig(strategy = Strategy.DELAYS, bound = 1)
    static class ConfiguredTestCase extends PlainTestCase {}

    private static String coverage(Class<?> testCase, String... settings) {
        List<String> all = new ArrayList<>(List.of(ConfigurationKeys.COVERAGE, "true"));
        all.addAll(List.of(settings));
        EngineExecutionResults results = Kit.passes(testCase, all.toArray(String[]::new));
        return Kit.reportEntries(results).get(0);
    }

    @Test
    void strategies_of_the_method_take_turns() {
        String line = coverage(TwoTestCase.class);
        assertThat(line).contains("29 drawn", "depth 3");
        assertThat(LOG).hasSize(30).startsWith("fifo");
    }

    @Test
    void strategies_from_outside_count_more_and_may_be_several() {
        coverage(TwoTestCase.class, ConfigurationKeys.STRATEGY, " random , POS ");
        assertThat(LOG.stream().filter(seed -> seed.startsWith("0x")).count()).isBetween(14L, 15L);
        assertThat(LOG).hasSize(30);
    }

    @Test
    void strategy_and_bound_of_the_class_count_where_the_method_says_nothing() {
        assertThat(coverage(ConfiguredTestCase.class)).contains("all 2 distinct", "1 delay");
        assertThat(LOG).hasSize(2);
    }

    @Test
    void orders_of_a_mixture_are_the_same_each_time() {
        Kit.passes(TwoTestCase.class);
        List<String> before = List.copyOf(LOG);
        LOG.clear();
        Kit.passes(TwoTestCase.class);
        assertThat(LOG).isEqualTo(before);
    }

    static class BlockingTestCase {
        @AsyncLoopTest(schedules = 200)
        void body(Loop loop) {
            abba(loop);
        }
    }

    static class SyncTestCase {
        @AsyncLoopTest(schedules = 200, points = Points.SYNC)
        void body(Loop loop) {
            abba(loop);
        }
    }

    /** Two tasks that take two locks in opposite orders: a deadlock, if one may be left between its two. */
    private static void abba(Loop loop) {
        AsyncLock one = new AsyncLock(loop, "one");
        AsyncLock other = new AsyncLock(loop, "other");
        var a = loop.spawn("a", () -> both(one, other));
        var b = loop.spawn("b", () -> both(other, one));
        a.await();
        b.await();
    }

    private static void both(AsyncLock first, AsyncLock second) {
        try (var held = first.acquire();
                var alsoHeld = second.acquire()) {
            assertThat(held).isNotSameAs(alsoHeld);
        }
    }

    @Test
    void points_decide_what_can_be_found_and_are_named_in_the_report() {
        Kit.passes(BlockingTestCase.class);
        Throwable failure = Kit.failure(SyncTestCase.class);
        assertThat(failure)
                .hasRootCauseInstanceOf(DeadlockException.class)
                .hasMessageContaining("Scheduling points (SYNC): spawn, await, sleep, yieldNow, cells, completions");
        assertThat(Kit.failure(BlockingTestCase.class, ConfigurationKeys.POINTS, "sync"))
                .hasMessageContaining("Scheduling points (SYNC)");
        Kit.passes(SyncTestCase.class, ConfigurationKeys.POINTS, "blocking");
    }

    @Test
    void points_inPlainJava_withoutTheAgent_areMissedInReportAndWarning() {
        Throwable failure = Kit.failure(SyncTestCase.class, ConfigurationKeys.POINTS, "memory");
        assertThat(failure)
                .hasMessageContaining("Scheduling points (MEMORY): spawn,")
                .hasMessageContaining("What plain Java does is no scheduling point here. " + PlainJava.obstacle());
        assertThat(Kit.reportEntries(Kit.run(WarnedTestCase.class)))
                .filteredOn(entry -> entry.contains("no scheduling point here"))
                .hasSize(1);
    }

    static class WarnedTestCase {
        @AsyncLoopTest(schedules = 5, points = Points.MEMORY)
        void body(Loop loop) {
            loop.spawn(() -> null).await();
        }
    }

    static class SlackTestCase {
        @AsyncLoopTest(schedules = 100, timerSlack = "5ms")
        void body(Loop loop) {
            late(loop);
        }
    }

    static class PunctualTestCase {
        @AsyncLoopTest(schedules = 100)
        void body(Loop loop) {
            late(loop);
        }
    }

    private static void late(Loop loop) {
        List<String> order = new ArrayList<>();
        loop.callLater(Duration.ofMillis(1), () -> order.add("first"));
        loop.callLater(Duration.ofMillis(2), () -> order.add("second"));
        loop.advance(Duration.ofMillis(20));
        assertThat(order).containsExactly("first", "second");
    }

    @Test
    void timer_slack_lets_timers_swap_and_is_named_in_the_report() {
        Kit.passes(PunctualTestCase.class);
        assertThat(Kit.failure(SlackTestCase.class)).hasMessageContaining("Timers may be up to 5ms late.");
    }

    static class TrackedTestCase {
        @AsyncLoopTest(exhaustive = true, shared = Shared.TRACKED)
        void body(Loop loop) {
            LOG.add(cells(loop));
        }
    }

    static class UntrackedTestCase {
        @AsyncLoopTest(exhaustive = true)
        void body(Loop loop) {
            LOG.add(cells(loop));
        }
    }

    /** Two tasks that write three cells each, of which they share one; returns what is in it. */
    private static String cells(Loop loop) {
        Cell<String> shared = new Cell<>(loop, "");
        for (String name : List.of("a", "b")) {
            Cell<String> own = new Cell<>(loop, "");
            loop.spawn(name, () -> {
                own.set(name);
                shared.set(name);
                own.set("");
            });
        }
        loop.runUntilIdle();
        return shared.get();
    }

    @Test
    void promise_that_all_is_tracked_leaves_out_orders_but_no_outcome() {
        Kit.passes(UntrackedTestCase.class);
        int all = LOG.size();
        Set<String> outcomes = new HashSet<>(LOG);
        LOG.clear();
        Kit.passes(TrackedTestCase.class);
        assertThat(LOG).hasSizeLessThan(all / 2);
        assertThat(new HashSet<>(LOG)).isEqualTo(outcomes).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "asyncloop.strategy, 'pct,dfs', 'asyncloop.strategy must be one of [PORTFOLIO, '",
        "asyncloop.strategy, ',', 'asyncloop.strategy must be one of [PORTFOLIO, '",
        "asyncloop.points, everywhere, 'asyncloop.points must be one of [BLOCKING, SYNC, MEMORY], and is \"everywhere\".'",
        "asyncloop.determinism, never, 'asyncloop.determinism must be one of [OFF, FAILING, ALWAYS], and is \"never\".'",
        "asyncloop.shrink, soon, 'asyncloop.shrink must be a duration such as 2s or 500ms, or off, and is \"soon\".'",
        "asyncloop.shrink, PT-1S, 'asyncloop.shrink must not be negative, and is \"PT-1S\".'",
        "asyncloop.coverage, yes, 'asyncloop.coverage must be true or false, and is \"yes\".'",
    })
    void setting_from_outside_that_makes_no_sense_is_told(String key, String value, String message) {
        assertThat(Kit.failure(PlainTestCase.class, key, value))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith(message);
    }

    static class EndlessTestCase {
        @AsyncLoopTest(exhaustive = true, strategy = Strategy.POS)
        void body() {}
    }

    static class NegativeBoundTestCase {
        @AsyncLoopTest(bound = -1)
        void body() {}
    }

    static class UnboundedTestCase {
        @AsyncLoopTest(exhaustive = true, bound = 2)
        void body() {}
    }

    static class MalformedSlackTestCase {
        @AsyncLoopTest(timerSlack = "a bit")
        void body() {}
    }

    static class NoSchedulesTestCase {
        @AsyncLoopTest(exhaustive = true, schedules = 0)
        void body() {}
    }

    static class BoundOfNothingTestCase {
        @AsyncLoopTest(bound = 2)
        void body(Loop loop) {
            Races.order(loop);
        }
    }

    static class PromiseForNothingTestCase {
        @AsyncLoopTest(shared = Shared.TRACKED)
        void body() {}
    }

    static class ExhaustiveByStrategyTestCase {
        @AsyncLoopTest(strategy = Strategy.EXHAUSTIVE)
        void body(Loop loop) {
            Races.order(loop);
        }
    }

    @Test
    void attributes_without_effect_are_told() {
        assertThat(Kit.failure(BoundOfNothingTestCase.class))
                .hasMessageContaining("bound of ")
                .hasMessageContaining("makes no difference")
                .hasMessageContaining("[PORTFOLIO]");
        Kit.passes(BoundOfNothingTestCase.class, ConfigurationKeys.STRATEGY, "pos");
        assertThat(Kit.failure(PromiseForNothingTestCase.class))
                .hasMessageContaining("shared of ")
                .hasMessageContaining("exhaustive = true");
    }

    @Test
    void strategy_that_tries_all_orders_is_exhaustive() {
        assertThat(coverage(ExhaustiveByStrategyTestCase.class)).contains("all orders");
    }

    @Test
    void attributes_that_make_no_sense_are_told() {
        assertThat(Kit.failure(EndlessTestCase.class))
                .hasMessageContaining("needs a strategy that has an end")
                .hasMessageContaining("[POS]");
        assertThat(Kit.failure(NegativeBoundTestCase.class)).hasMessageContaining("must be positive, and is -1");
        assertThat(Kit.failure(UnboundedTestCase.class))
                .hasMessageContaining("bound of ")
                .hasMessageContaining("DELAYS");
        assertThat(Kit.failure(MalformedSlackTestCase.class))
                .hasMessageStartingWith("timerSlack of ")
                .hasMessageContaining("\"a bit\"");
        assertThat(Kit.failure(NoSchedulesTestCase.class)).hasMessageContaining("must be at least 1, and is 0");
    }
}
