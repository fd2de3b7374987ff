// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.Loop;

/**
 * What an {@link Explorer} runs under one order after the other.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Program {

    /**
     * Runs the program once, from its beginning: it makes anew whatever it changes.
     *
     * @param loop a new loop, which the program drives, as by {@code loop.run(..)}
     * @throws Exception whatever it throws is a failure
     */
    void run(Loop loop) throws Exception;
}
