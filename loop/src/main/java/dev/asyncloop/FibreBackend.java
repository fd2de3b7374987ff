// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

/**
 * How tasks are suspended and resumed. The order of steps does not depend on it: one seed gives one trace on every backend.
 *
 * @since 0.1
 */
public enum FibreBackend {
    /** The best one that this JVM offers: {@link #VIRTUAL_THREADS} where possible, else {@link #BATON}. */
    AUTO("automatic"),
    /**
     * Virtual threads whose scheduler is the loop; needs JDK 21 or later and {@code --add-opens
     * java.base/java.lang=ALL-UNNAMED}. Tasks may block in the JDK's own locks and queues.
     *
     * <p>A virtual thread that is <em>pinned</em> cannot be suspended: inside of a class initializer, below a native frame and,
     * before JDK 24, inside of {@code synchronized}. There, the operation that would suspend throws {@link IllegalStateException}. On
     * JDK 21 to 23, choose {@link #BATON} for code that suspends inside of {@code synchronized}.
     */
    VIRTUAL_THREADS("virtual threads scheduled by the loop"),
    /**
     * Threads that pass a baton, of which only the holder runs: platform threads before JDK 21, virtual threads since. Tasks
     * may suspend in the loop's operations only.
     */
    BATON("threads passing a baton");

    private final String label;

    FibreBackend(String label) {
        this.label = label;
    }

    /**
     * Returns the backend in words.
     *
     * @return a short lower-case text
     */
    public String label() {
        return label;
    }
}
