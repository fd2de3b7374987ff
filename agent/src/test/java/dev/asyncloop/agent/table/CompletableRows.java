// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import static dev.asyncloop.agent.table.Log.HOUR;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** {@link CompletableFuture}. */
final class CompletableRows {

    private CompletableRows() {}

    private static CompletableFuture<String> later(String value, int hours) {
        return CompletableFuture.supplyAsync(() -> {
            Threads.sleep(hours * HOUR);
            return value;
        });
    }

    private static CompletableFuture<String> never() {
        return new CompletableFuture<>();
    }

    private static CompletableFuture<String> failing() {
        return CompletableFuture.supplyAsync(() -> {
            Threads.sleep(HOUR);
            throw new ArithmeticException();
        });
    }

    @Row(of = "CompletableFuture", call = "supplyAsync, get(), join()", gives = "a@1h, a@1h")
    static Log supplyAsync() {
        CompletableFuture<String> future = later("a", 1);
        return new Log().result(future::get).result(future::join);
    }

    @Row(of = "CompletableFuture", call = "runAsync with an executor", gives = "run@0h, null@0h")
    static Log runAsync() {
        Log log = new Log();
        Executor executor = task -> new Thread(task).start();
        return log.result(CompletableFuture.runAsync(() -> log.at("run"), executor)::get);
    }

    @Row(of = "CompletableFuture", call = "thenApplyAsync, thenCompose, thenCombine", gives = "abc@3h")
    static Log stages() {
        return new Log()
                .result(later("a", 1)
                        .thenApplyAsync(text -> {
                            Threads.sleep(HOUR);
                            return text + "b";
                        })
                        .thenCompose(text -> later(text, 1))
                        .thenCombine(later("c", 1), String::concat)::get);
    }

    @Row(of = "CompletableFuture", call = "get(timeout), too short, long enough", gives = "TimeoutException@1h, a@2h")
    static Log get_timed() {
        CompletableFuture<String> future = later("a", 2);
        return new Log().result(() -> future.get(HOUR, MILLISECONDS)).result(() -> future.get(9 * HOUR, MILLISECONDS));
    }

    @Row(of = "CompletableFuture", call = "get(), interrupted", gives = "InterruptedException@1h")
    static Log get_interrupted() {
        Thread self = Thread.currentThread();
        Threads.after(HOUR, self::interrupt);
        return new Log().result(never()::get);
    }

    @Row(of = "CompletableFuture", call = "orTimeout, too short", gives = "ExecutionException(TimeoutException)@1h")
    static Log orTimeout() {
        return new Log().result(never().orTimeout(HOUR, MILLISECONDS)::get);
    }

    @Row(of = "CompletableFuture", call = "orTimeout, long enough", gives = "a@1h")
    static Log orTimeout_longEnough() {
        return new Log().result(later("a", 1).orTimeout(2 * HOUR, MILLISECONDS)::get);
    }

    @Row(of = "CompletableFuture", call = "completeOnTimeout", gives = "b@1h")
    static Log completeOnTimeout() {
        return new Log().result(never().completeOnTimeout("b", HOUR, MILLISECONDS)::get);
    }

    @Row(of = "CompletableFuture", call = "supplyAsync with a delayedExecutor", gives = "a@1h")
    static Log delayedExecutor() {
        return new Log()
                .result(
                        CompletableFuture.supplyAsync(() -> "a", CompletableFuture.delayedExecutor(HOUR, MILLISECONDS))
                                ::get);
    }

    @Row(
            of = "CompletableFuture",
            call = "get(), join() of one that fails",
            gives = "ExecutionException(ArithmeticException)@1h, CompletionException(ArithmeticException)@1h")
    static Log fails() {
        CompletableFuture<String> future = failing();
        return new Log().result(future::get).result(future::join);
    }

    @Row(
            of = "CompletableFuture",
            call = "exceptionally, handle, whenComplete",
            gives = "b@1h, CompletionException(ArithmeticException)@1h, seen@1h")
    static Log exceptionally() throws InterruptedException {
        Log log = new Log();
        CompletableFuture<String> future = failing();
        log.result(future.exceptionally(failure -> "b")::get);
        log.result(future.handle((value, failure) -> Log.name(failure))::get);
        future.whenComplete((value, failure) -> log.at("seen"));
        return log;
    }

    @Row(of = "CompletableFuture", call = "allOf(a, b)", gives = "null@2h")
    static Log allOf() {
        return new Log().result(CompletableFuture.allOf(later("a", 1), later("b", 2))::get);
    }

    @Row(of = "CompletableFuture", call = "anyOf(a, b)", gives = "a@1h")
    static Log anyOf() {
        return new Log().result(CompletableFuture.anyOf(later("a", 1), later("b", 2))::get);
    }

    @Row(of = "CompletableFuture", call = "cancel(true), get()", gives = "cancelled@1h")
    static Log cancel() {
        CompletableFuture<String> future = never();
        Threads.after(HOUR, () -> future.cancel(true));
        return new Log().result(() -> {
            try {
                return future.get();
            } catch (CancellationException e) {
                return "cancelled";
            }
        });
    }

    @Row(of = "CompletableFuture", call = "complete(value) by a thread", gives = "a@1h")
    static Log complete() {
        CompletableFuture<String> future = never();
        Threads.after(HOUR, () -> future.complete("a"));
        return new Log().result(future::join);
    }

    @Row(of = "CompletableFuture", call = "acceptEither, applyToEither, getNow", gives = "early, a!@1h, got a@1h")
    static Log either() {
        Log log = new Log();
        CompletableFuture<String> a = later("a", 1);
        log.add(a.getNow("early"));
        log.result(a.applyToEither(never(), value -> value + "!")::get);
        a.acceptEither(never(), value -> log.at("got " + value));
        return log;
    }
}
