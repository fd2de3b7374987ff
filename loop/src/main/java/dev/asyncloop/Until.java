// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

/**
 * How many tasks {@link Tasks#await} waits for.
 *
 * @since 0.1
 */
public enum Until {
    /** For all. */
    ALL_COMPLETED,
    /** For one, however it ends. */
    FIRST_COMPLETED,
    /** For one that fails, else for all; a cancellation is no failure. */
    FIRST_FAILED
}
