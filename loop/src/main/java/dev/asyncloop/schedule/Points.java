// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.schedule;

/**
 * Where a task may be left for another one; each set contains the one before.
 *
 * <p>A bug can be found only if the points lie around it, so reports name the set that was active. What is said of plain Java, code
 * that does not know the loop, needs the agent.
 *
 * @since 0.1
 */
public enum Points {
    /**
     * Where a task waits, sleeps or yields, and at each access to a {@code Cell}: asyncio's contract. Between two of these,
     * nothing else runs.
     */
    BLOCKING,
    /**
     * Also at each spawn, at each completion or cancellation of a task or promise, and at each operation of the primitives in
     * {@code dev.asyncloop.sync}, as if the tasks were threads: for code that is to run on threads, or on several loops.
     *
     * <p>In plain Java: before code outside of the JDK locks, enters a monitor, reads or writes a volatile field, or calls {@code
     * java.util.concurrent}; and where it has left a monitor.
     */
    SYNC,
    /**
     * Also, in plain Java, before chosen packages read or write a field that is not final, or an element of an array: finds what lacks
     * synchronisation altogether, in many more orders.
     */
    MEMORY
}
