// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.PackagePrivateFixtures;
import dev.asyncloop.Loop;
import dev.asyncloop.TaskGroup;
import dev.asyncloop.clock.VirtualClock;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** What is repeated for every order, with which loop, and in which sequence. */
class FixturesPerOrderTests {

    private static final List<String> LOG = new ArrayList<>();
    private static final Set<Object> LOOPS = Collections.newSetFromMap(new IdentityHashMap<>());
    private static final Set<Object> INSTANCES = Collections.newSetFromMap(new IdentityHashMap<>());

    @BeforeEach
    void forget() {
        LOG.clear();
        LOOPS.clear();
        INSTANCES.clear();
    }

    static class SameLoopTestCase {
        private final Loop loop;
        private int calls;

        SameLoopTestCase(Loop loop) {
            this.loop = loop;
            LOOPS.add(loop);
            INSTANCES.add(this);
            LOG.add("constructor " + loop.seed());
        }

        @BeforeAll
        static void beforeAll() {
            LOG.add("beforeAll");
        }

        @AfterAll
        static void afterAll() {
            LOG.add("afterAll");
        }

        @BeforeEach
        void before(Loop other) {
            assertThat(other).isSameAs(loop);
            assertThat(calls++).isZero();
            LOG.add("before " + loop.seed());
        }

        @AsyncLoopTest(schedules = 3)
        void body(Loop other, VirtualClock clock, Clock javaClock, RandomGenerator random) {
            assertThat(other).isSameAs(loop);
            assertThat(clock).isSameAs(loop.clock()).isSameAs(javaClock);
            assertThat(random).isSameAs(loop.random());
            assertThat(calls++).isEqualTo(1);
            LOG.add("body " + loop.seed());
        }

        @AfterEach
        void after(Loop other) {
            assertThat(other).isSameAs(loop);
            assertThat(loop.isClosed()).isFalse();
            assertThat(calls++).isEqualTo(2);
            LOG.add("after " + loop.seed());
        }
    }

    @Test
    void order_is_over_before_the_next_one_begins() {
        Kit.passes(SameLoopTestCase.class);
        List<String> seeds = LOG.stream()
                .filter(line -> line.startsWith("body "))
                .map(line -> line.substring(5))
                .toList();
        List<String> expected = new ArrayList<>(List.of("beforeAll"));
        for (String seed : seeds) {
            expected.addAll(List.of("constructor " + seed, "before " + seed, "body " + seed, "after " + seed));
        }
        expected.add("afterAll");
        assertThat(seeds).hasSize(3).startsWith("fifo").doesNotHaveDuplicates();
        assertThat(LOG).isEqualTo(expected);
    }

    @Test
    void loop_and_instance_are_new_in_every_order() {
        Kit.passes(SameLoopTestCase.class);
        assertThat(LOOPS).hasSize(3);
        assertThat(INSTANCES).hasSize(3);
    }

    static class GroupTestCase {
        @BeforeEach
        void before(TaskGroup group) {
            group.spawn("early", () -> LOG.add("early"));
        }

        @AsyncLoopTest(schedules = 2)
        void body(Loop loop, TaskGroup group) {
            group.spawn("late", () -> {
                loop.sleep(Duration.ofHours(1));
                LOG.add("late");
            });
        }
    }

    @Test
    void group_is_awaited_at_the_end_of_each_order() {
        Kit.passes(GroupTestCase.class);
        assertThat(LOG).containsExactly("early", "late", "early", "late");
    }

    static class ExecutorTestCase {
        @BeforeEach
        void before(@LoopExecutor ScheduledExecutorService executor) {
            executor.execute(() -> LOG.add("now"));
        }

        @AsyncLoopTest(schedules = 2)
        void body(Loop loop, @LoopExecutor ScheduledExecutorService executor) {
            assertThat(executor).isSameAs(loop.executor());
            executor.schedule(() -> LOG.add("later"), 1, TimeUnit.HOURS);
            loop.advance(Duration.ofHours(2));
            executor.execute(() -> LOG.add("at the end"));
        }
    }

    @Test
    void executor_is_that_of_the_order_and_runs_what_is_ready_at_the_end() {
        Kit.passes(ExecutorTestCase.class);
        assertThat(LOG).containsExactly("now", "later", "at the end", "now", "later", "at the end");
    }

    interface WithDefaults {
        @BeforeEach
        default void beforeInInterface() {
            LOG.add("before interface");
        }

        @AfterEach
        default void afterInInterface() {
            LOG.add("after interface");
        }
    }

    static class Parent {
        @BeforeEach
        void beforeInParent() {
            LOG.add("before parent");
        }

        @AfterEach
        void afterInParent() {
            LOG.add("after parent");
        }

        @AsyncLoopTest(schedules = 2)
        void inherited() {
            LOG.add("inherited");
        }
    }

    static class ChildTestCase extends Parent implements WithDefaults {
        @BeforeEach
        void before() {
            LOG.add("before child");
        }

        @AfterEach
        void after() {
            LOG.add("after child");
        }
    }

