// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import static dev.asyncloop.agent.table.Log.HOUR;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.Date;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** {@link Condition} of a {@link ReentrantLock}. */
@SuppressWarnings({"JavaUtilDate", "LockNotBeforeTry", "WaitNotInLoop"}) // as short as can be
final class ConditionRows {

    private ConditionRows() {}

    private static final class Held {
        final Lock lock = new ReentrantLock();
        final Condition condition = lock.newCondition();

        <T> T locked(Callable<T> call) throws Exception {
            lock.lock();
            try {
                return call.call();
            } finally {
                lock.unlock();
            }
        }

        Object signal() {
            lock.lock();
            condition.signal();
            lock.unlock();
            return "signalled";
        }

        Object signalAll() {
            lock.lock();
            condition.signalAll();
            lock.unlock();
            return "signalled";
        }

        Object await() throws InterruptedException {
            condition.await();
            return "woken";
        }
    }

    /** Runs a wait in a thread of its own, and something else an hour later. */
    private static Log waiting(WaitFor waiting, Then then) throws InterruptedException {
        Log log = new Log();
        Held held = new Held();
        Thread waiter = Threads.start(() -> log.result(() -> held.locked(() -> waiting.in(held))));
        Thread.sleep(HOUR);
        then.with(held, waiter);
        waiter.join();
        return log;
    }

    private interface WaitFor {
        Object in(Held held) throws Exception;
    }

    private interface Then {
        void with(Held held, Thread waiter);
    }

    @Row(of = "Condition", call = "await(), signal()", gives = "woken@1h")
    static Log await() throws InterruptedException {
        return waiting(Held::await, (held, waiter) -> held.signal());
    }

    @Row(of = "Condition", call = "await(timeout), nobody signals", gives = "false@1h")
    static Log await_timed() {
        Held held = new Held();
        return new Log().result(() -> held.locked(() -> held.condition.await(HOUR, MILLISECONDS)));
    }

    @Row(of = "Condition", call = "await(timeout), signalled before", gives = "true@1h")
    static Log await_timedSignalled() throws InterruptedException {
        return waiting(held -> held.condition.await(2 * HOUR, MILLISECONDS), (held, waiter) -> held.signal());
    }

    @Row(of = "Condition", call = "awaitNanos(nanos), nobody signals", gives = "none left true@1h")
    static Log awaitNanos() {
        Held held = new Held();
        return new Log()
                .result(() -> held.locked(() -> "none left " + (held.condition.awaitNanos(HOUR * 1_000_000) <= 0)));
    }

    @Row(of = "Condition", call = "awaitNanos(nanos), signalled before", gives = "left 2h@1h")
    static Log awaitNanos_signalled() throws InterruptedException {
        return waiting(
                held -> "left " + Log.hours(held.condition.awaitNanos(3 * HOUR * 1_000_000)),
                (held, waiter) -> held.signal());
    }

    @Row(of = "Condition", call = "awaitUntil(deadline), nobody signals", gives = "false@1h")
    static Log awaitUntil() {
        Held held = new Held();
        return new Log()
                .result(() ->
                        held.locked(() -> held.condition.awaitUntil(new Date(System.currentTimeMillis() + HOUR))));
    }

    @Row(of = "Condition", call = "awaitUntil(deadline), signalled before", gives = "true@1h")
    static Log awaitUntil_signalled() throws InterruptedException {
        return waiting(
                held -> held.condition.awaitUntil(new Date(System.currentTimeMillis() + 2 * HOUR)),
                (held, waiter) -> held.signalAll());
    }

    @Row(of = "Condition", call = "await(), interrupted", gives = "InterruptedException@1h")
    static Log await_interrupted() throws InterruptedException {
        return waiting(Held::await, (held, waiter) -> waiter.interrupt());
    }

    @Row(of = "Condition", call = "awaitUninterruptibly(), interrupted, then signalled", gives = "flag true@2h")
    static Log awaitUninterruptibly() throws InterruptedException {
        return waiting(
                held -> {
                    held.condition.awaitUninterruptibly();
                    return "flag " + Thread.interrupted();
                },
                (held, waiter) -> {
                    waiter.interrupt();
                    Threads.sleep(HOUR);
                    held.signal();
                });
    }

    @Row(of = "Condition", call = "signal(), in the order of waiting", gives = "0@3h, 1@4h, 2@5h")
    static Log signal_order() throws InterruptedException {
        Log log = new Log();
        Held held = new Held();
        Thread[] threads = new Thread[3];
        for (int i = 0; i < 3; i++) {
            int number = i;
            threads[i] = Threads.start(() -> {
                held.locked(held::await);
                log.at(number);
            });
            Thread.sleep(HOUR);
        }
        for (int i = 0; i < 3; i++) {
            held.signal();
            Thread.sleep(HOUR);
        }
        Threads.join(threads);
        return log;
    }

    @Row(of = "Condition", call = "signalAll() with two waiters", gives = "woken@1h, woken@1h")
    static Log signalAll() throws InterruptedException {
        Log log = new Log();
        Held held = new Held();
        Thread a = Threads.start(() -> log.result(() -> held.locked(held::await)));
        Thread b = Threads.start(() -> log.result(() -> held.locked(held::await)));
        Thread.sleep(HOUR);
        held.signalAll();
        Threads.join(a, b);
        return log;
    }

    @Row(
            of = "Condition",
            call = "await(), signal() without the lock",
            gives = "IllegalMonitorStateException@0h, IllegalMonitorStateException@0h")
    static Log withoutLock() {
        Held held = new Held();
        return new Log().result(held::await).done("signalled", held.condition::signal);
    }
}
