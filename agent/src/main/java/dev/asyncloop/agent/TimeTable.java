// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import static dev.asyncloop.agent.Substitution.after;
import static dev.asyncloop.agent.Substitution.replace;

/** Time: where it is read, and where a virtual thread asks to be woken. */
final class TimeTable {

    private static final String SCHEDULE =
            "(Ljava/lang/Runnable;JLjava/util/concurrent/TimeUnit;)Ljava/util/concurrent/ScheduledFuture;";

    static final Substitution[] LINES = {
        replace("java/lang/System", "nanoTime", "()J"),
        replace("java/lang/System", "currentTimeMillis", "()J"),

        // Instant.now and all that rests on it
        after("java/time/Instant", "ofEpochSecond", "(JJ)Ljava/time/Instant;")
                .by("instant")
                .in("java/time/Clock")
                .inMethod("currentInstant"),

        // timed parks and waits
        replace("java/lang/System", "nanoTime", "()J")
                .in("java/lang/VirtualThread")
                .required(),
        replace("java/util/concurrent/ScheduledExecutorService", "schedule", SCHEDULE)
                .returning("Ljava/util/concurrent/Future;")
                .in("java/lang/VirtualThread*")
                .required(),
    };

    private TimeTable() {}
}
