// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.schedule.StepKind;

/** Wakes a sleeping task. */
final class SleepTimer extends WakeTimer {

    private boolean woken;
    private boolean abandoned;

    SleepTimer(FibreTask<?> task) {
        super(task);
    }

    /** Wakes the task at a deadline; a second time only when it {@link #hasWoken}. */
    void arm(long deadline) {
        woken = false;
        task.engine().arm(this, deadline);
    }

    @Override
    void wake() {
        if (!abandoned) {
            woken = true;
            task.wake(StepKind.RESUME);
        }
    }

    boolean hasWoken() {
        return woken;
    }

    /** Says when, for messages. */
    String deadlineText() {
        return task.engine().settings.timeText(deadline());
    }

    /** Takes the timer back, also where its wake-up is queued already: the task may be waiting for something else then. */
    void abandon() {
        abandoned = true;
        woken = false;
        task.engine().disarm(this);
    }
}
