// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.asyncloop.schedule.StepKind;
import dev.asyncloop.schedule.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimerSlackTests {

    /** Fires timers at 10, 12 and 30 ms; returns their order, and checks how late each one is. */
    private static String order(LoopBuilder builder, long slackMillis) {
        List<String> order = new ArrayList<>();
        try (Loop loop = builder.timerSlack(Duration.ofMillis(slackMillis)).build()) {
            for (long millis : new long[] {10, 12, 30}) {
                loop.callLater(Duration.ofMillis(millis), () -> {
                    order.add(millis + "");
                    assertThat(loop.clock().nanoTime() - millis * 1_000_000).isBetween(0L, slackMillis * 1_000_000);
                });
            }
            loop.advance(Duration.ofMillis(40));
            assertThat(loop.audit()).isEmpty();
        }
        return String.join(" ", order);
    }

    @Test
    void timers_withinTheSlack_swapInSomeOrders() {
        Set<String> seen = new HashSet<>();
        for (long seed = 0; seed < 200; seed++) {
            seen.add(order(Loop.builder().seed(seed), 5));
        }
        assertThat(seen).containsExactlyInAnyOrder("10 12 30", "12 10 30");
    }

    @Test
    void timers_thatAreLate_areANoteInTheTrace() {
        for (long seed = 0; seed < 100; seed++) {
            try (Loop loop =
                    Loop.builder().seed(seed).timerSlack(Duration.ofMillis(5)).build()) {
                List<Long> times = new ArrayList<>();
                for (long millis : new long[] {10, 12}) {
                    loop.callLater(
                            Duration.ofMillis(millis),
                            () -> times.add(loop.clock().nanoTime() / 1_000_000));
                }
                loop.advanceUntilIdle();
                List<Trace.Step> notes = loop.trace().last().stream()
                        .filter(step -> step.note() != null)
                        .toList();
                if (times.get(0) == 10) {
                    assertThat(notes).isEmpty();
                } else {
                    Trace.Step note = new Trace.Step(
                            0, 12_000_000, 0, "callback", StepKind.CALLBACK, 2, 1, "timers up to 2ms late");
                    assertThat(notes).containsExactly(note);
                }
            }
        }
    }

    @Test
    void timers_withoutSlack_neverSwap() {
        for (long seed = 0; seed < 200; seed++) {
            assertThat(order(Loop.builder().seed(seed), 0)).isEqualTo("10 12 30");
        }
    }

    @Test
    void timers_inFifoOrder_arePunctual() {
        try (Loop loop = Loop.builder().timerSlack(Duration.ofMillis(5)).build()) {
            List<Long> times = new ArrayList<>();
            for (long millis : new long[] {10, 12, 14}) {
                loop.callLater(
                        Duration.ofMillis(millis), () -> times.add(loop.clock().nanoTime() / 1_000_000));
            }
            loop.advanceUntilIdle();
            assertThat(times).containsExactly(10L, 12L, 14L);
        }
    }

    @Test
    void sleepers_withinTheSlack_areFoundBySeeds() {
        Set<String> seen = new HashSet<>();
        for (long seed = 0; seed < 200; seed++) {
            StringBuilder order = new StringBuilder();
            try (Loop loop =
                    Loop.builder().seed(seed).timerSlack(Duration.ofMillis(1)).build()) {
                loop.spawn(() -> {
                    loop.sleep(Duration.ofMillis(5));
                    order.append("answer ");
                });
                loop.spawn(() -> {
                    loop.sleep(Duration.ofMillis(6));
                    order.append("time-out ");
                });
                loop.advanceUntilIdle();
            }
            seen.add(order.toString());
        }
        assertThat(seen).containsExactlyInAnyOrder("answer time-out ", "time-out answer ");
    }

    @Test
    void advance_withSlack_doesNotPassItsEnd() {
        for (long seed = 0; seed < 100; seed++) {
            try (Loop loop =
                    Loop.builder().seed(seed).timerSlack(Duration.ofMillis(10)).build()) {
                List<Long> fired = new ArrayList<>();
                for (long millis : new long[] {4, 8}) {
                    loop.callLater(Duration.ofMillis(millis), () -> fired.add(millis));
                }
                loop.advance(Duration.ofMillis(5));
                assertThat(fired).containsExactly(4L);
                assertThat(loop.clock().nanoTime()).isEqualTo(5_000_000);
            }
        }
    }

    @Test
    void slack_sameSeedTwice_givesTheSameTraceOnBothBackends() {
        for (long seed = 0; seed < 50; seed++) {
            assertThat(trace(seed, FibreBackend.AUTO)).isEqualTo(trace(seed, FibreBackend.AUTO));
            assertThat(trace(seed, FibreBackend.BATON)).isEqualTo(trace(seed, FibreBackend.AUTO));
        }
    }

    private static Object trace(long seed, FibreBackend backend) {
        try (Loop loop = Loop.builder()
                .seed(seed)
                .fibres(backend)
                .timerSlack(Duration.ofMillis(3))
                .build()) {
            for (int i = 0; i < 5; i++) {
                int millis = i;
                loop.spawn(() -> loop.sleep(Duration.ofMillis(millis)));
                loop.callLater(Duration.ofMillis(millis), () -> {});
            }
            loop.advanceUntilIdle();
            return loop.trace();
        }
    }

    @Test
    void slack_negative_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Loop.builder().timerSlack(Duration.ofNanos(-1)))
                .withMessageContaining("timerSlack");
    }
}
