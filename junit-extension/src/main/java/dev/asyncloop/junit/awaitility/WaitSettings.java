// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit.awaitility;

import dev.asyncloop.Loop;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How to wait; all times are virtual. */
record WaitSettings(
        Loop loop,
        @Nullable String alias,
        Duration pollDelay,
        @Nullable Duration pollInterval,
        Duration atLeast,
        Duration during,
        Duration atMost,
        Predicate<? super Throwable> ignored,
        @Nullable FailFast failFast) {

    record FailFast(String reason, Callable<Boolean> condition) {}

    static WaitSettings defaults(Loop loop, @Nullable String alias) {
        return new WaitSettings(
                loop,
                alias,
                Duration.ZERO,
                null,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofSeconds(10),
                exception -> false,
                null);
    }

    WaitSettings withPolls(Duration delay, @Nullable Duration interval) {
        return new WaitSettings(loop, alias, delay, interval, atLeast, during, atMost, ignored, failFast);
    }

    WaitSettings withLimits(Duration least, Duration hold, Duration most) {
        return new WaitSettings(loop, alias, pollDelay, pollInterval, least, hold, most, ignored, failFast);
    }

    WaitSettings ignoring(Predicate<? super Throwable> exceptions) {
        return new WaitSettings(loop, alias, pollDelay, pollInterval, atLeast, during, atMost, exceptions, failFast);
    }

    WaitSettings failingFast(FailFast condition) {
        return new WaitSettings(loop, alias, pollDelay, pollInterval, atLeast, during, atMost, ignored, condition);
    }

    /** Checks what single settings cannot know: that the others fit into the longest time. */
    void check() {
        checkFits("pollDelay", pollDelay);
        checkFits("atLeast", atLeast);
        checkFits("during", during);
    }

    private void checkFits(String name, Duration time) {
        if (time.compareTo(atMost) > 0) {
            throw new IllegalStateException(name + "(" + Times.text(time) + ") does not fit into atMost("
                    + Times.text(atMost) + "): the wait could only fail. Both are virtual time.");
        }
    }
}
