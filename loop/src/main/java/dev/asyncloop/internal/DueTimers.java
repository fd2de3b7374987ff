// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.clock.TimerQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Moves timers from the timer queue to the ready queue when their deadline is reached.
 *
 * <p>Timers of one deadline may be permuted, those of different deadlines never. Where several deadlines are due at once
 * (negative delays, or a loop that was late), all get their place in the order of arrival, but only those of the earliest
 * deadline become candidates; the next ones follow when these are out of the way. With a slack, those of deadlines so near to it
 * are candidates too.
 *
 * <p>In virtual time it is most often sleeping tasks alone that are due, with nothing else ready. Then the wake-ups run at
 * once, as one iteration of their own: nothing could come between them, so FIFO order stays what it was, and a wake-up
 * costs neither a step nor a choice.
 */
final class DueTimers {

    /** A step that came from a timer. */
    interface Due {
        long deadline();
    }

    private final Ready ready;
    private final Consumer<LoopTimer> disarmed;
    private final long slackNanos;
    private final List<LoopTimer> batch = new ArrayList<>();
    private final ArrayDeque<Step> held = new ArrayDeque<>();
    private long admittedDeadline;
    private int admitted;

    /** Makes the way of timers that may be late by some time, within which they may swap. */
    DueTimers(Ready ready, Consumer<LoopTimer> disarmed, long slackNanos) {
        this.ready = ready;
        this.slackNanos = slackNanos;
        this.disarmed = disarmed;
    }

    /** Takes all timers that are due; returns whether they were wake-ups that are done already. */
    boolean collect(TimerQueue<LoopTimer> timers, long now) {
        if (timers.nextDeadline() > now) {
            return false;
        }
        boolean wakesOnly = ready.total() == 0;
        LoopTimer first = poll(timers);
        if (wakesOnly && first.isWake() && timers.nextDeadline() > now) {
            first.wake(); // which is the most frequent case
            return true;
        }
        batch.add(first);
        wakesOnly &= first.isWake();
        while (timers.nextDeadline() <= now) {
            LoopTimer timer = poll(timers);
            batch.add(timer);
            wakesOnly &= timer.isWake();
        }
        for (LoopTimer timer : batch) {
            if (wakesOnly) {
                timer.wake();
            } else {
                admit(timer.toStep(), timer.deadline());
            }
        }
        batch.clear();
        return wakesOnly;
    }

    private LoopTimer poll(TimerQueue<LoopTimer> timers) {
        LoopTimer timer = Objects.requireNonNull(timers.poll());
        disarmed.accept(timer);
        return timer;
    }

    private void admit(Step step, long deadline) {
        ready.stamp(step);
        if (admitted == 0 || mayRunBeside(deadline) && held.isEmpty()) {
            admittedDeadline = admitted == 0 ? deadline : admittedDeadline;
            admitted++;
            ready.admit(step);
        } else {
            step.held = true;
            held.add(step);
        }
    }

    /** Returns whether a timer may swap with those that are candidates now. */
    private boolean mayRunBeside(long deadline) {
        return deadline - admittedDeadline <= slackNanos;
    }

    /** Notes that a step ran or was cancelled; releases the next deadline if it was the last of its own. */
    void gone(Step step) {
        if (!(step instanceof Due) || --admitted > 0) {
            return;
        }
        @Nullable Step next;
        while ((next = held.peek()) != null) {
            long deadline = ((Due) next).deadline();
            if (admitted > 0 && !mayRunBeside(deadline)) {
                return;
            }
            held.remove();
            next.held = false;
            if (next.queued) {
                admittedDeadline = admitted == 0 ? deadline : admittedDeadline;
                admitted++;
                ready.admit(next);
            }
        }
    }

    void clear() {
        held.clear();
        admitted = 0;
    }
}
