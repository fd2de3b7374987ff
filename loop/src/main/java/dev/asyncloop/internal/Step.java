// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.schedule.Seeds;
import dev.asyncloop.schedule.StepKind;
import org.jspecify.annotations.Nullable;

/** One entry of the ready queue: a callback to run, or a task to carry on; and the lane of the callbacks that it makes. */
abstract class Step extends Lane {

    /** The place in the order of arrival; stamped by {@link Ready}. */
    long sequence;

    /** The steps that must run in order of arrival with this one, or {@code null} if it is independent of all others. */
    @Nullable
    Lane lane;

    @Nullable
    Step nextInLane;

    /** Whether it waits in the ready queue, also behind others of its lane. */
    boolean queued;

    /** Whether it came from a timer and is no candidate yet, see {@link DueTimers}. */
    boolean held;

    /** Who makes the step, in a way that other orders of the program share; not 0. */
    long lineage;

    /** The lineage of who has made it, or 0 if that was outside of tasks and callbacks. */
    long parent;

    /** How much it has made itself that has a lineage. */
    int children;

    /** How many random numbers it has drawn, and minus how many for names of files, see {@link RandomNumbers}. */
    private int @Nullable [] draws;

    /** Gives the step its lineage: the next one of the step that runs. */
    final void born(Engine engine) {
        parent = engine.lineage();
        lineage = engine.nextLineage();
    }

    /** Counts one more thing that this step makes and that has a lineage. */
    final int nextOrdinal() {
        return ++children;
    }

    /** Returns the number of the next random number that this step draws. */
    final long nextDraw() {
        return Seeds.nth(~lineage, ++draws()[0]);
    }

    /** Returns the number of the next random number that this step draws for the name of a file. */
    final long nextDrawForFile() {
        return Seeds.nth(~lineage, --draws()[1]);
    }

    private int[] draws() {
        int[] counts = draws;
        if (counts == null) {
            counts = new int[2];
            draws = counts;
        }
        return counts;
    }

    /** Runs the step, on the loop's thread. Failures of user code are handled inside. */
    abstract void run();

    abstract StepKind kind();

    /** Returns the number of what the step will touch, or 0 if that is not known. */
    long resource() {
        return 0;
    }

    /** Returns whether it may change what it will touch. */
    boolean isWrite() {
        return true;
    }

    /** Names who the step belongs to, for reports. */
    String subject() {
        return toString();
    }

    /** Returns the task's number, or minus the number of a callback. */
    long actor() {
        return -sequence;
    }
}
