// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.boot;

import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The way from the boot loader to the loops, which it cannot see. A loop is whatever {@link #loopOf} returns. */
public abstract class LoopAccess {

    /** The class of the schedulers by which virtual threads are known as tasks of a loop. */
    final Class<?> fibreClass;

    /** Creates the way to the loops whose tasks have schedulers of this class. */
    protected LoopAccess(Class<?> fibreClass) {
        this.fibreClass = fibreClass;
    }

    /** Returns the loop of a virtual thread with this scheduler. */
    protected abstract @Nullable Object loopOf(Object scheduler);

    /** Returns the loop that the calling platform thread drives, while a step runs. */
    protected abstract @Nullable Object loopOfDriver();

    /** Returns what {@code System.nanoTime()} returns. */
    protected abstract long nanoTime(Object loop);

    /** Returns what {@code System.currentTimeMillis()} returns. */
    protected abstract long currentTimeMillis(Object loop);

    /** Returns what {@code Instant.now()} returns. */
    protected abstract Instant instant(Object loop);

    /** Runs an action of the JDK at a time of the loop's clock. */
    protected abstract Future<?> schedule(Object loop, Runnable action, long delay, TimeUnit unit);
}
