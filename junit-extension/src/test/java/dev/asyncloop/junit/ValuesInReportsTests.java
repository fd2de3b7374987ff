// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table shows each choice beside FIFO order, also where it was no step that was chosen. */
class ValuesInReportsTests {

    static class OutsideTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            assertThat(loop.pick(List.of("sent", "lost"))).isEqualTo("sent");
        }
    }

    static class InATaskTestCase {
        @AsyncLoopTest
        void body(Loop loop) {
            String fate = loop.run(() -> loop.pick(List.of("sent", "lost")));
            assertThat(fate).isEqualTo("sent");
        }
    }

    static class LateTestCase {
        @AsyncLoopTest(timerSlack = "5ms")
        void body(Loop loop) {
            long[] fired = {0};
            loop.callLater(Duration.ofMillis(98), () -> fired[0] = loop.clock().nanoTime());
            loop.callLater(Duration.ofMillis(100), () -> {});
            loop.advanceUntilIdle();
            assertThat(Duration.ofNanos(fired[0])).isEqualTo(Duration.ofMillis(98));
        }
    }

    @Test
    void value_drawn_before_any_step_is_shown() {
        assertThat(Kit.message(OutsideTestCase.class))
                .contains("Failed after no steps, with 1 choice. ", "\nNo step had run.\n", " no task\n")
                .containsPattern("\n +[*]  0ms +“pick = lost”\n")
                .contains("* not what FIFO order would have done");
    }

    @Test
    void value_drawn_in_a_task_is_marked() {
        assertThat(Kit.message(InATaskTestCase.class))
                .contains("Failed after 1 step, with 1 choice. ")
                .containsPattern("\n +[*]  0ms +“pick = lost”\n");
    }

    @Test
    void timer_that_is_late_is_marked() {
        assertThat(Kit.message(LateTestCase.class)).containsPattern("\n +[*]  100ms +“timers up to 2ms late”\n");
    }
}
