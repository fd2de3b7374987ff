// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Debug mode, switched on from outside. */
class DebugModeTests {

    private static final List<String> HANDLES = new ArrayList<>();

    static class CallbackTestCase {
        @AsyncLoopTest(schedules = 1)
        void body(Loop loop) {
            HANDLES.add(loop.callSoon(() -> {}).toString());
        }
    }

    private static String handle() {
        return HANDLES.get(HANDLES.size() - 1);
    }

    @Test
    void debug_from_outside_remembers_where_callbacks_were_scheduled() {
        Kit.passes(CallbackTestCase.class, ConfigurationKeys.DEBUG, "true");
        assertThat(handle()).contains("DebugModeTests.java");
        Kit.passes(CallbackTestCase.class, ConfigurationKeys.DEBUG, "False");
        assertThat(handle()).contains("(unknown)");
    }

    @Test
    void debug_that_is_neither_true_nor_false_is_refused() {
        assertThat(Kit.message(CallbackTestCase.class, ConfigurationKeys.DEBUG, "perhaps"))
                .isEqualTo("asyncloop.debug must be true or false, and is \"perhaps\".");
    }
}
