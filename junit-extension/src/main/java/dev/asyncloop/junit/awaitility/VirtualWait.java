// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit.awaitility;

import dev.asyncloop.Loop;
import dev.asyncloop.LoopStuckException;
import dev.asyncloop.Task;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.jspecify.annotations.Nullable;

/**
 * One wait: polls a condition, and lets virtual time pass between the polls. Times in here are nanoseconds since the wait
 * began.
 */
final class VirtualWait<T extends @Nullable Object> {

    private static final long MILLI = 1_000_000;
    private static final long NOT_HOLDING = -1;

    private final WaitSettings settings;
    private final Poll.Condition<T> condition;
    private final Loop loop;
    private final boolean inTask;
    private final long start;
    private long polls;

    VirtualWait(WaitSettings settings, Poll.Condition<T> condition) {
        settings.check();
        this.settings = settings;
        this.condition = condition;
        loop = settings.loop();
        inTask = isInTask(loop);
        start = loop.clock().nanoTime();
    }

    /** Returns whether a task is calling, and not the code outside; who must not wait gets an exception. */
    private static boolean isInTask(Loop loop) {
        Loop running;
        try {
            running = Loop.current();
        } catch (IllegalStateException outside) {
            return false;
        }
        if (running != loop) {
            throw new IllegalStateException("await(loop \"" + loop.name() + "\") was called inside a step of loop \""
                    + running.name() + "\". A step can wait for its own loop only.");
        }
        if (loop.currentTask() == null) {
            throw new IllegalStateException("await(..) was called in a callback of loop \"" + loop.name()
                    + "\", and a callback may not wait. Call it in the body of the test or in a task: loop.spawn(..).");
        }
        return true;
    }

    Poll<T> run() {
        long atMost = nanos(settings.atMost());
        long during = nanos(settings.during());
        long heldSince = NOT_HOLDING;
        Poll<T> last = pass(nanos(settings.pollDelay()), null);
        while (true) {
            failFast(last);
            last = poll();
            long waited = loop.clock().nanoTime() - start;
            if (waited > atMost && last.isFulfilled()) {
                last = Poll.mismatch("the condition was fulfilled only after " + text(waited), null);
            }
            if (!last.isFulfilled()) {
                heldSince = NOT_HOLDING;
            } else if (heldSince == NOT_HOLDING) {
                heldSince = waited;
            }
            if (heldSince != NOT_HOLDING && waited - heldSince >= during) {
                checkNotTooEarly(waited);
                return last;
            }
            if (waited >= atMost) {
                throw timedOut(last, waited, heldSince);
            }
            long pause = Math.min(interval(waited), atMost - waited);
            if (heldSince != NOT_HOLDING) {
                pause = Math.min(pause, heldSince + during - waited);
            }
            last = pass(pause, last);
        }
    }

    private Poll<T> poll() {
        polls++;
        try {
            return condition.poll();
        } catch (Throwable e) {
            if (isForTheCaller(e) || !settings.ignored().test(e)) {
                throw sneaky(e);
            }
            return Poll.ignored(e);
        }
    }

    /** Returns whether an exception is meant for the code around the wait, whatever the condition may throw. */
    private boolean isForTheCaller(Throwable e) {
        Task<?> task = inTask ? loop.currentTask() : null;
        boolean cancelled = task != null && task.cancelling() > 0;
        return e instanceof LoopStuckException
                || cancelled && (e instanceof CancellationException || e instanceof InterruptedException);
    }

    private void failFast(@Nullable Poll<T> last) {
        WaitSettings.FailFast failFast = settings.failFast();
        boolean failed;
        try {
            failed =
                    failFast != null && Boolean.TRUE.equals(failFast.condition().call());
        } catch (Throwable e) {
            throw sneaky(e);
        }
        if (failFast != null && failed) {
            throw new TerminalFailureException(
                    failFast.reason() + "\n" + loop.dump(), last == null ? null : last.cause());
        }
    }

    /**
     * Returns how long to pause: by default a millisecond, ten when a second has passed, a hundred after ten seconds and so
     * on, at multiples of it.
     */
    private long interval(long waited) {
        if (settings.pollInterval() != null) {
            return nanos(settings.pollInterval());
        }
        long step = MILLI;
        while (waited / 1_000 >= step) {
            step *= 10;
        }
        return step - waited % step;
    }

    private <P extends @Nullable Poll<T>> P pass(long pause, P last) {
        Duration duration = Duration.ofNanos(pause);
        try {
            if (inTask) {
                loop.sleep(duration);
            } else {
                loop.advance(duration);
            }
        } catch (LoopStuckException e) {
            if (last != null && last.cause() != null) {
                e.addSuppressed(last.cause());
            }
            throw e;
        }
        return last;
    }

    private void checkNotTooEarly(long waited) {
        if (waited < nanos(settings.atLeast())) {
            throw new ConditionTimeoutException(
                    name() + " was fulfilled after " + text(waited) + " of virtual time, earlier than the expected "
                            + Times.text(settings.atLeast()) + ".\n" + context(waited));
        }
    }

    private ConditionTimeoutException timedOut(Poll<T> last, long waited, long heldSince) {
        String hold = settings.during().isZero() ? "" : " for " + Times.text(settings.during());
        String mismatch = heldSince == NOT_HOLDING
                ? String.valueOf(last.mismatch())
                : "the condition has been fulfilled only since " + text(heldSince) + " of the wait";
        return new ConditionTimeoutException(
                name() + " was not fulfilled" + hold + " within " + Times.text(settings.atMost())
                        + " of virtual time.\n" + "  last mismatch: " + mismatch.replace("\n", "\n    ") + "\n"
                        + context(waited),
                last.cause());
    }

    private String name() {
        return settings.alias() == null ? "Condition" : "Condition \"" + settings.alias() + "\"";
    }

    private String context(long waited) {
        return "  waited " + text(waited) + " in " + polls + (polls == 1 ? " poll" : " polls") + ", seed " + loop.seed()
                + "\n" + loop.dump();
    }

    private static String text(long nanos) {
        return Times.text(Duration.ofNanos(nanos));
    }

    private static long nanos(Duration duration) {
        return duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0 ? Long.MAX_VALUE : duration.toNanos();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the cast is erased: e is thrown as it is
    private static <E extends Throwable> RuntimeException sneaky(Throwable e) throws E {
        throw (E) e;
    }
}
