// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import static dev.asyncloop.agent.table.Log.HOUR;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;

/** {@link ThreadPoolExecutor}: running things. */
final class PoolRows {

    private PoolRows() {}

    private static Log run(ExecutorService pool, int tasks) throws InterruptedException {
        Log log = new Log();
        for (int i = 0; i < tasks; i++) {
            pool.execute(() -> log.done("done", () -> Thread.sleep(HOUR)));
        }
        pool.shutdown();
        return log.result(() -> pool.awaitTermination(99 * HOUR, MILLISECONDS));
    }

    /** A task that takes some hours. */
    private static Callable<String> takes(int hours) {
        return () -> {
            Thread.sleep(hours * HOUR);
            return "task " + hours;
        };
    }

    @Row(
            of = "Executors",
            call = "newFixedThreadPool(2), four tasks",
            gives = "done@1h, done@1h, done@2h, done@2h, true@2h")
    static Log fixed() throws InterruptedException {
        return run(Executors.newFixedThreadPool(2), 4);
    }

    @Row(
            of = "Executors",
            call = "newSingleThreadExecutor(), three tasks",
            gives = "done@1h, done@2h, done@3h, true@3h")
    static Log single() throws InterruptedException {
        return run(Executors.newSingleThreadExecutor(), 3);
    }

    @Row(of = "Executors", call = "newCachedThreadPool(), three tasks", gives = "done@1h, done@1h, done@1h, true@1h")
    static Log cached() throws InterruptedException {
        return run(Executors.newCachedThreadPool(), 3);
    }

    @Row(of = "Executors", call = "newWorkStealingPool(2), two tasks", gives = "done@1h, done@1h, true@1h")
    static Log workStealing() throws InterruptedException {
        return run(Executors.newWorkStealingPool(2), 2);
    }

    @Row(of = "ThreadPoolExecutor", call = "keep-alive of an hour", gives = "size 1, size 0, done@4h")
    static Log keepAlive() throws InterruptedException {
        Log log = new Log();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, HOUR, MILLISECONDS, new LinkedBlockingQueue<>());
        pool.allowCoreThreadTimeOut(true);
        pool.execute(() -> Threads.sleep(HOUR));
        Thread.sleep(HOUR * 3 / 2);
        log.add("size " + pool.getPoolSize());
        Thread.sleep(HOUR * 3 / 2);
        log.add("size " + pool.getPoolSize());
        pool.execute(() -> log.done("done", () -> Thread.sleep(HOUR)));
        pool.shutdown();
        pool.awaitTermination(9 * HOUR, MILLISECONDS);
        return log;
    }

    @Row(
            of = "ThreadPoolExecutor",
            call = "submit(task), get(), get(timeout)",
            gives = "TimeoutException@1h, task 2@2h")
    static Log submit() {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        Future<String> future = pool.submit(takes(2));
        Log log = new Log().result(() -> future.get(HOUR, MILLISECONDS)).result(future::get);
        pool.shutdown();
        return log;
    }

    @Row(
            of = "ThreadPoolExecutor",
            call = "submit(task) that fails",
            gives = "ExecutionException(ArithmeticException)@1h")
    static Log submit_failing() {
        ExecutorService pool = Executors.newFixedThreadPool(1);
        Future<?> future = pool.submit(() -> {
            Threads.sleep(HOUR);
            throw new ArithmeticException();
        });
        Log log = new Log().result(future::get);
        pool.shutdown();
        return log;
    }

    @Row(
            of = "ThreadPoolExecutor",
            call = "execute(task) that fails, and the next one",
            gives = "ArithmeticException@1h, next@1h")
    static Object execute_failing() throws InterruptedException {
        Log log = new Log();
        ExecutorService pool = Executors.newFixedThreadPool(1, task -> {
            Thread thread = new Thread(task);
            thread.setUncaughtExceptionHandler((who, failure) -> log.at(Log.name(failure)));
            return thread;
        });
        pool.execute(() -> {
            Threads.sleep(HOUR);
            throw new ArithmeticException();
        });
        pool.execute(() -> log.at("next"));
        pool.shutdown();
        pool.awaitTermination(9 * HOUR, MILLISECONDS);
        Thread.sleep(HOUR);
        return log.sorted();
    }

    @Row(
            of = "ThreadPoolExecutor",
            call = "future.cancel(true)",
            gives = "InterruptedException@1h, CancellationException@1h")
    static Object cancel() throws InterruptedException {
        Log log = new Log();
        ExecutorService pool = Executors.newFixedThreadPool(1);
        Future<?> future = pool.submit(() -> log.done("awake", () -> Thread.sleep(2 * HOUR)));
        Thread.sleep(HOUR);
        future.cancel(true);
        pool.shutdown();
        pool.awaitTermination(9 * HOUR, MILLISECONDS);
        return log.result(future::get);
    }

    @Row(of = "ThreadPoolExecutor", call = "invokeAll(tasks)", gives = "task 1, task 2, task 3, back@3h")
    static Log invokeAll() throws Exception {
        Log log = new Log();
        ExecutorService pool = Executors.newFixedThreadPool(3);
        for (Future<String> future : pool.invokeAll(List.of(takes(1), takes(2), takes(3)))) {
            log.add(future.get());
        }
        pool.shutdown();
        return log.at("back");
    }

    @Row(
            of = "ThreadPoolExecutor",
            call = "invokeAll(tasks, timeout), too short for the second",
            gives = "task 1@2h, CancellationException@2h")
    static Log invokeAll_timed() throws Exception {
        Log log = new Log();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        for (Future<String> future : pool.invokeAll(List.of(takes(1), takes(3)), 2 * HOUR, MILLISECONDS)) {
            log.result(future::get);
        }
        pool.shutdown();
        return log;
    }

    @Row(of = "ThreadPoolExecutor", call = "invokeAny(tasks)", gives = "task 1@1h")
    static Log invokeAny() {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        Log log = new Log().result(() -> pool.invokeAny(List.of(takes(3), takes(1), takes(2))));
        pool.shutdown();
        return log;
    }

    @Row(of = "ThreadPoolExecutor", call = "invokeAny(tasks, timeout), too short", gives = "TimeoutException@1h")
    static Log invokeAny_timed() {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        Log log = new Log().result(() -> pool.invokeAny(List.of(takes(3), takes(2)), HOUR, MILLISECONDS));
        pool.shutdown();
        return log;
    }

    @Row(
            of = "ExecutorCompletionService",
            call = "take(), poll(timeout), too short, long enough",
            gives = "task 1@1h, null@2h, task 3@3h")
    static Log completionService() {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        ExecutorCompletionService<String> service = new ExecutorCompletionService<>(pool);
        service.submit(takes(3));
        service.submit(takes(1));
        Log log = new Log()
                .result(() -> service.take().get())
                .result(() -> service.poll(HOUR, MILLISECONDS))
                .result(() -> service.poll(2 * HOUR, MILLISECONDS).get());
        pool.shutdown();
        return log;
    }
}
