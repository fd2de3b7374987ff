// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.lang.StackWalker.StackFrame;
import org.jspecify.annotations.Nullable;

/**
 * A model of a thread pool: runs each job as a task of its own, so many at a time, so that the order of their steps is
 * explored. Which job is next is not: a worker that becomes free takes the first of the queue.
 */
final class PoolExecutor extends JobExecutor implements Outcome.Listener {

    private final int workers;
    private final @Nullable StackFrame site = Sites.caller();

    PoolExecutor(EventLoop loop, int workers, String name) {
        super(loop, name, loop.engine.nextLineage());
        this.workers = workers;
    }

    String site() {
        return Sites.text(site);
    }

    @Override
    String description() {
        return "pool \"" + name() + "\"";
    }

    @Override
    void arm(Job<?> job) {
        if (job.deadline() <= engine.clock.nanoTime()) {
            startDue();
        } else {
            job.starter = engine.callAt(job.deadline(), this::startDue, job.nameForReports(), lane, job.site());
        }
    }

    private void startDue() {
        Job<?> job;
        while (runningCount() < workers && (job = takeDue()) != null) {
            if (job.starter != null) {
                job.starter.cancel();
                job.starter = null;
            }
            start(job);
        }
    }

    private void start(Job<?> job) {
        JobTask task = new JobTask(job);
        job.task = task;
        task.listen(this);
        task.start();
    }

    @Override
    public void completed(Outcome<?> task) {
        ended(((JobTask) task).job);
        startDue();
    }

    @Override
    public boolean isGone() {
        return false;
    }
}
