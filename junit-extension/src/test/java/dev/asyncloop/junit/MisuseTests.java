// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.clock.VirtualClock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot work names the culprit and says what to do instead. */
@SuppressWarnings("JUnitMethodDeclaration")
class MisuseTests {

    static class BesideTestTestCase {
        @Test
        @AsyncLoopTest
        void twice() {}
    }

    @Test
    void test_beside_ours_fails_both_nodes() {
        List<Throwable> failures = Kit.failures(Kit.run(BesideTestTestCase.class));
        assertThat(failures)
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure)
                        .hasMessage("@Test and @AsyncLoopTest are both on " + BesideTestTestCase.class.getName()
                                + ".twice: JUnit would run the method twice. Remove @Test; @AsyncLoopTest is enough."));
    }

    static class BesideRepeatedTestCase {
        @RepeatedTest(2)
        @AsyncLoopTest
        void both() {}
    }

    static class BesideParameterizedTestCase {
        @AsyncLoopTest
        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void both(int number) {}
    }

    @ParameterizedTest
    @ValueSource(classes = {BesideRepeatedTestCase.class, BesideParameterizedTestCase.class})
    void template_beside_ours_fails_every_node(Class<?> testCase) {
        List<Throwable> failures = Kit.failures(Kit.run(testCase));
        assertThat(failures)
                .isNotEmpty()
                .anySatisfy(failure -> assertThat(failure)
                        .hasMessageContaining(testCase.getName() + ".both")
                        .hasMessageContaining("@ParameterizedClass on the class and @AsyncLoopTest on the method"));
        Kit.run(testCase).testEvents().assertStatistics(counts -> counts.succeeded(0));
    }

    static class ZeroTestCase {
        @AsyncLoopTest(schedules = 0)
        void body() {}
    }

    static class NegativeTestCase {
        @AsyncLoopTest(schedules = -1)
        void body() {}
    }

    @AsyncLoopConfig(schedules = 0)
    static class ZeroInClassTestCase {
        @AsyncLoopTest
        void body() {}
    }

    static class PlainTestCase {
        @AsyncLoopTest
        void body() {}
    }

    @Test
    void schedules_less_than_one_are_refused() {
        assertThat(Kit.message(ZeroTestCase.class))
                .isEqualTo("schedules of @AsyncLoopTest on " + ZeroTestCase.class.getName()
                        + ".body must be at least 1, and is 0. One order, FIFO, is schedules = 1.");
        assertThat(Kit.message(NegativeTestCase.class)).contains("must be at least 1, and is -1");
        assertThat(Kit.message(ZeroInClassTestCase.class))
                .startsWith("schedules of @AsyncLoopConfig must be at least 1, and is 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-3", "many", "1.5"})
    void schedules_from_outside_that_are_no_number_are_refused(String text) {
        assertThat(Kit.message(PlainTestCase.class, ConfigurationKeys.SCHEDULES, text))
                .isEqualTo("asyncloop.schedules must be a number from 1, and is \"" + text + "\".");
    }

    static class MalformedSeedTestCase {
        @AsyncLoopTest(seed = "0xnothing")
        void body() {}
    }

    @Test
    void seed_malformed_is_refused_with_its_place() {
        assertThat(Kit.message(MalformedSeedTestCase.class))
                .startsWith("seed of @AsyncLoopTest on " + MalformedSeedTestCase.class.getName() + ".body: ")
                .contains("0xnothing");
        assertThat(Kit.message(PlainTestCase.class, ConfigurationKeys.SEED, "r1.broken"))
                .startsWith("asyncloop.seed: ");
        assertThat(Kit.message(PlainTestCase.class, ConfigurationKeys.ROOT, "soup"))
                .startsWith("asyncloop.root: ")
                .contains("\"soup\" is no root seed")
                .doesNotContain("replay token");
        assertThat(Kit.message(PlainTestCase.class, ConfigurationKeys.ROOT, "fifo"))
                .startsWith("asyncloop.root: \"fifo\" is no root seed");
    }

    @Test
    void fibres_unknown_are_refused() {
        assertThat(Kit.message(PlainTestCase.class, ConfigurationKeys.FIBRES, "goroutines"))
                .isEqualTo("asyncloop.fibres must be one of [AUTO, VIRTUAL_THREADS, BATON], and is \"goroutines\".");
    }

    static class MalformedDurationTestCase {
        @AsyncLoopTest(realTimeLimit = "soon")
        void body() {}
    }

    static class ZeroDurationTestCase {
        @AsyncLoopTest(stepTimeLimit = "0s")
        void body() {}
    }

    static class MalformedZoneTestCase {
        @AsyncLoopTest(zone = "Europe/Atlantis")
        void body() {}
    }

    static class MalformedStartTestCase {
        @AsyncLoopTest(start = "yesterday")
        void body() {}
    }

    static class NegativeStepsTestCase {
        @AsyncLoopTest(maxSteps = -5)
        void body() {}
    }

    @Test
    void values_malformed_are_refused_with_an_example() {
        assertThat(Kit.message(MalformedDurationTestCase.class))
                .startsWith("realTimeLimit of @AsyncLoopTest on ")
                .contains("\"soon\"");
        assertThat(Kit.message(ZeroDurationTestCase.class)).startsWith("stepTimeLimit of @AsyncLoopTest on ");
        assertThat(Kit.message(MalformedZoneTestCase.class))
                .startsWith("zone of @AsyncLoopTest on ")
                .endsWith("must be a zone such as Europe/Berlin, and is \"Europe/Atlantis\".");
        assertThat(Kit.message(MalformedStartTestCase.class))
                .startsWith("start of @AsyncLoopTest on ")
                .endsWith("must be an instant such as 2026-03-29T00:30:00Z, and is \"yesterday\".");
        assertThat(Kit.message(NegativeStepsTestCase.class))
                .startsWith("maxSteps of @AsyncLoopTest on ")
                .endsWith("must be positive, and is -5.");
        assertThat(Kit.message(PlainTestCase.class, ConfigurationKeys.REAL_TIME_LIMIT, "soon"))
                .contains("\"soon\"");
    }

    @AsyncLoopConfig
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class ConstructorPerClassTestCase {
        ConstructorPerClassTestCase(Loop loop) {}

        @AsyncLoopTest
        void body() {}
    }

    @AsyncLoopConfig
    static class BeforeAllTestCase {
        @BeforeAll
        static void prepare(VirtualClock clock) {}

        @AsyncLoopTest
        void body() {}
    }

    @Test
    void loop_outside_of_a_test_is_refused() {
        assertThat(Kit.message(ConstructorPerClassTestCase.class))
                .contains("A Loop belongs to one order of one test, and the constructor of "
                        + ConstructorPerClassTestCase.class.getName()
                        + " runs once for all of them (Lifecycle.PER_CLASS). Take the Loop as parameter of the test or of a"
                        + " @BeforeEach method.");
        assertThat(Kit.message(BeforeAllTestCase.class))
                .contains("A VirtualClock belongs to one order of one test, and prepare(..) runs outside of tests.");
    }

    static class NestedRunTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            loop.run(() -> loop.run(() -> "inner"));
        }
    }

    static class OtherLoopTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            try (Loop other = Loop.create()) {
                loop.run(() -> other.run(() -> "inner"));
            }
        }
    }

    static class ForeignTaskTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            try (Loop other = Loop.create()) {
                Task<String> task = other.spawn(() -> "inner");
                loop.run(() -> loop.await(task));
            }
        }
    }

    @Test
    void run_within_run_is_refused() {
        assertThat(Kit.failure(NestedRunTestCase.class)).hasRootCauseInstanceOf(IllegalStateException.class);
        assertThat(Kit.firstLine(Kit.failure(NestedRunTestCase.class))).contains("loop");
        assertThat(Kit.failure(OtherLoopTestCase.class)).hasRootCauseInstanceOf(IllegalStateException.class);
        assertThat(Kit.firstLine(Kit.failure(ForeignTaskTestCase.class))).contains("attached to a different loop");
    }

    static class ClosingTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            loop.close();
        }
    }

    static class ClosingAfterEachTestCase {
        @AsyncLoopTest(schedules = 1)
        void body(Loop loop) {}

        @AfterEach
        void after(Loop loop) {
            loop.close();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {ClosingTestCase.class, ClosingAfterEachTestCase.class})
    void loop_closed_by_the_test_is_refused_with_a_clear_text(Class<?> testCase) {
        Throwable failure = Kit.failure(testCase);
        assertThat(Kit.firstLine(failure))
                .startsWith("IllegalStateException: The test closed its loop \"body\"; the extension does that");
        assertThat(failure).hasRootCauseInstanceOf(IllegalStateException.class);
    }

    static class FailingAndClosingTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            try (loop) {
                throw new IllegalArgumentException("of the test");
            }
        }
    }

    @Test
    void failure_of_a_test_that_closed_its_loop_comes_first() {
        Throwable failure = Kit.failure(FailingAndClosingTestCase.class);
        assertThat(Kit.firstLine(failure)).startsWith("IllegalArgumentException: of the test");
        assertThat(failure).hasStackTraceContaining("The test closed its loop");
    }
}
