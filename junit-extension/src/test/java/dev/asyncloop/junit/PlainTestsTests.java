// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.asyncloop.Loop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Tests that are not ours, in classes that let them have a loop. */
class PlainTestsTests {

    private static final Set<Loop> LOOPS = Collections.newSetFromMap(new IdentityHashMap<>());
    private static final List<String> SEEDS = new ArrayList<>();

    @BeforeEach
    void forget() {
        LOOPS.clear();
        SEEDS.clear();
    }

    @AsyncLoopConfig
    static class ConfiguredTestCase {
        private final Loop loop;

        ConfiguredTestCase(Loop loop) {
            this.loop = loop;
            LOOPS.add(loop);
        }

        @BeforeEach
        void before(Loop other) {
            assertThat(other).isSameAs(loop);
        }

        @Test
        void plain(Loop other) {
            assertThat(other).isSameAs(loop);
            other.run(() -> other.sleep(Duration.ofDays(1)));
            SEEDS.add(other.seed());
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void parameterized(int number, Loop other) {
            assertThat(other).isSameAs(loop);
            assertThat(number).isPositive();
            SEEDS.add(other.seed());
        }

        @RepeatedTest(2)
        void repeated(Loop other) {
            assertThat(other).isSameAs(loop);
            SEEDS.add(other.seed());
        }
    }

    @Test
    void loop_is_fifo_and_of_one_invocation() {
        EngineExecutionResults results = Kit.passes(ConfiguredTestCase.class);
        results.testEvents().assertStatistics(counts -> counts.succeeded(5));
        assertThat(SEEDS).hasSize(5).containsOnly("fifo");
        assertThat(LOOPS).hasSize(5);
    }

    @Test
    void seed_from_outside_reaches_them() {
        Kit.passes(ConfiguredTestCase.class, ConfigurationKeys.SEED, "0x1");
        assertThat(SEEDS).hasSize(5).containsOnly("0x1");
    }

    @ExtendWith(AsyncLoopExtension.class)
    static class LeakingTestCase {
        @Test
        void leaks(Loop loop) {
            loop.spawn("left", () -> loop.sleep(Duration.ofHours(1)));
        }
    }

    @Test
    void leak_fails_the_test() {
        assertThat(Kit.firstLine(Kit.failure(LeakingTestCase.class))).startsWith("leaked task: ");
    }

    @ExtendWith(AsyncLoopExtension.class)
    static class FailingTestCase {
        @Test
        void fails(Loop loop) {
            loop.run(() -> fail("no"));
        }
    }

    @Test
    void failure_names_the_seed() {
        assertThat(Kit.firstLine(Kit.failure(FailingTestCase.class))).isEqualTo("no [seed fifo]");
    }

    @AsyncLoopConfig
    static class WithoutLoopTestCase {
        @Test
        void fails() {
            throw new IllegalStateException("as it is");
        }
    }

    @Test
    void failure_without_loop_is_left_as_it_is() {
        assertThat(Kit.failure(WithoutLoopTestCase.class))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("as it is");
    }
}
