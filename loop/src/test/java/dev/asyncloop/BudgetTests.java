// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.Loops.millis;
import static dev.asyncloop.Loops.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Budgets, steps that do not end, and interrupts of the thread that drives: who did it is named, and the loop goes on. */
class BudgetTests {

    private static void spin(Loop loop) {
        while (true) {
            loop.yieldNow();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void stepsAtOneInstant_usedUp_nameTheSpinner(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).maxStepsPerInstant(2_000).build()) {
            Task<?> spinner = loop.spawn("spinner", () -> spin(loop));
            loop.spawn("quiet", () -> loop.sleep(seconds(1)));
            assertThatThrownBy(loop::runUntilIdle)
                    .isInstanceOf(BudgetExceededException.class)
                    .hasMessageContaining("2000 steps ran at one instant")
                    .hasMessageContaining("\"spinner\" made ")
                    .hasMessageContaining("maxStepsPerInstant");
            spinner.cancel();
            loop.advance(seconds(2));
            assertThat(loop.audit()).isEmpty();
        }
    }

    @Test
    void steps_usedUp_nameTheCallbacks() {
        try (Loop loop = Loop.builder().maxSteps(100).build()) {
            Runnable[] again = new Runnable[1];
            again[0] = () -> loop.callLater(seconds(1), again[0]);
            again[0].run();
            assertThatThrownBy(loop::advanceUntilIdle)
                    .isInstanceOf(BudgetExceededException.class)
                    .hasMessageContaining("100 steps")
                    .hasMessageContaining("\"callback\" made 100 of 100");
        }
    }

    @Test
    void virtualTime_usedUp_namesThePeriodicTask() {
        try (Loop loop = Loop.builder().maxVirtualTime(seconds(3_600)).build()) {
            loop.spawn("periodic", () -> {
                while (true) {
                    loop.sleep(seconds(60));
                }
            });
            assertThatThrownBy(loop::advanceUntilIdle)
                    .isInstanceOf(BudgetExceededException.class)
                    .hasMessageContaining("budget is 1h")
                    .hasMessageContaining("\"periodic\"");
            assertThat(Loops.secondsOf(loop)).isEqualTo(3_600);
        }
    }

