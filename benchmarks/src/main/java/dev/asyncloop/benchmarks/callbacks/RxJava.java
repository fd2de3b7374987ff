// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.callbacks;

import static java.util.Objects.requireNonNull;

import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.schedulers.TestScheduler;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** RxJava's scheduler for tests. */
final class RxJava implements Callbacks, Timers {

    private final TestScheduler scheduler = new TestScheduler();
    private final Scheduler.Worker worker = scheduler.createWorker();

    @Override
    public void callSoon(Runnable callback) {
        worker.schedule(callback);
    }

    @Override
    public void run() {
        scheduler.triggerActions();
    }

    @Override
    public Object arm(long delayMillis, Runnable callback) {
        return worker.schedule(callback, delayMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void cancel(@Nullable Object timer) {
        ((Disposable) requireNonNull(timer)).dispose();
    }

    @Override
    public void advance(long millis) {
        scheduler.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        worker.dispose();
    }
}
