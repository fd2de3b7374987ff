// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

/**
 * What is known of the things that tasks share: by it, an exhaustive search may leave out orders that make no difference.
 *
 * @since 0.1
 */
public enum Shared {
    /** Tasks may share anything, such as fields, which nobody can see from outside: every order is tried. */
    UNKNOWN,
    /**
     * A promise: all that one task changes and another one sees is in a {@code Cell} or in something else of the loop's, such as
     * its locks, queues, events, tasks and promises. Of orders that differ only in steps that touch nothing in common, one is tried.
     */
    TRACKED
}
