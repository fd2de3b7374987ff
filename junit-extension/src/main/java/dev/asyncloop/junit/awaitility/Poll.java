// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit.awaitility;

import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

/**
 * What one look at the condition has shown.
 *
 * @param value what the condition gave, if it is fulfilled
 * @param mismatch why it is not fulfilled, or {@code null} if it is
 * @param cause the exception behind the mismatch, if there is one
 */
record Poll<T extends @Nullable Object>(
        @Nullable T value,
        @Nullable String mismatch,
        @Nullable Throwable cause) {

    /** A condition of any of the forms that users write. */
    @FunctionalInterface
    interface Condition<T extends @Nullable Object> {

        Poll<T> poll() throws Throwable;
    }

    boolean isFulfilled() {
        return mismatch == null;
    }

    /** Returns what a fulfilled condition gave. */
    @SuppressWarnings("NullAway") // null only where T allows it: the condition is fulfilled
    T result() {
        return value;
    }

    static <T extends @Nullable Object> Poll<T> fulfilled(T value) {
        return new Poll<>(value, null, null);
    }

    static <T extends @Nullable Object> Poll<T> mismatch(String why, @Nullable Throwable cause) {
        return new Poll<>(null, why, cause);
    }

    static Condition<Boolean> of(Callable<Boolean> condition) {
        return () -> Boolean.TRUE.equals(condition.call())
                ? fulfilled(true)
                : mismatch("the condition returned false", null);
    }

    static <T extends @Nullable Object> Condition<T> of(Callable<T> supplier, Predicate<? super T> predicate) {
        return () -> {
            T value = supplier.call();
            return predicate.test(value) ? fulfilled(value) : mismatch("the value was " + value, null);
        };
    }

    static Condition<Boolean> of(ThrowingRunnable assertion) {
        return () -> {
            try {
                assertion.run();
                return fulfilled(true);
            } catch (AssertionError e) {
                return mismatch("the assertion failed: " + messageOf(e), e);
            }
        };
    }

    static <T extends @Nullable Object> Poll<T> ignored(Throwable exception) {
        return mismatch("ignored " + exception.getClass().getName() + ": " + messageOf(exception), exception);
    }

    private static String messageOf(Throwable exception) {
        return String.valueOf(exception.getMessage()).strip();
    }
}
