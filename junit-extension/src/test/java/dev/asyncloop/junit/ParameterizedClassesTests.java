// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** {@code @ParameterizedClass} times orders. */
class ParameterizedClassesTests {

    private static final List<String> LOG = new ArrayList<>();

    @BeforeEach
    void forget() {
        LOG.clear();
    }

    @ParameterizedClass
    @ValueSource(strings = {"x", "y"})
    static class ByConstructorTestCase {
        private final String value;
        private final Loop loop;

        ByConstructorTestCase(String value, Loop loop) {
            this.value = value;
            this.loop = loop;
        }

        @AsyncLoopTest(schedules = 3)
        void body(Loop other) {
            assertThat(other).isSameAs(loop);
            LOG.add(value + " " + loop.seed());
        }
    }

    @Test
    void constructor_arguments_are_there_in_every_order() {
        EngineExecutionResults results = Kit.passes(ByConstructorTestCase.class);
        results.testEvents().assertStatistics(counts -> counts.succeeded(2));
        assertThat(LOG.stream().distinct().toList()).hasSize(6);
    }

    @ParameterizedClass
    @ValueSource(strings = {"x", "y"})
    static class ByFieldTestCase {
        @Parameter
        String value = "";

        @AsyncLoopTest(schedules = 3)
        void body(Loop loop) {
            LOG.add(value + " " + loop.seed());
        }
    }

    @Test
    void field_arguments_are_there_in_every_order() {
        Kit.passes(ByFieldTestCase.class);
        assertThat(LOG.stream().distinct().toList()).hasSize(6).noneMatch(line -> line.startsWith(" "));
    }

    @ParameterizedClass
    @ValueSource(strings = {"x", "y"})
    static class BuggyTestCase {
        @Parameter
        String value = "";

        @AsyncLoopTest(schedules = 50)
        void body(Loop loop) {
            if (value.equals("y")) {
                Races.buggy(loop);
            } else {
                Races.order(loop);
            }
        }
    }

    @Test
    void failure_is_that_of_its_argument_and_reproduces() {
        Throwable failure = Kit.failure(BuggyTestCase.class);
        assertThat(failure).isInstanceOf(ScheduleFailure.class);
        assertThat(Kit.message(failure)).contains(Diagnosis.REPEATED);
        Throwable again = Kit.failure(BuggyTestCase.class, ConfigurationKeys.SEED, ((ScheduleFailure) failure).seed());
        assertThat(Kit.causeMessage(again)).isEqualTo(Kit.causeMessage(failure));
    }
}
