// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import static dev.asyncloop.agent.table.Log.HOUR;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;

/** {@link CyclicBarrier} and {@link Exchanger}. */
final class BarrierRows {

    private BarrierRows() {}

    @Row(of = "CyclicBarrier", call = "await() of three, with an action", gives = "action@2h, 0@2h, 1@2h, 2@2h")
    static Object await() throws InterruptedException {
        Log log = new Log();
        Log arrivals = new Log();
        CyclicBarrier barrier = new CyclicBarrier(3, () -> log.at("action"));
        Threads.join(
                Threads.start(() -> arrivals.result(barrier::await)),
                Threads.after(HOUR, () -> arrivals.result(barrier::await)),
                Threads.after(2 * HOUR, () -> arrivals.result(barrier::await)));
        return log + ", " + arrivals.sorted();
    }

    @Row(of = "CyclicBarrier", call = "await(), used twice", gives = "1@1h, 1@2h, main 0@1h, main 0@2h")
    static Object reuse() throws InterruptedException {
        Log log = new Log();
        CyclicBarrier barrier = new CyclicBarrier(2);
        Thread other = Threads.start(() -> log.result(barrier::await).result(barrier::await));
        for (int i = 0; i < 2; i++) {
            Thread.sleep(HOUR);
            log.result(() -> "main " + barrier.await());
        }
        other.join();
        return log.sorted();
    }

    @Row(of = "CyclicBarrier", call = "await(timeout), nobody else comes", gives = "TimeoutException@1h, broken true")
    static Log await_timed() {
        CyclicBarrier barrier = new CyclicBarrier(2);
        return new Log().result(() -> barrier.await(HOUR, MILLISECONDS)).add("broken " + barrier.isBroken());
    }

    @Row(
            of = "CyclicBarrier",
            call = "await() beside one that times out, and after it",
            gives = "BrokenBarrierException@1h, BrokenBarrierException@1h, TimeoutException@1h")
    static Object await_broken() throws InterruptedException {
        Log log = new Log();
        CyclicBarrier barrier = new CyclicBarrier(3);
        Thread other = Threads.start(() -> log.result(barrier::await));
        log.result(() -> barrier.await(HOUR, MILLISECONDS));
        other.join();
        return log.result(barrier::await).sorted();
    }

    @Row(of = "CyclicBarrier", call = "reset() with a waiter", gives = "BrokenBarrierException@1h, broken false")
    static Log reset() throws InterruptedException {
        Log log = new Log();
        CyclicBarrier barrier = new CyclicBarrier(2);
        Thread waiter = Threads.start(() -> log.result(barrier::await));
        Thread.sleep(HOUR);
        barrier.reset();
        waiter.join();
        return log.add("broken " + barrier.isBroken());
    }

    @Row(
            of = "CyclicBarrier",
            call = "await(), one of two waiters interrupted",
            gives = "BrokenBarrierException@1h, InterruptedException@1h")
    static Object await_interrupted() throws InterruptedException {
        Log log = new Log();
        CyclicBarrier barrier = new CyclicBarrier(3);
        Thread a = Threads.start(() -> log.result(barrier::await));
        Thread b = Threads.start(() -> log.result(barrier::await));
        Thread.sleep(HOUR);
        a.interrupt();
        Threads.join(a, b);
        return log.sorted();
    }

    @Row(
            of = "CyclicBarrier",
            call = "an action that fails",
            gives = "ArithmeticException@1h, BrokenBarrierException@1h")
    static Object action_fails() throws InterruptedException {
        Log log = new Log();
        CyclicBarrier barrier = new CyclicBarrier(2, () -> {
            throw new ArithmeticException();
        });
        Threads.join(
                Threads.start(() -> log.result(barrier::await)), Threads.after(HOUR, () -> log.result(barrier::await)));
        return log.sorted();
    }

    @Row(of = "CyclicBarrier", call = "getNumberWaiting()", gives = "1, 0")
    static Log getNumberWaiting() throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(2);
        Thread other = Threads.start(barrier::await);
        Thread.sleep(HOUR);
        Log log = new Log().add(barrier.getNumberWaiting());
        barrier.await();
        other.join();
        return log.add(barrier.getNumberWaiting());
    }

    @Row(of = "Exchanger", call = "exchange(item)", gives = "got a@1h, got b@1h")
    static Object exchange() throws InterruptedException {
        Log log = new Log();
        Exchanger<String> exchanger = new Exchanger<>();
        Threads.join(
                Threads.start(() -> log.result(() -> "got " + exchanger.exchange("a"))),
                Threads.after(HOUR, () -> log.result(() -> "got " + exchanger.exchange("b"))));
        return log.sorted();
    }

    @Row(of = "Exchanger", call = "exchange(item, timeout), nobody comes", gives = "TimeoutException@1h")
    static Log exchange_timed() {
        return new Log().result(() -> new Exchanger<String>().exchange("a", HOUR, MILLISECONDS));
    }

    @Row(of = "Exchanger", call = "exchange(item, timeout), somebody comes", gives = "b@1h")
    static Log exchange_timedMet() {
        Exchanger<String> exchanger = new Exchanger<>();
        Threads.after(HOUR, () -> exchanger.exchange("b"));
        return new Log().result(() -> exchanger.exchange("a", 2 * HOUR, MILLISECONDS));
    }

    @Row(of = "Exchanger", call = "exchange(item), interrupted", gives = "InterruptedException@1h")
    static Log exchange_interrupted() {
        Thread self = Thread.currentThread();
        Threads.after(HOUR, self::interrupt);
        return new Log().result(() -> new Exchanger<String>().exchange("a"));
    }
}
