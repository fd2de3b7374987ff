// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.Loops.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.internal.LoopInternals;
import dev.asyncloop.schedule.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** A loop that runs for long: nothing limits it, and it keeps the last of what it remembers. */
class RealTimeTests {

    @Test
    void clock_ofALoopInRealTime_readsThePresent() {
        Instant before = Instant.now();
        try (Loop loop = Loop.builder().realTime().build()) {
            assertThat(loop.clock().instant()).isBetween(before, Instant.now().plusSeconds(1));
        }
        Instant chosen = Instant.parse("2031-05-01T12:00:00Z");
        try (Loop loop = Loop.builder().realTime().start(chosen).build()) {
            assertThat(loop.clock().instant()).isBetween(chosen, chosen.plusSeconds(3_600));
        }
    }

    @Test
    void messages_ofALoopInRealTime_speakOfRealTime() {
        try (Loop loop = Loop.builder().realTime().build()) {
            Task<?> sleeper = loop.spawnBackground("sleeper", () -> {
                loop.sleep(Duration.ofDays(1));
                return "never";
            });
            assertThatThrownBy(() -> sleeper.get(1, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessageContaining("1ms of real time");
            assertThat(sleeper.describe()).contains("of real time");
            assertThat(loop.dump()).contains("at real time").doesNotContain("virtual time");
        }
    }

    @Test
    void failureThatNobodyLooksAt_isToldToTheHandlerAfterAMinute() {
        LoopInternals time = new LoopInternals();
        List<String> told = new ArrayList<>();
        try (Loop loop = time.realTimeLoop()) {
            loop.setExceptionHandler((on, context) -> told.add(context.message()));
            loop.run(() -> {
                loop.spawn("lost", () -> {
                    throw new IllegalStateException("nobody cares");
                });
                Task<?> seen = loop.spawn("seen", () -> {
                    throw new IllegalStateException("somebody looks");
                });
                loop.sleep(seconds(59));
                assertThat(told).isEmpty();
                assertThat(seen.exceptionNow()).hasMessage("somebody looks");
                loop.sleep(seconds(2));
                loop.sleep(seconds(1));
            });
            assertThat(told)
                    .singleElement()
                    .asString()
                    .contains("task \"lost\" (#2), spawned at (RealTimeTests.java:", "nobody has looked at it for 1m");
            assertThat(loop.audit()).isEmpty();
        }
    }

    @Test
    void aLoopInRealTime_mayWaitForCenturies() {
        LoopInternals time = new LoopInternals();
        try (Loop loop = time.realTimeLoop()) {
            loop.callLater(Duration.ofDays(50_000), loop::stop);
            loop.runForever();
            assertThat(loop.clock().nanoTime())
                    .isEqualTo(Duration.ofDays(50_000).toNanos());
        }
    }

    @Test
    void aLoopInRealTime_keepsToTheBudgetThatItWasGiven() {
        try (Loop loop = Loop.builder().realTime().maxSteps(100).build()) {
            assertThatThrownBy(() -> loop.run(() -> {
                        while (true) {
                            loop.yieldNow();
                        }
                    }))
                    .isInstanceOf(BudgetExceededException.class)
                    .hasMessageContaining("100 steps");
        }
    }

    @Test
    void theClock_inRealTime_readsWhenTheStepBegan() {
        LoopInternals time = new LoopInternals();
        try (Loop loop = time.realTimeLoop()) {
            List<Long> readings = new ArrayList<>();
            loop.callSoon(() -> time.pass(seconds(3)));
            loop.callSoon(() -> readings.add(Loops.secondsOf(loop)));
            loop.runUntilIdle();
            assertThat(readings).containsExactly(3L);
        }
    }

    @Test
    void trace_ofManyTasks_namesThoseThatItShows() {
        try (Loop loop = Loop.create()) {
            loop.run(() -> {
                Task<?> old = loop.spawn("old", () -> loop.sleep(seconds(1_000_000)));
                for (int i = 0; i < 20_000; i++) {
                    loop.spawn("short " + i, loop::yieldNow).await();
                }
                old.cancel();
                loop.yieldNow();
                loop.yieldNow();
            });
            List<String> names =
                    loop.trace().last().stream().map(Trace.Step::name).toList();
            assertThat(names).contains("old", "main", "short 19999", "short 19000");
            assertThat(names).noneMatch(name -> name.startsWith("task-"));
        }
    }

    @Test
    void trace_ofManyNotes_keepsTheLastOnes() {
        try (Loop loop = Loop.create()) {
            loop.run(() -> {
                for (int i = 0; i < 1_500; i++) {
                    loop.trace("note " + i);
                    loop.yieldNow();
                }
            });
            assertThat(loop.trace().last())
                    .extracting(Trace.Step::note)
                    .contains("note 1499", "note 500")
                    .doesNotContain("note 499");
        }
    }
}
