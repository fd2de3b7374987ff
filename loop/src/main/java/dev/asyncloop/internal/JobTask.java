// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** One run of a job on a worker of a pool. What comes of it is told to the job's future, so nobody needs to look here. */
final class JobTask extends FibreTask<@Nullable Void> {

    final Job<?> job;

    JobTask(Job<?> job) {
        super(job.engine(), job.name(), body(job), false, job.site(), job.context());
        this.job = job;
        markObserved();
    }

    private static Callable<@Nullable Void> body(Job<?> job) {
        return () -> {
            Throwable failure = job.call();
            if (failure != null) {
                throw Throwing.sneaky(failure);
            }
            FibreTask<?> self = job.task;
            while (self != null && !self.isDone() && self.cancelling() > 0) {
                self.uncancel(); // a job that was interrupted may end as it likes
            }
            return null;
        };
    }
}
