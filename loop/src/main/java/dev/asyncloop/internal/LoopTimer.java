// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.clock.TimerQueue;

/** An armed timer: what becomes ready when its deadline is reached. */
abstract class LoopTimer extends TimerQueue.Timer {

    /** Returns whether the timer does nothing but wake a task, which nobody can observe as a step of its own. */
    abstract boolean isWake();

    /** Returns whether the timer belongs to a background task. */
    abstract boolean isBackground();

    /** Returns the step to queue; for a wake-up, one that wakes the task. */
    abstract Step toStep();

    /** Wakes the task, for a timer that {@link #isWake()}. */
    abstract void wake();

    /** Says for reports what will happen. */
    abstract String describe();
}
