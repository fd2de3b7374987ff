// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

/**
 * What is reported of a failure.
 *
 * @param outcome the run that is shown, and its failure
 * @param seed what reproduces the order
 * @param found how the order was found and made smaller; empty, or sentences with a space behind
 * @param verdict whether it fails each time; empty if nobody knows
 */
record Report(Outcome outcome, String seed, String found, String verdict) {

    /** Returns the report of a run that was not repeated. */
    static Report of(Outcome outcome) {
        return new Report(outcome, outcome.run().seed(), "", "");
    }

    Report with(String otherVerdict) {
        return new Report(outcome, seed, found, otherVerdict);
    }

    ScheduleRun run() {
        return outcome.run();
    }

    Throwable failure() {
        Throwable failure = outcome.failure();
        if (failure == null) {
            throw new IllegalStateException("nothing has failed");
        }
        return failure;
    }
}
