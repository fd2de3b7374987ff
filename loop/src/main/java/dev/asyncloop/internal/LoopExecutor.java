// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.Handle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The executor that the loop itself is: runs its jobs as callbacks, one after the other.
 *
 * <p>Every job has a slot, a callback in the executor's lane or a timer that gets there when it is due. A slot runs whatever
 * job is first in the queue, which is another than its own where a periodic job has come back to a deadline behind jobs that
 * were submitted later, or where timers are late in real time; then the two exchange their slots.
 */
final class LoopExecutor extends JobExecutor {

    LoopExecutor(EventLoop loop) {
        super(loop, "executor", Lineages.EXECUTOR);
    }

    @Override
    String description() {
        return "executor()";
    }

    @Override
    void arm(Job<?> job) {
        Slot slot = new Slot(job);
        slot.handle = job.deadline() <= engine.clock.nanoTime()
                ? engine.callSoon(slot, lane)
                : engine.callAt(job.deadline(), slot, job.nameForReports(), lane, job.site());
        job.starter = slot;
    }

    private void runFirst(Slot slot) {
        Job<?> job = takeDue();
        if (job == null) {
            return;
        }
        if (job.starter instanceof Slot other && other != slot) {
            other.job = slot.job;
            slot.job.starter = other;
            slot.job = job;
        }
        job.starter = slot;
        engine.runInContext(job.context(), job::call);
        Thread.interrupted(); // a flag that the job has left behind is no concern of the next one, as in the JDK's
        // pools
        ended(job);
    }

    private final class Slot implements Runnable, Handle {

        private Job<?> job;
        private @Nullable Handle handle;

        Slot(Job<?> job) {
            this.job = job;
        }

        @Override
        public void run() {
            runFirst(this);
        }

        private Handle handle() {
            return Objects.requireNonNull(handle);
        }

        @Override
        public boolean cancel() {
            return handle().cancel();
        }

        @Override
        public boolean isCancelled() {
            return handle().isCancelled();
        }

        @Override
        public boolean isPending() {
            return handle().isPending();
        }

        @Override
        public String toString() {
            return job.nameForReports() + " submitted at " + job.spawnSite();
        }
    }
}
