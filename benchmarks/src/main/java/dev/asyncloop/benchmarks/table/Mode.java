// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

import org.openjdk.jmh.runner.options.TimeValue;

/** How long to measure. */
enum Mode {
    /** Within three minutes: the rounds of a subject are the iterations of one JVM. */
    QUICK(1, 2, TimeValue.milliseconds(150), 5, TimeValue.milliseconds(100)),

    /** Within half an hour: each round is a JVM of its own for each subject. */
    FULL(5, 4, TimeValue.milliseconds(250), 3, TimeValue.milliseconds(200));

    final int jvms;
    final int warmUps;

    @SuppressWarnings("ImmutableEnumChecker") // it has no setters
    final TimeValue warmUpTime;

    final int iterations;

    @SuppressWarnings("ImmutableEnumChecker") // it has no setters
    final TimeValue iterationTime;

    Mode(int jvms, int warmUps, TimeValue warmUpTime, int iterations, TimeValue iterationTime) {
        this.jvms = jvms;
        this.warmUps = warmUps;
        this.warmUpTime = warmUpTime;
        this.iterations = iterations;
        this.iterationTime = iterationTime;
    }

    /**
     * Reads a mode.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    static Mode of(String name) {
        for (Mode mode : values()) {
            if (mode.toString().equals(name)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("The mode is quick or full, and not \"" + name + "\".");
    }

    @Override
    public String toString() {
        return this == QUICK ? "quick" : "full";
    }
}
