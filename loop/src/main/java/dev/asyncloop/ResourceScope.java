// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

/**
 * What a block has opened, and closes at its end in reverse order, for try-with-resources: asyncio's exit stack. Made by {@link
 * Loop#scope()}.
 *
 * <p>Closing may suspend, also in a task that was cancelled, since a cancellation is delivered once. Whatever one clean-up
 * throws, a further cancellation included, the others follow; then it is thrown, with what the others have thrown as suppressed
 * exceptions.
 *
 * <p>Call only on the loop's thread.
 *
 * @since 0.1
 */
public interface ResourceScope extends AutoCloseable {

    /**
     * Adds a resource.
     *
     * @param name the name for messages
     * @param resource what to close
     * @param <R> its type
     * @return the resource
     * @throws IllegalStateException if the scope is closed; the resource is left to the caller
     */
    <R extends AutoCloseable> R use(String name, R resource);

    /**
     * Adds a clean-up.
     *
     * @param cleanUp what to do at the end; may suspend
     * @throws IllegalStateException if the scope is closed
     */
    void defer(ThrowingRunnable cleanUp);

    /**
     * Closes everything, the last added first; idempotent. Throws the first cancellation if there was one, else the first
     * failure, as it is.
     *
     * @throws TaskCancelledException if a clean-up was cancelled
     */
    @Override
    void close();
}
