// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import static dev.asyncloop.agent.table.Log.HOUR;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** {@link Semaphore} and {@link CountDownLatch}. */
final class SemaphoreRows {

    private SemaphoreRows() {}

    @Row(of = "Semaphore", call = "acquire(), two permits for four threads", gives = "out@1h, out@1h, out@2h, out@2h")
    static Log acquire() throws InterruptedException {
        Log log = new Log();
        Semaphore semaphore = new Semaphore(2);
        Thread[] threads = new Thread[4];
        for (int i = 0; i < 4; i++) {
            threads[i] = Threads.start(() -> {
                semaphore.acquire();
                Thread.sleep(HOUR);
                log.at("out");
                semaphore.release();
            });
        }
        Threads.join(threads);
        return log;
    }

    @Row(of = "Semaphore", call = "acquire(3), permits come singly", gives = "in@3h")
    static Log acquire_several() throws InterruptedException {
        Log log = new Log();
        Semaphore semaphore = new Semaphore(0);
        Thread taker = Threads.start(() -> log.done("in", () -> semaphore.acquire(3)));
        for (int i = 0; i < 3; i++) {
            Thread.sleep(HOUR);
            semaphore.release();
        }
        taker.join();
        return log;
    }

    @Row(of = "Semaphore", call = "acquire(), interrupted", gives = "InterruptedException@1h")
    static Log acquire_interrupted() throws InterruptedException {
        Log log = new Log();
        Thread taker = Threads.start(() -> log.done("in", new Semaphore(0)::acquire));
        Thread.sleep(HOUR);
        taker.interrupt();
        taker.join();
        return log;
    }

    @Row(of = "Semaphore", call = "acquireUninterruptibly(), interrupted", gives = "in@2h, flag true")
    static Log acquireUninterruptibly() throws InterruptedException {
        Log log = new Log();
        Semaphore semaphore = new Semaphore(0);
        Thread taker = Threads.start(
                () -> log.done("in", semaphore::acquireUninterruptibly).add("flag " + Thread.interrupted()));
        Thread.sleep(HOUR);
        taker.interrupt();
        Thread.sleep(HOUR);
        semaphore.release();
        taker.join();
        return log;
    }

    @Row(of = "Semaphore", call = "tryAcquire(), tryAcquire(2)", gives = "false@0h, true@0h")
    static Log tryAcquire() {
        return new Log().result(() -> new Semaphore(1).tryAcquire(2)).result(new Semaphore(1)::tryAcquire);
    }

    @Row(of = "Semaphore", call = "tryAcquire(timeout), too short", gives = "false@1h")
    static Log tryAcquire_tooShort() {
        return new Log().result(() -> new Semaphore(0).tryAcquire(HOUR, MILLISECONDS));
    }

    @Row(of = "Semaphore", call = "tryAcquire(2, timeout), long enough", gives = "true@1h")
    static Log tryAcquire_longEnough() {
        Semaphore semaphore = new Semaphore(0);
        Threads.after(HOUR, () -> semaphore.release(2));
        return new Log().result(() -> semaphore.tryAcquire(2, 2 * HOUR, MILLISECONDS));
    }

    @Row(of = "Semaphore", call = "a fair one: who waits longest is next", gives = "0@3h, 1@4h, 2@5h")
    static Log fair() throws InterruptedException {
        Log log = new Log();
        Semaphore semaphore = new Semaphore(0, true);
        Thread[] threads = new Thread[3];
        for (int i = 0; i < 3; i++) {
            int number = i;
            threads[i] = Threads.start(() -> log.done("" + number, semaphore::acquire));
            Thread.sleep(HOUR);
        }
        for (int i = 0; i < 3; i++) {
            semaphore.release();
            Thread.sleep(HOUR);
        }
        Threads.join(threads);
        return log;
    }

    @Row(of = "Semaphore", call = "drainPermits(), availablePermits()", gives = "3, 0")
    static Log drainPermits() {
        Semaphore semaphore = new Semaphore(3);
        return new Log().add(semaphore.drainPermits()).add(semaphore.availablePermits());
    }

    @Row(of = "CountDownLatch", call = "await(), counted down by two", gives = "open@2h")
    static Log latch() {
        CountDownLatch latch = new CountDownLatch(2);
        Threads.after(HOUR, latch::countDown);
        Threads.after(2 * HOUR, latch::countDown);
        return new Log().done("open", latch::await);
    }

    @Row(of = "CountDownLatch", call = "await() of an open one", gives = "open@0h")
    static Log latch_open() {
        return new Log().done("open", new CountDownLatch(0)::await);
    }

    @Row(of = "CountDownLatch", call = "await(timeout), too short", gives = "false@1h")
    static Log latch_tooShort() {
        return new Log().result(() -> new CountDownLatch(1).await(HOUR, MILLISECONDS));
    }

    @Row(of = "CountDownLatch", call = "await(timeout), long enough", gives = "true@1h")
    static Log latch_longEnough() {
        CountDownLatch latch = new CountDownLatch(1);
        Threads.after(HOUR, latch::countDown);
        return new Log().result(() -> latch.await(2 * HOUR, MILLISECONDS));
    }

    @Row(of = "CountDownLatch", call = "await(), interrupted", gives = "InterruptedException@1h")
    static Log latch_interrupted() {
        Thread self = Thread.currentThread();
        Threads.after(HOUR, self::interrupt);
        return new Log().done("open", new CountDownLatch(1)::await);
    }

    @Row(of = "CountDownLatch", call = "countDown() with three waiters", gives = "open@1h, open@1h, open@1h")
    static Log latch_opensForAll() throws InterruptedException {
        Log log = new Log();
        CountDownLatch latch = new CountDownLatch(1);
        Thread[] threads = new Thread[3];
        for (int i = 0; i < 3; i++) {
            threads[i] = Threads.start(() -> log.done("open", latch::await));
        }
        Thread.sleep(HOUR);
        latch.countDown();
        Threads.join(threads);
        return log;
    }
}
