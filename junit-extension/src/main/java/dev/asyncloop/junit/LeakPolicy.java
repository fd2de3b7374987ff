// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

/**
 * What to make of tasks, timers, executors and threads that a test leaves behind.
 *
 * @since 0.1
 */
public enum LeakPolicy {
    /** The policy of the class, else {@link #FAIL}. */
    DEFAULT,
    /** The test fails. */
    FAIL,
    /** The leaks are published as a report entry of the test. */
    WARN,
    /** They are cancelled and forgotten. */
    IGNORE
}
