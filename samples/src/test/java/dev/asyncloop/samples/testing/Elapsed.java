// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.testing;

import dev.asyncloop.ThrowingRunnable;
import java.time.Duration;

/** Measures how long something takes, as any Java program does. */
public final class Elapsed {

    private Elapsed() {}

    /** Returns how long a block takes. */
    public static Duration in(ThrowingRunnable block) throws Exception {
        long begin = System.nanoTime();
        block.run();
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
