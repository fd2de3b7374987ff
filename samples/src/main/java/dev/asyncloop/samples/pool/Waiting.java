// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.pool;

import java.util.concurrent.CompletionStage;

/** How the caller waits for a stage: {@code loop::await} in a test. */
@FunctionalInterface
public interface Waiting {

    /**
     * Waits until the stage is complete, and returns its result.
     *
     * @throws java.util.concurrent.CancellationException if the caller was told to stop waiting
     */
    <T> T await(CompletionStage<T> stage);
}
