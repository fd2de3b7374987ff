// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import dev.asyncloop.Promise;
import org.junit.jupiter.api.Test;

/** Debug mode, switched on from outside. */
class DebugModeTests {

    static class PromiseTestCase {
        @AsyncLoopTest(schedules = 1)
        void body(Loop loop) {
            Promise<String> promise = loop.promise("forgotten");
            loop.spawnBackground("waiter", promise::await);
        }
    }

    @Test
    void debug_from_outside_finds_promises_that_somebody_waits_for() {
        assertThat(Kit.message(PromiseTestCase.class, ConfigurationKeys.DEBUG, "True"))
                .contains("leaked promise", "\"forgotten\"");
        Kit.passes(PromiseTestCase.class, ConfigurationKeys.DEBUG, "false");
    }

    @Test
    void debug_that_is_neither_true_nor_false_is_refused() {
        assertThat(Kit.message(PromiseTestCase.class, ConfigurationKeys.DEBUG, "perhaps"))
                .isEqualTo("asyncloop.debug must be true or false, and is \"perhaps\".");
    }
}
