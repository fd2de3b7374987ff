// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import static dev.asyncloop.agent.table.Log.HOUR;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.concurrent.FutureTask;

/** {@link FutureTask}. */
final class FutureTaskRows {

    private FutureTaskRows() {}

    /** A task that a thread of its own runs, and that takes two hours. */
    private static FutureTask<String> started() {
        FutureTask<String> task = new FutureTask<>(() -> {
            Thread.sleep(2 * HOUR);
            return "a";
        });
        new Thread(task).start();
        return task;
    }

    @Row(of = "FutureTask", call = "get()", gives = "a@2h, done true")
    static Log get() {
        FutureTask<String> task = started();
        return new Log().result(task::get).add("done " + task.isDone());
    }

    @Row(of = "FutureTask", call = "get(timeout), too short, long enough", gives = "TimeoutException@1h, a@2h")
    static Log get_timed() {
        FutureTask<String> task = started();
        return new Log().result(() -> task.get(HOUR, MILLISECONDS)).result(() -> task.get(9 * HOUR, MILLISECONDS));
    }

    @Row(of = "FutureTask", call = "get(), interrupted", gives = "InterruptedException@1h")
    static Log get_interrupted() {
        Thread self = Thread.currentThread();
        Threads.after(HOUR, self::interrupt);
        FutureTask<String> task = started();
        return new Log().result(task::get);
    }

    @Row(of = "FutureTask", call = "get() of one that fails", gives = "ExecutionException(ArithmeticException)@1h")
    static Log get_failed() {
        FutureTask<String> task = new FutureTask<>(() -> {
            Thread.sleep(HOUR);
            throw new ArithmeticException();
        });
        new Thread(task).start();
        return new Log().result(task::get);
    }

    @Row(of = "FutureTask", call = "cancel(true), get()", gives = "InterruptedException@1h, CancellationException@1h")
    static Object cancel() throws InterruptedException {
        Log log = new Log();
        FutureTask<Log> task = new FutureTask<>(() -> log.done("awake", () -> Thread.sleep(2 * HOUR)));
        Thread thread = new Thread(task);
        thread.start();
        Thread.sleep(HOUR);
        task.cancel(true);
        thread.join();
        return log.result(task::get);
    }

    @Row(of = "FutureTask", call = "cancel(false), get()", gives = "CancellationException@1h, awake@2h")
    static Log cancel_withoutInterrupt() throws InterruptedException {
        Log log = new Log();
        FutureTask<Log> task = new FutureTask<>(() -> log.done("awake", () -> Thread.sleep(2 * HOUR)));
        Thread thread = new Thread(task);
        thread.start();
        Threads.after(HOUR, () -> task.cancel(false));
        log.result(task::get);
        thread.join();
        return log;
    }
}
