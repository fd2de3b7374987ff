// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.schedule;

/**
 * What a step is: one callback, or one task from a scheduling point to the next.
 *
 * @since 0.1
 */
public enum StepKind {
    /** The first step of a task. */
    START("start"),
    /** A task goes on after the thing it waited for. */
    RESUME("resume"),
    /** A task goes on after giving way to others of its own accord. */
    YIELD("yield"),
    /** A callback of {@code callSoon}, of a completed future or of an executor. */
    CALLBACK("callback"),
    /** A timer's callback. */
    TIMER("timer"),
    /** Something that came from outside the loop's control. */
    EXTERNAL("external"),
    /** A channel that is ready for reading or writing. */
    IO("i/o"),
    /** A task goes on at a point where another one could have run, such as an access to a {@code Cell}. */
    POINT("point"),
    /** No step, but a value that a program has asked for, see {@code Loop.chance} and {@code Loop.pick}. */
    VALUE("value");

    private final String label;

    StepKind(String label) {
        this.label = label;
    }

    /**
     * Returns the kind in words.
     *
     * @return a short lower-case text
     */
    public String label() {
        return label;
    }
}
