// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

import dev.asyncloop.DeadlockException;
import dev.asyncloop.Loop;
import dev.asyncloop.explore.FailureSignature;
import dev.asyncloop.schedule.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * A program on a loop.
 *
 * @param program what runs
 * @param style where its tasks can be left
 * @param fewestDeviations how many choices of a failing order differ from FIFO order, at least
 * @param why what they do
 * @param published the mean numbers of schedules to the bug by SURW, PCT, POS and a random walk in the literature, or a dash
 */
record Subject(Program program, Style style, int fewestDeviations, String why, String published) {

    /** Returns a name for the table. */
    String name() {
        return style == Style.CELLS ? program.name() : program.name() + "~";
    }

    /** Returns the subject without its bug. */
    Subject mend() {
        return new Subject(program.mend(), style, fewestDeviations, why, published);
    }

    /**
     * Runs it once.
     *
     * @param order the order
     * @return how it has failed, or {@code null}
     */
    @Nullable
    Failure run(Schedule order) {
        try (Loop loop = Loop.builder()
                .points(style.points())
                .captureSites(false)
                .schedule(order)
                .build()) {
            try {
                loop.run(() -> program.run(new LoopWorld(loop, style)));
                return null;
            } catch (BugFound | DeadlockException e) {
                return new Failure(e, Schedule.parse(loop.replayToken()));
            }
        }
    }

    /**
     * A run that has failed.
     *
     * @param cause what it has thrown
     * @param order repeats it
     */
    record Failure(Throwable cause, Schedule order) {

        /** Returns whether another failure is the same one. */
        boolean isTheSameAs(@Nullable Failure other) {
            return other != null && FailureSignature.of(cause).equals(FailureSignature.of(other.cause));
        }
    }
}
