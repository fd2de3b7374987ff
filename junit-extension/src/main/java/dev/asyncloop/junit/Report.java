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
 * @param kind what the order is good for
 */
record Report(Outcome outcome, String seed, String found, String verdict, Kind kind) {

    /** Whether an order shows the failure again. */
    enum Kind {
        /** As far as is known, it fails each time. */
        FAILED,
        /** It failed once, and came out otherwise another time. */
        FAILED_ONCE,
        /** It passed once, and came out otherwise another time. */
        PASSED_ONCE,
        /** It does not exist any more. */
        STALE
    }

    /** Returns the report of a run that was not repeated. */
    static Report of(Outcome outcome) {
        return new Report(outcome, outcome.run().seed(), "", "", outcome.isOnlyStale() ? Kind.STALE : Kind.FAILED);
    }

    Report with(String otherVerdict) {
        return new Report(outcome, seed, found, otherVerdict, kind);
    }

    /** Returns a report of an order that comes out otherwise each time. */
    Report once(Kind what, String otherVerdict) {
        return new Report(outcome, seed, found, otherVerdict, what);
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
