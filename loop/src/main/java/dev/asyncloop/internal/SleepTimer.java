// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.schedule.StepKind;

/** Wakes a sleeping task. */
final class SleepTimer extends LoopTimer {

    private final FibreTask<?> task;
    private boolean abandoned;

    SleepTimer(FibreTask<?> task) {
        this.task = task;
    }

    @Override
    boolean isWake() {
        return true;
    }

    @Override
    boolean isBackground() {
        return task.isBackground();
    }

    @Override
    void wake() {
        if (!abandoned) {
            task.wake(StepKind.RESUME);
        }
    }

    /** Says when, for messages. */
    String deadlineText() {
        return task.engine().settings.timeText(deadline());
    }

    /** Takes the timer back, also where its wake-up is queued already: the task may be waiting for something else then. */
    void abandon() {
        abandoned = true;
        task.engine().disarm(this);
    }

    @Override
    Step toStep() {
        return new WakeStep(this);
    }

    @Override
    String describe() {
        return "wakes task \"" + task.name() + "\" at " + Durations.text(deadline());
    }

    /** The wake-up as a step, where other timers are due at the same time, so that FIFO order stays asyncio's. */
    private static final class WakeStep extends Step implements DueTimers.Due {

        private final SleepTimer timer;

        WakeStep(SleepTimer timer) {
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
