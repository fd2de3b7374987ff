// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

/**
 * A task body that returns nothing and may throw anything a {@link java.util.concurrent.Callable} may.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ThrowingRunnable {

    /**
     * Runs the body.
     *
     * @throws Exception whatever the body throws: it becomes the outcome of the task
     */
    void run() throws Exception;
}
