// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Extensions other than ours take part in every order, in a nested launcher. */
class OtherExtensionsTests {

    private static final List<String> LOG = new ArrayList<>();

    @BeforeEach
    void forget() {
        LOG.clear();
    }

    static class Logging implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
        @Override
        public void beforeAll(ExtensionContext context) {
            LOG.add("+all");
        }

        @Override
        public void beforeEach(ExtensionContext context) {
            LOG.add("+each");
        }

        @Override
        public void afterEach(ExtensionContext context) {
            LOG.add("-each");
        }

        @Override
        public void afterAll(ExtensionContext context) {
            LOG.add("-all");
        }
    }

    static class RegisteredTestCase {
        @RegisterExtension
        final Logging logging = new Logging();

        @AsyncLoopTest(schedules = 2)
        void body(Loop loop) {
            LOG.add(loop.seed().equals("fifo") ? "fifo" : "seeded");
        }
    }

    @Test
    void instance_extension_is_called_once_around_each_order() {
        Kit.passes(RegisteredTestCase.class);
        assertThat(LOG)
                .containsExactly(
                        "+each", "fifo", "-each", "+each", "seeded", "-each", // explored
                        "+each", "fifo", "-each"); // visible
    }

    @ExtendWith(Logging.class)
    static class ClassLevelTestCase {
        @BeforeAll
        static void beforeAll() {
            LOG.add("@BeforeAll");
        }

        @AsyncLoopTest(schedules = 2)
        void body(Loop loop) {
            LOG.add("body");
        }

        @AfterAll
        static void afterAll() {
            LOG.add("@AfterAll");
        }
    }

    @Test
    void class_level_callbacks_run_once_more_and_static_methods_do_not() {
        Kit.passes(ClassLevelTestCase.class);
        assertThat(LOG)
                .containsExactly(
                        "+all",
                        "@BeforeAll", //
                        "+all",
                        "+each",
                        "body",
                        "-each",
                        "+each",
                        "body",
                        "-each",
                        "-all", // nested
                        "+each",
                        "body",
                        "-each",
                        "@AfterAll",
                        "-all");
    }

    @ExtendWith(Logging.class)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClassTestCase {
        PerClassTestCase() {
            LOG.add("constructor");
        }

        @BeforeAll
        static void beforeAll() {
            LOG.add("static @BeforeAll");
        }

        @BeforeAll
        void prepare() {
            LOG.add("@BeforeAll");
        }

        @AsyncLoopTest(schedules = 2)
        void body(Loop loop) {
            LOG.add("body");
        }

        @AfterAll
        void afterAll() {
            LOG.add("@AfterAll");
        }
    }

    @Test
    void per_class_instance_of_the_orders_is_another_with_all_methods_that_are_not_static() {
        Kit.passes(PerClassTestCase.class);
        assertThat(LOG)
                .filteredOn(line -> !line.startsWith("+") && !line.startsWith("-"))
                .containsExactlyInAnyOrder(
                        "constructor",
                        "static @BeforeAll",
                        "@BeforeAll",
                        "body",
                        "@AfterAll", //
                        "constructor",
                        "@BeforeAll",
                        "body",
                        "body",
                        "@AfterAll")
                .containsSubsequence(
                        "constructor",
                        "@BeforeAll", // JUnit's
                        "constructor",
                        "@BeforeAll",
                        "body",
                        "body",
                        "@AfterAll", // of the orders
                        "body",
                        "@AfterAll");
    }

    @Test
    void one_order_is_not_nested() {
        Kit.passes(ClassLevelTestCase.class, ConfigurationKeys.SCHEDULES, "1");
        assertThat(LOG).containsExactly("+all", "@BeforeAll", "+each", "body", "-each", "@AfterAll", "-all");
    }

    static class AutodetectedTestCase {
        @AsyncLoopTest(schedules = 3)
        void body() {
            LOG.add("body");
        }
    }

    @Test
    void autodetection_means_nested() {
        Kit.passes(AutodetectedTestCase.class, "junit.jupiter.extensions.autodetection.enabled", "true");
        assertThat(LOG).hasSize(4);
    }

    @Test
    void autodetection_that_leaves_ours_out_does_not_repeat_static_methods() {
        Kit.passes(
                ClassLevelTestCase.class,
                "junit.jupiter.extensions.autodetection.enabled",
                "true",
                "junit.jupiter.extensions.autodetection.include",
                "com.example.*");
        assertThat(LOG).filteredOn("@BeforeAll"::equals).hasSize(1);
    }

    static class BuggyTestCase {
        @RegisterExtension
        final Logging logging = new Logging();

        @AsyncLoopTest(schedules = 50)
        void body(Loop loop) {
            Races.buggy(loop);
        }
    }

    @Test
    void order_that_fails_is_shown_by_the_visible_node_and_reproduces() {
        ScheduleFailure failure = (ScheduleFailure) Kit.failure(BuggyTestCase.class);
        assertThat(Kit.message(failure)).contains(Diagnosis.REPEATED, " of 50, seed " + failure.seed());
        Throwable again = Kit.failure(BuggyTestCase.class, ConfigurationKeys.SEED, failure.seed());
        assertThat(Kit.causeMessage(again)).isEqualTo(Kit.causeMessage(failure));
    }

    @ExtendWith(Logging.class)
    static class FailingAfterEachTestCase {
        @AsyncLoopTest(schedules = 3)
        void body(Loop loop) {
            loop.spawn("left", () -> loop.sleep(Duration.ofHours(1)));
        }
    }

    @Test
    void fault_found_in_a_nested_order_is_shown() {
        assertThat(Kit.firstLine(Kit.failure(FailingAfterEachTestCase.class)))
                .startsWith("leaked task: ")
                .endsWith("[schedule 1 of 3, seed fifo]");
    }

    static class FailingBeforeAll implements BeforeAllCallback {
        private static int calls;

        @Override
        public void beforeAll(ExtensionContext context) {
            if (++calls == 2) {
                throw new IllegalStateException("cannot be called twice");
            }
        }
    }

    @ExtendWith(FailingBeforeAll.class)
    static class NotTwiceTestCase {
        @AsyncLoopTest(schedules = 3)
        void body() {
            LOG.add("body");
        }
    }

    @Test
    void class_callback_that_fails_in_the_nested_launcher_is_told() {
        FailingBeforeAll.calls = 0;
        Throwable failure = Kit.failure(NotTwiceTestCase.class);
        assertThat(failure).hasStackTraceContaining("cannot be called twice");
    }

    static class OnlyFirst implements ExecutionCondition {
        private static int calls;

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return context.getTestMethod().isPresent() && ++calls > 1
                    ? ConditionEvaluationResult.disabled("not again")
                    : ConditionEvaluationResult.enabled("yes");
        }
    }

    @ExtendWith(OnlyFirst.class)
    static class DisabledWhenNestedTestCase {
        @AsyncLoopTest(schedules = 3)
        void body() {
            LOG.add("body");
        }
    }

    @Test
    void test_disabled_in_the_nested_launcher_fails_instead_of_exploring_nothing() {
        OnlyFirst.calls = 0;
        assertThat(Kit.failure(DisabledWhenNestedTestCase.class))
                .hasMessageContaining("None of the 3 schedules")
                .hasMessageContaining("OnlyFirst");
    }

    @DisabledOnOs(OS.AIX)
    static class ConditionalTestCase {
        @DisabledIf("never")
        @AsyncLoopTest(schedules = 3)
        void body() {
            LOG.add("body");
        }

        static boolean never() {
            return false;
        }
    }

    @Test
    void conditions_of_junit_are_no_reason_to_nest() {
        Kit.passes(ConditionalTestCase.class);
        assertThat(LOG).hasSize(3);
    }

    static class ParameterLogging implements BeforeEachCallback {
        @Override
        public void beforeEach(ExtensionContext context) {
            LOG.add(context.getConfigurationParameter("some.setting").orElse("none"));
        }
    }

    @ExtendWith(ParameterLogging.class)
    static class ReadingSettingsTestCase {
        @AsyncLoopTest(schedules = 2)
        void body() {}
    }

    @Test
    void settings_of_the_run_reach_the_nested_launcher() {
        Kit.passes(ReadingSettingsTestCase.class, "some.setting", "here");
        assertThat(LOG).containsExactly("here", "here", "here");
    }
}
