// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit;

import dev.asyncloop.schedule.Schedule;
import java.util.Optional;

/** Runs an order that has passed a second time, to see whether it makes the same steps. */
final class DeterminismCheck {

    private DeterminismCheck() {}

    /** Repeats a run; returns what is to be reported if it came out otherwise. */
    static Optional<Report> of(Outcome passed, Diagnosis.Runner runner) {
        String token = passed.run().moment().token();
        Outcome again = runner.run(Order.tried(Schedule.parse(token)));
        if (again.failure() == null && again.hasSteps(passed)) {
            return Optional.empty();
        }
        boolean isOther = again.failure() == null || again.isOnlyStale();
        AssertionError failure = new AssertionError("The test is not deterministic: an order that had passed "
                + (isOther ? "made other steps" : "failed") + " when it was run again");
        if (!isOther) {
            failure.initCause(again.failure());
        }
        failure.setStackTrace(new StackTraceElement[0]);
        return Optional.of(new Report(
                new Outcome(passed.run(), failure),
                token,
                "",
                Diagnosis.difference(passed, again),
                Report.Kind.PASSED_ONCE));
    }
}
