// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.schedule.StepKind;

/** A timer that does nothing but let one task go on. */
abstract class WakeTimer extends LoopTimer {

    final FibreTask<?> task;

    WakeTimer(FibreTask<?> task) {
        this.task = task;
    }

    @Override
    final boolean isWake() {
        return true;
    }

    @Override
    final boolean isBackground() {
        return task.isBackground();
    }

    @Override
    final Step toStep() {
        return new WakeStep(this);
    }

    @Override
    final String describe() {
        return "wakes " + task.word() + " \"" + task.name() + "\" at " + Durations.text(deadline());
    }

    /** The wake-up as a step, where other timers are due at the same time, so that FIFO order stays asyncio's. */
    private static final class WakeStep extends Step implements DueTimers.Due {

        private final WakeTimer timer;

        WakeStep(WakeTimer timer) {
            this.timer = timer;
            parent = timer.task.lineage();
            lineage = Lineages.child(parent, 0);
        }

        @Override
        void run() {
            timer.wake();
        }

        @Override
        StepKind kind() {
            return StepKind.TIMER;
        }

        @Override
        public long deadline() {
            return timer.deadline();
        }
    }
}