    @Test
    void fixtures_inherited_run_in_junits_order_in_every_order() {
        Kit.passes(ChildTestCase.class);
        List<String> first = LOG.subList(0, LOG.size() / 2);
        assertThat(first)
                .containsExactlyInAnyOrder(
                        "before interface",
                        "before parent",
                        "before child",
                        "inherited",
                        "after child",
                        "after parent",
                        "after interface")
                .containsSubsequence("before parent", "before child", "inherited", "after child", "after parent");
        assertThat(LOG.subList(first.size(), LOG.size())).isEqualTo(first);
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClassTestCase {
        private int bodies;

        PerClassTestCase() {
            LOG.add("constructor");
        }

        @BeforeAll
        void beforeAll() {
            LOG.add("beforeAll");
        }

        @AfterAll
        void afterAll() {
            LOG.add("afterAll " + bodies);
        }

        @BeforeEach
        void before(Loop loop) {
            LOOPS.add(loop);
            LOG.add("before");
        }

        @AsyncLoopTest(schedules = 2)
        void body(Loop loop) {
            LOOPS.add(loop);
            bodies++;
            LOG.add("body");
        }

        @AfterEach
        void after(Loop loop) {
            LOOPS.add(loop);
            LOG.add("after");
        }
    }

    @Test
    void per_class_instance_is_kept_and_the_rest_is_repeated() {
        Kit.passes(PerClassTestCase.class);
        assertThat(LOG)
                .containsExactly(
                        "constructor", "beforeAll", "before", "body", "after", "before", "body", "after", "afterAll 2");
        assertThat(LOOPS).hasSize(2);
    }

    static class FailingAfterEachTestCase {
        @AsyncLoopTest
        void body() {
            LOG.add("body");
        }

        @AfterEach
        void fails() {
            LOG.add("fails");
            throw new IllegalStateException("from after");
        }

        @AfterEach
        void others() {
            LOG.add("others");
        }
    }

    @Test
    void after_each_that_fails_stops_exploration_and_lets_the_others_run() {
        Throwable failure = Kit.failure(FailingAfterEachTestCase.class);
        assertThat(failure).hasRootCauseInstanceOf(IllegalStateException.class);
        assertThat(LOG)
                .hasSize(6)
                .containsOnly("body", "fails", "others")
                .filteredOn("body"::equals)
                .hasSize(2);
    }

    static class FailingBeforeEachTestCase {
        @BeforeEach
        void fails(Loop loop) {
            LOG.add(loop.seed());
            if (!loop.seed().equals("fifo")) {
                throw new IllegalStateException("from before");
            }
        }

        @AsyncLoopTest
        void body() {
            LOG.add("body");
        }

        @AfterEach
        void after() {
            LOG.add("after");
        }
    }

    @Test
    void before_each_that_fails_in_a_later_order_skips_the_body_only() {
        Throwable failure = Kit.failure(FailingBeforeEachTestCase.class);
        assertThat(failure).hasRootCauseMessage("from before").isInstanceOf(ScheduleFailure.class);
        // FIFO order, the one that fails, and that one again: to see whether it does, and to be shown
        assertThat(LOG).hasSize(9).filteredOn("body"::equals).hasSize(1);
        assertThat(LOG).filteredOn("after"::equals).hasSize(4);
    }

    static class FailingFirstBeforeEachTestCase {
        @BeforeEach
        void fails() {
            LOG.add("before");
            throw new IllegalStateException("from before");
        }

        @AsyncLoopTest
        void body() {
            LOG.add("body");
        }

        @AfterEach
        void after() {
            LOG.add("after");
        }
    }

    @Test
    void before_each_that_fails_in_fifo_order_names_the_order() {
        Throwable failure = Kit.failure(FailingFirstBeforeEachTestCase.class);
        assertThat(Kit.firstLine(failure))
                .isEqualTo("IllegalStateException: from before [schedule 1 of 10, seed fifo]");
        assertThat(LOG).containsExactly("before", "after");
    }

    static class OtherPackageTestCase extends PackagePrivateFixtures {
        @BeforeEach
        void before() { // hides nothing: the other one is of another package
            log.add("before");
        }

        @AsyncLoopTest(schedules = 2)
        void body() {
            LOG.add(String.join(", ", log));
        }

        @AfterEach
        void after() {
            LOG.add(String.join(", ", log));
        }
    }

    @Test
    void fixtures_package_private_in_another_package_run_in_every_order() {
        Kit.passes(OtherPackageTestCase.class);
        assertThat(LOG).hasSize(4).containsOnly("before of the other package, before");
    }

    interface Contract {
        @AsyncLoopTest(schedules = 2)
        default void contract(Loop loop) {
            LOG.add(getClass().getSimpleName());
        }
    }

    static class ContractTestCase implements Contract {}

    @Test
    void test_inherited_from_an_interface_runs_in_every_order() {
        Kit.passes(ContractTestCase.class);
        assertThat(LOG).containsExactly("ContractTestCase", "ContractTestCase");
    }

    static class JUnitParametersTestCase {
        JUnitParametersTestCase(TestInfo info) {
            LOG.add(info.getDisplayName());
        }

        @BeforeEach
        void before(TestInfo info, Loop loop) {
            LOG.add(info.getDisplayName());
        }

        @AsyncLoopTest(schedules = 2)
        void body(Loop loop, TestInfo info, TestReporter reporter) {
            reporter.publishEntry("seed", loop.seed());
            LOG.add(info.getDisplayName());
        }
    }

    @Test
    void parameters_of_junit_are_there_in_every_order() {
        EngineExecutionResults results = Kit.passes(JUnitParametersTestCase.class);
        assertThat(LOG).hasSize(6).containsOnly("2 schedules");
        assertThat(Kit.reportEntries(results))
                .filteredOn(entry -> entry.contains("seed="))
                .hasSize(2);
    }

    static class TwoTestsTestCase {
        TwoTestsTestCase(Loop loop) {
            LOOPS.add(loop);
        }

        @AsyncLoopTest(schedules = 3)
        void one() {}

        @AsyncLoopTest(schedules = 3)
        void two() {}
    }

    @Test
    void loop_of_a_constructor_is_not_shared_between_tests() {
        Kit.passes(TwoTestsTestCase.class);
        assertThat(LOOPS).hasSize(6);
    }
}
