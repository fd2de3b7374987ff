// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import dev.asyncloop.TaskLocal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an order sets outside of steps is not seen by the next one; what the class has set before is. */
class TaskLocalsPerOrderTests {

    private static final TaskLocal<String> SET_BEFORE = TaskLocal.of("set before");
    private static final TaskLocal<Integer> COUNTER = TaskLocal.withDefault("counter", 0);
    private static final List<String> SEEN = new ArrayList<>();

    static class CountingTestCase {

        @BeforeAll
        static void setBefore() {
            SET_BEFORE.set("before");
        }

        @AfterAll
        static void remove() {
            SET_BEFORE.remove();
        }

        private static void count() {
            COUNTER.set(COUNTER.get() + 1);
        }

        @BeforeEach
        void countBefore(Loop loop) {
            count();
        }

        @AsyncLoopTest(schedules = 3)
        void counts(Loop loop) {
            count();
            loop.run(() -> SEEN.add(SET_BEFORE.get() + " " + COUNTER.get()));
        }

        @AfterEach
        void countAfter() {
            count();
            SEEN.add("after " + COUNTER.get());
        }
    }

    @Test
    void taskLocals_ofThreeOrders_beginAnewInEach() {
        SEEN.clear();
        Kit.passes(CountingTestCase.class);

        assertThat(SEEN).containsExactly("before 2", "after 3", "before 2", "after 3", "before 2", "after 3");
        assertThat(COUNTER.isSet()).isFalse();
    }
}
