// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first success among jobs, or the last failure; the jobs are left to the caller, who cancels them all. */
final class FirstSuccess<T extends @Nullable Object> extends JointWait<T> implements Outcome.Listener {

    private final List<Job<T>> jobs;
    private int left;

    FirstSuccess(Engine engine, List<Job<T>> jobs) {
        super(engine, jobs);
        this.jobs = jobs;
        left = jobs.size();
        jobs.forEach(job -> job.listen(this));
    }

    @Override
    @SuppressWarnings("unchecked") // listens to such jobs only
    public void completed(Outcome<?> job) {
        left--;
        ((Job<T>) job).markObserved();
        Throwable failure = job.peekFailure();
        if (failure == null) {
            end(((Job<T>) job).join());
        } else if (left == 0) {
            endWithFailure(failure);
        }
    }

    @Override
    public boolean isGone() {
        return isDone();
    }

    @Override
    String nameForReports() {
        return "the first success of " + jobs.size() + " jobs";
    }
}
