// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import org.jspecify.annotations.Nullable;

/**
 * A block with a time limit that it can move, see {@link Loop#timeout(java.time.Duration, TimeoutBody)}.
 *
 * @param <T> the type of the result
 * @since 0.1
 */
@FunctionalInterface
public interface TimeoutBody<T extends @Nullable Object> {

    /**
     * Runs the block.
     *
     * @param timeout its time limit
     * @return the result
     * @throws Exception whatever the block throws
     */
    T run(Timeout timeout) throws Exception;
}
