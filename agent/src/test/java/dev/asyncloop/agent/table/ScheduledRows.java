// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import static dev.asyncloop.agent.table.Log.HOUR;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** {@link ScheduledThreadPoolExecutor}. */
final class ScheduledRows {

    private ScheduledRows() {}

    private interface Use {
        void of(ScheduledThreadPoolExecutor pool, Log log) throws Exception;
    }

    private static Log with(Use use) throws Exception {
        Log log = new Log();
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
        use.of(pool, log);
        pool.shutdown();
        pool.awaitTermination(99 * HOUR, MILLISECONDS);
        return log;
    }

    @Row(of = "ScheduledThreadPoolExecutor", call = "schedule(task, delay), get()", gives = "run@1h, got a@1h")
    static Log schedule() throws Exception {
        return with((pool, log) -> {
            ScheduledFuture<String> future = pool.schedule(
                    () -> {
                        log.at("run");
                        return "a";
                    },
                    HOUR,
                    MILLISECONDS);
            log.result(() -> "got " + future.get());
        });
    }

    @Row(
            of = "ScheduledThreadPoolExecutor",
            call = "schedule(task, delay), get(timeout), too short, getDelay(unit)",
            gives = "TimeoutException@1h, in 1h, a@2h")
    static Log schedule_timedGet() throws Exception {
        return with((pool, log) -> {
            ScheduledFuture<String> future = pool.schedule(() -> "a", 2 * HOUR, MILLISECONDS);
            log.result(() -> future.get(HOUR, MILLISECONDS));
            log.add("in " + Log.hours(future.getDelay(java.util.concurrent.TimeUnit.NANOSECONDS)));
            log.result(future::get);
        });
    }

    @Row(of = "ScheduledThreadPoolExecutor", call = "three delays", gives = "a@1h, b@2h, c@3h")
    static Log schedule_several() throws Exception {
        return with((pool, log) -> {
            pool.schedule(() -> log.at("c"), 3 * HOUR, MILLISECONDS);
            pool.schedule(() -> log.at("a"), HOUR, MILLISECONDS);
            pool.schedule(() -> log.at("b"), 2 * HOUR, MILLISECONDS);
        });
    }

    @Row(of = "ScheduledThreadPoolExecutor", call = "scheduleAtFixedRate", gives = "run@1h, run@3h, run@5h")
    static Log fixedRate() throws Exception {
        return with((pool, log) -> {
            pool.scheduleAtFixedRate(() -> log.at("run"), HOUR, 2 * HOUR, MILLISECONDS);
            Thread.sleep(6 * HOUR);
        });
    }

    @Row(
            of = "ScheduledThreadPoolExecutor",
            call = "scheduleAtFixedRate, a run that takes three periods",
            gives = "0@1h, 1@4h, 2@4h, 3@4h, 4@5h")
    static Log fixedRate_late() throws Exception {
        return with((pool, log) -> {
            int[] runs = {0};
            pool.scheduleAtFixedRate(
                    () -> {
                        log.at(runs[0]++);
                        if (runs[0] == 1) {
                            Threads.sleep(3 * HOUR);
                        }
                    },
                    HOUR,
                    HOUR,
                    MILLISECONDS);
            Thread.sleep(HOUR * 11 / 2);
        });
    }

    @Row(
            of = "ScheduledThreadPoolExecutor",
            call = "scheduleWithFixedDelay, runs of an hour",
            gives = "run@1h, run@4h, run@7h")
    static Log fixedDelay() throws Exception {
        return with((pool, log) -> {
            pool.scheduleWithFixedDelay(
                    () -> {
                        log.at("run");
                        Threads.sleep(HOUR);
                    },
                    HOUR,
                    2 * HOUR,
                    MILLISECONDS);
            Thread.sleep(HOUR * 17 / 2);
        });
    }

    @Row(
            of = "ScheduledThreadPoolExecutor",
            call = "a periodic task that fails",
            gives = "run@1h, ExecutionException(ArithmeticException)@1h")
    static Log periodic_fails() throws Exception {
        return with((pool, log) -> {
            ScheduledFuture<?> future = pool.scheduleAtFixedRate(
                    () -> {
                        log.at("run");
                        throw new ArithmeticException();
                    },
                    HOUR,
                    HOUR,
                    MILLISECONDS);
            log.result(future::get);
            Thread.sleep(3 * HOUR);
        });
    }

    @Row(
            of = "ScheduledThreadPoolExecutor",
            call = "cancel(false), setRemoveOnCancelPolicy(true)",
            gives = "queued 1, queued 0, CancellationException@0h")
    static Log cancel() throws Exception {
        return with((pool, log) -> {
            ScheduledFuture<?> kept = pool.schedule(() -> log.at("never"), HOUR, MILLISECONDS);
            kept.cancel(false);
            log.add("queued " + pool.getQueue().size());
            pool.purge();
            pool.setRemoveOnCancelPolicy(true);
            ScheduledFuture<?> removed = pool.schedule(() -> log.at("never"), HOUR, MILLISECONDS);
            removed.cancel(false);
            log.add("queued " + pool.getQueue().size());
            log.result(removed::get);
        });
    }

    @Row(
            of = "ScheduledThreadPoolExecutor",
            call = "cancel(false) of a periodic task",
            gives = "run@1h, run@2h, cancelled true")
    static Log cancel_periodic() throws Exception {
        return with((pool, log) -> {
            ScheduledFuture<?> future = pool.scheduleAtFixedRate(() -> log.at("run"), HOUR, HOUR, MILLISECONDS);
            Thread.sleep(HOUR * 5 / 2);
            future.cancel(false);
            Thread.sleep(3 * HOUR);
            log.add("cancelled " + future.isCancelled());
        });
    }

    @Row(
            of = "ScheduledThreadPoolExecutor",
            call = "shutdown() before a delay and a period",
            gives = "once@2h, true@2h")
    static Log shutdown() {
        Log log = new Log();
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
        pool.schedule(() -> log.at("once"), 2 * HOUR, MILLISECONDS);
        pool.scheduleAtFixedRate(() -> log.at("never"), HOUR, HOUR, MILLISECONDS);
        pool.shutdown();
        return log.result(() -> pool.awaitTermination(9 * HOUR, MILLISECONDS));
    }

    @Row(
            of = "ScheduledThreadPoolExecutor",
            call = "setExecuteExistingDelayedTasksAfterShutdownPolicy(false), shutdown()",
            gives = "true@0h")
    static Log shutdown_dropsDelayed() {
        Log log = new Log();
        ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
        pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        pool.schedule(() -> log.at("never"), 2 * HOUR, MILLISECONDS);
        pool.shutdown();
        return log.result(() -> pool.awaitTermination(9 * HOUR, MILLISECONDS));
    }
}