    @Test
    void realTime_usedUp_endsTheRun() {
        try (Loop loop = Loop.builder().maxRealTime(millis(20)).build()) {
            loop.spawn("endless", () -> {
                while (true) {
                    loop.sleep(seconds(1));
                }
            });
            assertThatThrownBy(loop::advanceUntilIdle)
                    .isInstanceOf(BudgetExceededException.class)
                    .hasMessageContaining("of real time")
                    .hasMessageContaining("\"endless\"");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void realTime_usedUpByAFewSlowSteps_endsTheRun(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).maxRealTime(millis(50)).build()) {
            int[] steps = new int[1];
            Task<?> slow = loop.spawn("slow", () -> {
                for (int i = 0; i < 500; i++) {
                    steps[0]++;
                    Thread.sleep(5);
                    loop.yieldNow();
                }
            });
            assertThatThrownBy(slow::await)
                    .isInstanceOf(BudgetExceededException.class)
                    .hasMessageContaining("the run took more than 50ms of real time")
                    .hasMessageContaining("\"slow\"");
            assertThat(steps[0]).isLessThan(500);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void realTime_usedUpByOneStep_interruptsIt(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).maxRealTime(millis(50)).build()) {
            Task<?> stuck = loop.spawn("stuck", () -> {
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
                Thread.interrupted();
            });
            assertThatThrownBy(stuck::await)
                    .isInstanceOf(StuckStepException.class)
                    .hasMessageContaining("task \"stuck\"")
                    .hasMessageContaining("and the run may take 50ms");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void realTime_usedUp_leavesTheTasksTimeToCleanUp(FibreBackend backend) {
        List<String> log = new ArrayList<>();
        try (Loop loop = Loops.on(backend).maxRealTime(millis(20)).build()) {
            loop.spawn("endless", () -> {
                try {
                    spin(loop);
                } finally {
                    for (int i = 0; i < 3_000; i++) {
                        loop.sleep(seconds(1));
                    }
                    log.add("cleaned up");
                }
            });
            assertThatThrownBy(loop::runUntilIdle).isInstanceOf(BudgetExceededException.class);
        }
        assertThat(log).containsExactly("cleaned up");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void step_thatReactsToAnInterrupt_isReportedAndTheLoopGoesOn(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).maxStepTime(millis(50)).build()) {
            Task<?> stuck = loop.spawn("stuck", () -> {
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
                Thread.interrupted();
            });
            assertThatThrownBy(stuck::await)
                    .isInstanceOf(StuckStepException.class)
                    .hasMessageContaining("task \"stuck\"")
                    .hasMessageContaining("BudgetTests");
            assertThat(loop.<String>run(() -> {
                        loop.sleep(seconds(1));
                        return "goes on";
                    }))
                    .isEqualTo("goes on");
        }
    }

    @Test
    void step_thatNeverYields_isLeftBehindOnTheBatonBackend() {
        boolean[] release = new boolean[1];
        Object monitor = new Object();
        try (Loop loop = Loops.on(FibreBackend.BATON).maxStepTime(millis(50)).build()) {
            Task<?> stuck = loop.spawn("stuck", () -> {
                for (long i = 0; i < Long.MAX_VALUE; i++) {
                    synchronized (monitor) {
                        if (release[0]) {
                            return;
                        }
                    }
                }
            });
            assertThatThrownBy(stuck::await)
                    .isInstanceOf(StuckStepException.class)
                    .hasMessageContaining("\"stuck\"")
                    .hasMessageContaining("left behind");
            assertThat(stuck.isDone()).isTrue();
            assertThat(loop.<String>run(() -> {
                        loop.sleep(seconds(1));
                        return "goes on";
                    }))
                    .isEqualTo("goes on");
            assertThat(loop.tasks()).isEmpty();
        } finally {
            synchronized (monitor) {
                release[0] = true;
            }
        }
    }

    @Test
    void callback_thatReactsToAnInterrupt_isReportedAndTheLoopGoesOn() {
        try (Loop loop = Loop.builder().maxStepTime(millis(50)).build()) {
            List<String> log = new ArrayList<>();
            loop.callSoon(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
            });
            loop.callSoon(() -> log.add("next"));
            assertThatThrownBy(loop::runUntilIdle)
                    .isInstanceOf(StuckStepException.class)
                    .hasMessageContaining("a callback");
            assertThat(Thread.interrupted()).isFalse();
            loop.runUntilIdle();
            assertThat(log).containsExactly("next");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void driver_interrupted_endsTheRunWithAnInterruptedException(FibreBackend backend) {
        try (Loop loop = Loops.on(backend).build()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> loop.run(() -> loop.sleep(seconds(1))))
                    .isInstanceOf(InterruptedException.class)
                    .hasMessageContaining("was interrupted")
                    .hasMessageContaining("\"main\"");
            assertThat(Thread.interrupted()).isFalse();
            loop.advance(seconds(2));
            assertThat(loop.tasks()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void close_interrupted_closesAllTheSame(FibreBackend backend) {
        Loop loop = Loops.on(backend).build();
        loop.spawn("sleeper", () -> loop.sleep(seconds(1)));
        loop.runUntilIdle();
        Thread.currentThread().interrupt();
        try {
            loop.close();
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("sleeper");
        }
        Thread.interrupted();
        assertThat(loop.isClosed()).isTrue();
    }

    @Test
    void callback_thatInterruptsTheDriver_isNamed() {
        try (Loop loop = Loop.builder().captureSites(true).build()) {
            loop.callSoon(() -> Thread.currentThread().interrupt());
            assertThatThrownBy(loop::runUntilIdle)
                    .isInstanceOf(InterruptedException.class)
                    .hasMessageContaining("was interrupted during callback scheduled at (BudgetTests.java:");
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    @Test
    void job_thatLeavesTheInterruptFlagSet_doesNotHarmTheNext() {
        try (Loop loop = Loop.create()) {
            List<Boolean> flags = new ArrayList<>();
            loop.executor().execute(() -> Thread.currentThread().interrupt());
            loop.executor().execute(() -> flags.add(Thread.currentThread().isInterrupted()));
            loop.runUntilIdle();
            assertThat(flags).containsExactly(false);
        }
    }
}
