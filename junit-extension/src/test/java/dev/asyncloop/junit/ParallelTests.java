// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.asyncloop.Loop;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Tests that run at the same time share nothing, and each stays on its own thread. */
class ParallelTests {

    private static final CyclicBarrier TOGETHER = new CyclicBarrier(2);
    private static final Set<Object> LOOPS =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    @BeforeEach
    void forget() {
        LOOPS.clear();
        TOGETHER.reset();
    }

    abstract static class Both {
        private final Loop loop;
        private final Thread thread = Thread.currentThread();

        Both(Loop loop) {
            this.loop = loop;
        }

        @AsyncLoopTest(schedules = 20)
        void body(Loop other) throws Exception {
            assertThat(other).isSameAs(loop);
            if (loop.seed().equals("fifo")) {
                TOGETHER.await(10, TimeUnit.SECONDS); // both classes are in their test now
            }
            for (int i = 0; i < 5; i++) {
                loop.spawn(() -> loop.sleep(Duration.ofMinutes(1)));
            }
            loop.advance(Duration.ofMinutes(2));
            assertThat(loop.tasks()).isEmpty();
            LOOPS.add(loop);
        }

        @AfterEach
        void after(Loop other) {
            assertThat(other).isSameAs(loop);
            assertThat(Thread.currentThread()).isSameAs(thread);
        }
    }

    static class FirstTestCase extends Both {
        FirstTestCase(Loop loop) {
            super(loop);
        }
    }

    static class SecondTestCase extends Both {
        SecondTestCase(Loop loop) {
            super(loop);
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClassTestCase {
        @AsyncLoopTest(schedules = 20)
        void one(Loop loop) {
            LOOPS.add(loop);
            Races.fixed(loop);
        }

        @AsyncLoopTest(schedules = 20)
        void two(Loop loop) {
            LOOPS.add(loop);
            Races.fixed(loop);
        }
    }

    @Test
    void tests_that_run_concurrently_have_loops_of_their_own() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(
                        selectClass(FirstTestCase.class),
                        selectClass(SecondTestCase.class),
                        selectClass(PerClassTestCase.class))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .execute()
                .testEvents()
                .assertStatistics(counts -> counts.succeeded(4).failed(0));
        assertThat(LOOPS).hasSize(80);
    }
}
