// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import org.jspecify.annotations.Nullable;

/** What a suspended task waits for. */
abstract class Wait {

    /** Starts the waiting: arms a timer, registers with a future. Called by the task itself. */
    abstract void begin(FibreTask<?> task);

    /** Ends the waiting without a result. */
    abstract void abandon(FibreTask<?> task);

    /** Clears up once the task goes on for what it waited for, if more than that was registered. */
    void end(FibreTask<?> task) {
        // most have nothing left
    }

    /** Returns whether neither a cancellation nor anything else but the other side can end the wait. */
    boolean isHeld() {
        return false;
    }

    /** Returns the number of what is waited for, see {@link Step#resource}, or 0 if it has none. */
    long resource() {
        Outcome<?> target = target();
        return target == null ? 0 : target.resource();
    }

    /** Says what is waited for, as the end of a sentence that begins with "waits". */
    abstract String describe();

    /** Returns the task or future of the loop that is waited for: cancellations go there, and wait-for chains go on there. */
    @Nullable
    Outcome<?> target() {
        return null;
    }

    /** Gives way to what is ready. */
    static final class Yield extends Wait {

        static final Yield INSTANCE = new Yield();

        @Override
        void begin(FibreTask<?> task) {
            task.wake(dev.asyncloop.schedule.StepKind.YIELD);
        }

        @Override
        void abandon(FibreTask<?> task) {
            // nothing is registered anywhere
        }

        @Override
        String describe() {
            return "for its next turn";
        }
    }

    /** Waits for nothing but its turn, at a point where another task goes first; nothing else can end the wait. */
    static final class Turn extends Wait {

        static final Turn INSTANCE = new Turn();

        @Override
        void begin(FibreTask<?> task) {
            // it is queued already
        }

        @Override
        void abandon(FibreTask<?> task) {
            // nothing is registered anywhere
        }

        @Override
        boolean isHeld() {
            return true;
        }

        @Override
        String describe() {
            return "for its turn";
        }
    }

    /** Waits for a deadline, and once that has come, perhaps for another one. */
    static final class Sleep extends Wait {

        private final SleepTimer timer;
        private long deadline;

        Sleep(FibreTask<?> task) {
            timer = new SleepTimer(task);
        }

        /** Says when the sleep is over that has not begun. */
        Sleep until(long when) {
            deadline = when;
            return this;
        }

        /** Returns whether it has begun and ended with its deadline, so that nothing of it is left anywhere. */
        boolean isOver() {
            return timer.hasWoken();
        }

        @Override
        void begin(FibreTask<?> task) {
            timer.arm(deadline);
        }

        @Override
        void abandon(FibreTask<?> task) {
            timer.abandon();
        }

        @Override
        String describe() {
            return "until " + timer.deadlineText();
        }
    }

    /** Waits for a task or future of the loop. */
    static final class ForOutcome extends Wait implements Outcome.Listener {

        private final Outcome<?> outcome;
        private @Nullable FibreTask<?> waiter;

        ForOutcome(Outcome<?> outcome) {
            this.outcome = outcome;
        }

        @Override
        void begin(FibreTask<?> task) {
            waiter = task;
            outcome.listen(this);
        }

        @Override
        public void completed(Outcome<?> done) {
            FibreTask<?> task = waiter;
            if (task != null) {
                outcome.markObserved();
                task.wake(dev.asyncloop.schedule.StepKind.RESUME);
            }
        }

        @Override
        public boolean isGone() {
            return waiter == null;
        }

        @Override
        void abandon(FibreTask<?> task) {
            waiter = null;
            outcome.waiterGone();
        }

        @Override
        String describe() {
            return "for " + outcome.nameForReports();
        }

        @Override
        Outcome<?> target() {
            return outcome;
        }
    }

    /** Waits for an outcome, but not beyond a deadline. */
    static final class ForOutcomeUntil extends Wait {

        private final ForOutcome outcome;
        private final Sleep sleep;

        ForOutcomeUntil(Outcome<?> outcome, FibreTask<?> task, long deadline) {
            this.outcome = new ForOutcome(outcome);
            this.sleep = new Sleep(task).until(deadline);
        }

        @Override
        void begin(FibreTask<?> task) {
            outcome.begin(task);
            sleep.begin(task);
        }

        @Override
        void abandon(FibreTask<?> task) {
            outcome.abandon(task);
            sleep.abandon(task);
        }

        /** Takes back the one that has lost, which would wake the task out of its next wait. */
        @Override
        void end(FibreTask<?> task) {
            abandon(task);
        }

        @Override
        String describe() {
            return outcome.describe() + ", or " + sleep.describe();
        }

        @Override
        Outcome<?> target() {
            return outcome.target();
        }
    }
}
