// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * Thrown by a test that failed under an order: its message holds the seed and how to reproduce it, its cause is what the test
 * has thrown. Expected and actual values are those of the cause, so that IDEs show the difference.
 *
 * @since 0.1
 */
public final class ScheduleFailure extends AssertionFailedError {

    private static final long serialVersionUID = 1L;

    /** The seed or token of the order that failed. */
    private final String seed;

    ScheduleFailure(String message, String seed) {
        super(message);
        this.seed = seed;
        setStackTrace(new StackTraceElement[0]);
    }

    ScheduleFailure(String message, String seed, Throwable cause) {
        super(message, cause);
        this.seed = seed;
        setStackTrace(StackTraces.withoutOurs(cause.getStackTrace()));
    }

    ScheduleFailure(String message, String seed, AssertionFailedError cause) {
        super(message, value(cause, true), value(cause, false), cause);
        this.seed = seed;
        setStackTrace(StackTraces.withoutOurs(cause.getStackTrace()));
    }

    private static @Nullable Object value(AssertionFailedError cause, boolean expected) {
        return expected ? cause.getExpected() : cause.getActual();
    }

    static ScheduleFailure of(String message, String seed, Throwable cause) {
        return cause instanceof AssertionFailedError error && error.isExpectedDefined() && error.isActualDefined()
                ? new ScheduleFailure(message, seed, error)
                : new ScheduleFailure(message, seed, cause);
    }

    /**
     * Returns the seed or token of the order that failed.
     *
     * @return a text that {@link AsyncLoopTest#seed()} takes
     */
    public String seed() {
        return seed;
    }
}
