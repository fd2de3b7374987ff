// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.schedule.StepKind;

/** Wakes a sleeping task. */
final class SleepTimer extends WakeTimer {

    private boolean abandoned;

    SleepTimer(FibreTask<?> task) {
        super(task);
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
}
