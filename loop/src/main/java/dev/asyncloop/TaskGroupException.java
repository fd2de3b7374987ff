// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import java.util.List;

/**
 * Thrown by {@link TaskGroup#close()} when children failed; the failures are its suppressed exceptions, in completion order.
 *
 * @since 0.1
 */
public final class TaskGroupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Throwable> failures;

    /**
     * Creates the exception; the first failure is also its cause.
     *
     * @param message says how many children failed
     * @param failures the failures in completion order; at least one
     */
    public TaskGroupException(String message, List<Throwable> failures) {
        super(message, failures.get(0));
        this.failures = List.copyOf(failures);
        failures.forEach(this::addSuppressed);
    }

    /**
     * Returns the failures of the children in the order in which they happened.
     *
     * @return an unmodifiable list with at least one element
     */
    public List<Throwable> failures() {
        return failures;
    }
}
