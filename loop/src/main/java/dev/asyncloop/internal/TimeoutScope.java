// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.Handle;
import dev.asyncloop.LoopTimeoutException;
import dev.asyncloop.Timeout;
import dev.asyncloop.TimeoutBody;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Cancels a task when a time is over, and tells that cancellation from others: asyncio's {@code timeout()} of Python 3.13.
 * The cancellation is the scope's if no more requests are open than at its beginning, when the scope has taken its own back. Another
 * exception that the body ends with is kept then, with the timeout as a suppressed one.
 */
final class TimeoutScope implements Timeout {

    private static final long NEVER = Long.MAX_VALUE;

    private final FibreTask<?> task;
    private final Engine engine;
    private final int before;
    private final long begun;
    private long deadline;
    private @Nullable Handle timer;
    private boolean expired;
    private boolean ended;

    TimeoutScope(FibreTask<?> task, long nanos) {
        this.task = task;
        engine = task.engine();
        before = task.cancelling();
        begun = engine.clock.nanoTime();
        deadline = Durations.plus(begun, nanos);
    }

    <T extends @Nullable Object> T call(TimeoutBody<T> body) {
        arm(deadline);
        try {
            T value = body.run(this);
            if (expired) {
                takeBack();
            }
            return value;
        } catch (Throwable e) {
            if (expired && takeBack() <= before) {
                if (Cancellation.isCancellation(e) && Group.senderOf(e, task) == null) {
                    throw new LoopTimeoutException(message(), e);
                }
                e.addSuppressed(new LoopTimeoutException(message(), null));
            }
            throw Throwing.sneaky(e);
        } finally {
            ended = true;
            disarm();
        }
    }

    private void arm(long newDeadline) {
        disarm();
        deadline = newDeadline;
        if (deadline <= engine.clock.nanoTime()) {
            timer = engine.callSoon(this::expire);
        } else if (deadline != NEVER) {
            timer = engine.callAt(deadline, this::expire, "timeout of " + task.nameForReports());
        }
    }

    private void disarm() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void expire() {
        expired = true;
        task.cancelFor("timed out after " + Durations.text(limitNanos()));
    }

    /** Takes the scope's request back, after a last look at what the body has made of it. */
    private int takeBack() {
        Cancellation cancellation = task.cancellation();
        if (cancellation != null) {
            cancellation.checkElapsed(task);
        }
        return task.uncancel();
    }

    private String message() {
        return "Timed out after " + engine.settings.timeText(limitNanos()) + " in " + task.nameForReports();
    }

    private long limitNanos() {
        return Math.max(0, Durations.minus(deadline, begun));
    }

    // ---- moving the deadline

    @Override
    public @Nullable Instant deadline() {
        engine.requireOwner("Timeout.deadline");
        long left = Durations.minus(deadline, engine.clock.nanoTime());
        return deadline == NEVER ? null : engine.clock.instant().plusNanos(left);
    }

    @Override
    public void reschedule(Duration fromNow) {
        long nanos = Durations.toNanos(fromNow, "fromNow");
        requireActive("reschedule");
        arm(Durations.plus(engine.clock.nanoTime(), nanos));
    }

    @Override
    public void rescheduleAt(Instant newDeadline) {
        reschedule(engine.until(newDeadline, "deadline"));
    }

    @Override
    public void clear() {
        requireActive("clear");
        arm(NEVER);
    }

    private void requireActive(String operation) {
        engine.requireOpen("Timeout." + operation);
        if (expired || ended) {
            throw new IllegalStateException("Cannot " + operation + " the timeout of " + task.nameForReports() + ": "
                    + (expired ? "it has expired." : "its block has ended.")
                    + " Move a deadline while its block runs and there is time left.");
        }
    }

    @Override
    public boolean isExpired() {
        return expired;
    }
}
