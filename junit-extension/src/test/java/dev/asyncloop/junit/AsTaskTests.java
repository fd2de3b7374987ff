// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.DeadlockException;
import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.TaskGroup;
import dev.asyncloop.clock.VirtualClock;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Test and fixture methods as tasks of the loop. */
class AsTaskTests {

    private static final List<String> SEEN = new ArrayList<>();

    @AsyncLoopConfig(asTask = true)
    static class FixturesTestCase {

        @BeforeEach
        void before() {
            SEEN.add("before " + Task.current().name());
        }

        @AsyncLoopTest(schedules = 2)
        void body() {
            Loop.current().sleep(Duration.ofHours(1));
            SEEN.add("body at " + Loop.current().clock().instant());
        }

        @AfterEach
        void after() {
            SEEN.add("after " + Task.current().name());
        }
    }

    @Test
    void methods_asTasks_runOnTheLoopOfTheirOrder() {
        SEEN.clear();
        Kit.passes(FixturesTestCase.class);
        assertThat(SEEN)
                .hasSize(6)
                .startsWith("before main", "body at 2000-01-01T01:00:00Z", "after main")
                .endsWith("before main", "body at 2000-01-01T01:00:00Z", "after main");
    }

    static class OtherExtensionTestCase {

        @TempDir
        java.nio.file.Path folder;

        @AsyncLoopTest(schedules = 2, asTask = true)
        void body() {
            SEEN.add(Task.current().name() + " " + folder.toFile().exists());
        }
    }

    @Test
    void methods_inANestedLauncher_runAsTasksToo() {
        SEEN.clear();
        Kit.passes(OtherExtensionTestCase.class);
        assertThat(SEEN).isNotEmpty().containsOnly("main true");
    }

    static class RaceTestCase {

        @AsyncLoopTest(schedules = 50, asTask = true)
        void body() {
            List<String> order = new ArrayList<>();
            Loop loop = Loop.current();
            Task<?> one = loop.spawn("one", () -> order.add("one"));
            Task<?> two = loop.spawn("two", () -> order.add("two"));
            one.await();
            two.await();
            assertThat(order).startsWith("one");
        }
    }

    @Test
    void body_failingUnderOneOrder_keepsItsFailureAndASeedThatRepeatsIt() {
        ScheduleFailure failure = (ScheduleFailure) Kit.failure(RaceTestCase.class);
        assertThat(Kit.cause(failure)).isInstanceOf(AssertionError.class);
        assertThat(Kit.cause(Kit.failure(RaceTestCase.class, ConfigurationKeys.SEED, failure.seed())))
                .isInstanceOf(AssertionError.class);
    }

    static class ParametersTestCase {

        @BeforeEach
        void before(Loop loop, RandomGenerator random) {
            loop.sleep(Duration.ofHours(random.nextInt(1, 2)));
        }

        @AsyncLoopTest(schedules = 4, asTask = true)
        void body(Loop loop, Clock clock, TaskGroup group, @LoopExecutor ScheduledExecutorService executor)
                throws Exception {
            group.spawn(() -> loop.sleep(Duration.ofHours(1)));
            SEEN.add(executor.submit(clock::instant).get().toString());
        }

        @AfterEach
        void after(VirtualClock clock) {
            SEEN.add("after " + clock.instant());
        }
    }

    @Test
    void parameters_ofMethodsAsTasks_areThoseOfTheirOrder() {
        SEEN.clear();
        Kit.passes(ParametersTestCase.class);
        assertThat(SEEN).hasSize(8).containsOnly("2000-01-01T01:00:00Z", "after 2000-01-01T01:00:00Z");
    }

    static class DeadlockTestCase {

        @AsyncLoopTest(schedules = 1, asTask = true)
        void body() {
            Loop.current().promise("never").await();
        }
    }

    @Test
    void body_waitingForNothing_isADeadlock() {
        assertThat(Kit.cause(Kit.failure(DeadlockTestCase.class))).isInstanceOf(DeadlockException.class);
    }
}
