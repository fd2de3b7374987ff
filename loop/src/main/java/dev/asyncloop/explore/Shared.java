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
     * A promise: all that one task or callback changes and another one sees is in a {@code Cell} or in something else of the
     * loop's, such as its locks, queues, events, tasks and promises. Of orders that differ only in steps that touch nothing in
     * common, one is tried.
     *
     * <p>Where plain Java has points, what these lie before is tracked too: locks, monitors, volatile fields and atomics with {@code
     * Points.SYNC}, fields and arrays of the chosen packages with {@code Points.MEMORY}.
     *
     * <p>Without them, not among these are fields, collections, locks and atomics of the JDK, and a {@code CompletableFuture} that tasks ask
     * whether it is done; to await one through the loop is fine, but counts as touching everything, as do timers that come due
     * between other steps, channels and what other threads send. What a task has for itself needs no cell, nor does what is only
     * read, or what the code outside looks at when {@code run} has returned.
     */
    TRACKED
}
