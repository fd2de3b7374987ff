// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.sync;

/**
 * A lock or permit that was acquired, to be given back at the end of a block: {@code try (Held held = lock.acquire()) {..}}.
 *
 * @since 0.1
 */
public final class Held implements AutoCloseable {

    private final Runnable release;
    private boolean released;

    Held(Runnable release) {
        this.release = release;
    }

    /**
     * Gives back what is held; a second call does nothing.
     *
     * @throws IllegalStateException if it was released by other means already, or if called from a foreign thread
     * @throws dev.asyncloop.LoopClosedException if the loop is closed
     */
    @Override
    public void close() {
        if (!released) {
            released = true;
            release.run();
        }
    }
}
