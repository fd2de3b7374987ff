// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.LoopTimeoutException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Cancels a task when a time is over, and tells that cancellation from others: asyncio's {@code timeout()} of Python 3.13.
 * The cancellation is the scope's if no other request is open when the scope has taken its own back. A body that ends with
 * another exception after the time is over keeps it, with the timeout as a suppressed one.
 */
final class TimeoutScope {

    private final FibreTask<?> task;
    private final long nanos;
    private final int before;
    private boolean fired;

    TimeoutScope(FibreTask<?> task, long nanos) {
        this.task = task;
        this.nanos = nanos;
        this.before = task.cancelling();
    }

    <T extends @Nullable Object> T call(Callable<T> body) {
        Engine engine = task.engine();
        dev.asyncloop.Handle timer = nanos <= 0
                ? engine.callSoon(this::expire)
                : engine.callAt(
                        Durations.plus(engine.clock.nanoTime(), nanos),
                        this::expire,
                        "timeout of " + task.nameForReports());
        try {
            T value = body.call();
            if (fired) {
                takeBack();
            }
            return value;
        } catch (Throwable e) {
            if (fired) {
                boolean own = takeBack() <= before;
                if (!Cancellation.isCancellation(e)) {
                    e.addSuppressed(new LoopTimeoutException(message(), null));
                } else if (own) {
                    throw new LoopTimeoutException(message(), e);
                }
            }
            throw Throwing.sneaky(e);
        } finally {
            timer.cancel();
        }
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
        return "Timed out after " + Durations.text(Math.max(0, nanos)) + " of "
                + (task.engine().settings.realTime ? "real" : "virtual") + " time in " + task.nameForReports();
    }

    private void expire() {
        fired = true;
        task.cancelFor("timed out after " + Durations.text(Math.max(0, nanos)));
    }
}
