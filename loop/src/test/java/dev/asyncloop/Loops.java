// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;

/** Loops for tests: on a backend that may be missing, and with short names for durations. */
final class Loops {

    private Loops() {}

    /** Returns a builder for a backend; skips the test where this JVM has it not. */
    static LoopBuilder on(FibreBackend backend) {
        try (Loop loop = Loop.builder().fibres(backend).build()) {
            assumeTrue(loop.fibreBackend() == backend);
        } catch (IllegalStateException e) {
            assumeTrue(false, "the backend " + backend + " is missing: " + e.getMessage());
        }
        return Loop.builder().fibres(backend);
    }

    static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    /** Returns how many virtual seconds have passed since the loop was made. */
    static long secondsOf(Loop loop) {
        return loop.clock().nanoTime() / 1_000_000_000L;
    }
}
