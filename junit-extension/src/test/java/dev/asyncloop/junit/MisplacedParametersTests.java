// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.asyncloop.Loop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Goes through the launcher, as build tools and IDEs do: the explanation is added by a listener of it. */
class MisplacedParametersTests {

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class ConstructorTestCase {
        ConstructorTestCase(Loop loop) {}

        @AsyncLoopTest
        void body() {}
    }

    static class BeforeAllTestCase {
        @BeforeAll
        static void beforeAll(Loop loop) {}

        @AsyncLoopTest
        void body() {}
    }

    static class SharedBeforeEachTestCase {
        @BeforeEach
        void beforeEach(Loop loop) {}

        @Test
        void body() {}
    }

    static class SomebodyElsesTestCase {
        SomebodyElsesTestCase(StringBuilder unknown) {}

        @Test
        void body() {}
    }

    @ParameterizedTest
    @ValueSource(classes = {ConstructorTestCase.class, BeforeAllTestCase.class, SharedBeforeEachTestCase.class})
    void parameter_where_the_extension_is_not_registered_is_explained(Class<?> testCase) {
        assertThat(failures(testCase)).singleElement().satisfies(failure -> {
            assertThat(failure)
                    .hasMessageContaining("No ParameterResolver registered for parameter [dev.asyncloop.Loop");
            assertThat(failure.getSuppressed())
                    .singleElement()
                    .satisfies(explanation -> assertThat(explanation)
                            .hasMessageContainingAll("PER_CLASS", "@BeforeEach", "@AsyncLoopConfig"));
        });
    }

    @Test
    void parameter_of_somebody_else_is_left_alone() {
        assertThat(failures(SomebodyElsesTestCase.class))
                .singleElement()
                .satisfies(failure -> assertThat(failure.getSuppressed()).isEmpty());
    }

    private static List<Throwable> failures(Class<?> testCase) {
        List<Throwable> failures = new ArrayList<>();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(testCase))
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                result.getThrowable().ifPresent(failures::add);
                            }
                        });
        return failures;
    }
}
