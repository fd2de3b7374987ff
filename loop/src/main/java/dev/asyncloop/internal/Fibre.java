// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import org.jspecify.annotations.Nullable;

/**
 * A body that can stop in the middle and go on later, always between {@link #resume()} calls of the loop's thread.
 *
 * <p>The loop resumes; the fibre runs until it suspends itself or ends, and only then does {@code resume} return. So at any
 * time one of the two runs, and what either has written the other sees.
 */
interface Fibre {

    /** Runs the body until it suspends or ends; called by the thread that drives the loop. */
    void resume();

    /** Stops the body until the next {@link #resume()}; called by the fibre itself. */
    void suspend();

    /**
     * Does the same for a fibre that is ready, which may be quicker; an interrupt that comes meanwhile stays where it is, for the
     * fibre to find when it goes on, and the listener need not hear of it.
     */
    default void pause() {
        suspend();
    }

    boolean isDone();

    /** Returns the thread that the body sees as the current one, or {@code null} if that is not known yet. */
    @Nullable
    Thread thread();

    /** What a fibre tells its task, on the loop's thread. */
    interface Listener {

        /** The body, to be run by the fibre. */
        void body();

        /** The thread stopped somewhere in the JDK and is now able to go on. */
        void unparked();

        /** The thread was interrupted while it was suspended in the loop. */
        void interrupted();

        /** The fibre was given up: it does not give control back. */
        void abandoned();
    }
}
