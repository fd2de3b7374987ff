// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import static dev.asyncloop.agent.table.Log.HOUR;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;

/** {@link ThreadPoolExecutor}: its end, and what it refuses. */
final class PoolLifeRows {

    private PoolLifeRows() {}

    @Row(
            of = "ThreadPoolExecutor",
            call = "shutdown() with one running and one queued",
            gives = "RejectedExecutionException@0h, false@1h, done@2h, done@4h, true@4h")
    static Log shutdown() {
        Log log = new Log();
        ExecutorService pool = Executors.newFixedThreadPool(1);
        pool.execute(() -> log.done("done", () -> Thread.sleep(2 * HOUR)));
        pool.execute(() -> log.done("done", () -> Thread.sleep(2 * HOUR)));
        pool.shutdown();
        return log.done("accepted", () -> pool.execute(() -> {}))
                .result(() -> pool.awaitTermination(HOUR, MILLISECONDS))
                .result(() -> pool.awaitTermination(9 * HOUR, MILLISECONDS));
    }

    @Row(
            of = "ThreadPoolExecutor",
            call = "shutdownNow() with one running and one queued",
            gives = "InterruptedException@1h, queued 1, true@1h")
    static Object shutdownNow() throws InterruptedException {
        Log log = new Log();
        ExecutorService pool = Executors.newFixedThreadPool(1);
        pool.execute(() -> log.done("done", () -> Thread.sleep(2 * HOUR)));
        pool.execute(() -> log.at("never"));
        Thread.sleep(HOUR);
        int queued = pool.shutdownNow().size();
        boolean ended = pool.awaitTermination(9 * HOUR, MILLISECONDS);
        return log.add("queued " + queued).at(ended);
    }

    @Row(of = "ThreadPoolExecutor", call = "shutdown() with an idle worker", gives = "true@1h, terminated true")
    static Log shutdown_idle() throws InterruptedException {
        Log log = new Log();
        ExecutorService pool = Executors.newFixedThreadPool(1);
        pool.execute(() -> {});
        Thread.sleep(HOUR);
        pool.shutdown();
        return log.result(() -> pool.awaitTermination(9 * HOUR, MILLISECONDS)).add("terminated " + pool.isTerminated());
    }

    @Row(of = "ExecutorService", call = "close()", gives = "done@2h, closed@2h", since = 19)
    static Log close() throws Exception {
        Log log = new Log();
        ExecutorService pool = Executors.newFixedThreadPool(1);
        pool.execute(() -> log.done("done", () -> Thread.sleep(2 * HOUR)));
        return log.done("closed", () -> Newer.on(ExecutorService.class, pool, "close"));
    }

    /** A pool of one thread that works for two hours, with one more task queued, is given a third. */
    private static Object overload(RejectedExecutionHandler policy) throws InterruptedException {
        Log log = new Log();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, MILLISECONDS, new ArrayBlockingQueue<>(1), policy);
        pool.execute(() -> log.done("first", () -> Thread.sleep(2 * HOUR)));
        pool.execute(() -> log.at("second"));
        log.done("given", () -> pool.execute(() -> log.at("third")));
        pool.shutdown();
        pool.awaitTermination(9 * HOUR, MILLISECONDS);
        return log;
    }

    @Row(of = "ThreadPoolExecutor", call = "AbortPolicy", gives = "RejectedExecutionException@0h, first@2h, second@2h")
    static Object abort() throws InterruptedException {
        return overload(new ThreadPoolExecutor.AbortPolicy());
    }

    @Row(of = "ThreadPoolExecutor", call = "CallerRunsPolicy", gives = "third@0h, given@0h, first@2h, second@2h")
    static Object callerRuns() throws InterruptedException {
        return overload(new ThreadPoolExecutor.CallerRunsPolicy());
    }

    @Row(of = "ThreadPoolExecutor", call = "DiscardPolicy", gives = "given@0h, first@2h, second@2h")
    static Object discard() throws InterruptedException {
        return overload(new ThreadPoolExecutor.DiscardPolicy());
    }

    @Row(of = "ThreadPoolExecutor", call = "DiscardOldestPolicy", gives = "given@0h, first@2h, third@2h")
    static Object discardOldest() throws InterruptedException {
        return overload(new ThreadPoolExecutor.DiscardOldestPolicy());
    }

    @Row(of = "ThreadPoolExecutor", call = "more threads when the queue is full", gives = "a@1h, active 2, b@1h, c@2h")
    static Object maximumPoolSize() throws InterruptedException {
        Log log = new Log();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 2, HOUR, MILLISECONDS, new ArrayBlockingQueue<>(1));
        pool.execute(() -> log.done("a", () -> Thread.sleep(HOUR)));
        pool.execute(() -> log.done("c", () -> Thread.sleep(HOUR)));
        pool.execute(() -> log.done("b", () -> Thread.sleep(HOUR)));
        Thread.sleep(HOUR / 2);
        log.add("active " + pool.getActiveCount());
        pool.shutdown();
        pool.awaitTermination(9 * HOUR, MILLISECONDS);
        return log.sorted();
    }

    @Row(
            of = "ThreadPoolExecutor",
            call = "beforeExecute, afterExecute, terminated",
            gives = "before@0h, run@1h, after@1h, terminated@1h")
    static Log hooks() throws InterruptedException {
        Log log = new Log();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, MILLISECONDS, new ArrayBlockingQueue<>(1)) {
            @Override
            protected void beforeExecute(Thread thread, Runnable task) {
                log.at("before");
            }

            @Override
            protected void afterExecute(Runnable task, Throwable failure) {
                log.at("after");
            }

            @Override
            protected void terminated() {
                log.at("terminated");
            }
        };
        pool.execute(() -> log.done("run", () -> Thread.sleep(HOUR)));
        pool.shutdown();
        pool.awaitTermination(9 * HOUR, MILLISECONDS);
        return log;
    }
}
