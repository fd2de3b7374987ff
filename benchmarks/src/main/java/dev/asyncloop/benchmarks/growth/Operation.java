// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.growth;

import dev.asyncloop.Handle;
import dev.asyncloop.Loop;
import dev.asyncloop.ThrowingRunnable;
import java.time.Duration;
import java.util.Locale;

/** Something that a task does many times at once, and waits until all is over. */
enum Operation {

    /** Queued and run. */
    CALLBACKS {
        @Override
        void run(Loop loop, Duration[] delays) {
            Runnable nothing = () -> {};
            for (int i = 0; i < delays.length; i++) {
                loop.callSoon(nothing);
            }
            loop.yieldNow();
        }
    },

    /** Inserted and fired, with random delays. */
    TIMERS_FIRED {
        @Override
        void run(Loop loop, Duration[] delays) {
            Runnable nothing = () -> {};
            for (Duration delay : delays) {
                loop.callLater(delay, nothing);
            }
            loop.sleep(LONGEST);
        }
    },

    /** Inserted with random delays, and cancelled in the order of their insertion when all are there. */
    TIMERS_CANCELLED {
        @Override
        void run(Loop loop, Duration[] delays) {
            Runnable nothing = () -> {};
            Handle[] handles = new Handle[delays.length];
            for (int i = 0; i < delays.length; i++) {
                handles[i] = loop.callLater(delays[i], nothing);
            }
            for (Handle handle : handles) {
                handle.cancel();
            }
        }
    },

    /** Spawned, put to sleep for a random time, and ended. */
    TASKS {
        @Override
        void run(Loop loop, Duration[] delays) {
            for (Duration delay : delays) {
                ThrowingRunnable body = () -> loop.sleep(delay);
                loop.spawn(body);
            }
            loop.sleep(LONGEST);
        }
    };

    /** More than any of the delays. */
    static final Duration LONGEST = Duration.ofSeconds(1);

    /** Does it as often as there are delays. */
    abstract void run(Loop loop, Duration[] delays);

    /** Returns whether it costs as much as a heap does, which is logarithmic. */
    boolean isTimer() {
        return this == TIMERS_FIRED || this == TIMERS_CANCELLED;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
