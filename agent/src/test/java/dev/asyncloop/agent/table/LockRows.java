// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import static dev.asyncloop.agent.table.Log.HOUR;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.concurrent.locks.ReentrantLock;

/** {@link ReentrantLock}. */
@SuppressWarnings({"LockNotBeforeTry", "ThreadPriorityCheck"}) // as short as can be
final class LockRows {

    private LockRows() {}

    /** Holds a lock for two hours in another thread. */
    private static Thread held(ReentrantLock lock) throws InterruptedException {
        Thread holder = Threads.start(() -> {
            lock.lock();
            try {
                Thread.sleep(2 * HOUR);
            } finally {
                lock.unlock();
            }
        });
        while (!lock.isLocked()) {
            Thread.yield();
        }
        return holder;
    }

    @Row(of = "ReentrantLock", call = "lock(), three threads, an hour each", gives = "out@1h, out@2h, out@3h")
    static Log lock() throws InterruptedException {
        Log log = new Log();
        ReentrantLock lock = new ReentrantLock();
        Log.Act section = () -> {
            lock.lock();
            try {
                Thread.sleep(HOUR);
                log.at("out");
            } finally {
                lock.unlock();
            }
        };
        Threads.join(Threads.start(section), Threads.start(section), Threads.start(section));
        return log;
    }

    @Row(of = "ReentrantLock", call = "lock(), interrupted", gives = "in@2h, flag true")
    static Log lock_interrupted() throws InterruptedException {
        Log log = new Log();
        ReentrantLock lock = new ReentrantLock();
        Thread holder = held(lock);
        Thread waiter = Threads.start(() -> {
            log.done("in", lock::lock).add("flag " + Thread.interrupted());
            lock.unlock();
        });
        Thread.sleep(HOUR);
        waiter.interrupt();
        Threads.join(holder, waiter);
        return log;
    }

    @Row(of = "ReentrantLock", call = "lockInterruptibly()", gives = "in@2h")
    static Log lockInterruptibly() throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        Log log = new Log();
        Thread holder = held(lock);
        log.done("in", lock::lockInterruptibly);
        lock.unlock();
        holder.join();
        return log;
    }

    @Row(of = "ReentrantLock", call = "lockInterruptibly(), interrupted", gives = "InterruptedException@1h, flag false")
    static Log lockInterruptibly_interrupted() throws InterruptedException {
        Log log = new Log();
        ReentrantLock lock = new ReentrantLock();
        Thread holder = held(lock);
        Thread waiter =
                Threads.start(() -> log.done("in", lock::lockInterruptibly).add("flag " + Thread.interrupted()));
        Thread.sleep(HOUR);
        waiter.interrupt();
        Threads.join(holder, waiter);
        return log;
    }

    @Row(of = "ReentrantLock", call = "tryLock() of one that is held", gives = "false@0h, true@2h")
    static Log tryLock() throws InterruptedException {
        Log log = new Log();
        ReentrantLock lock = new ReentrantLock();
        Thread holder = held(lock);
        log.result(lock::tryLock);
        holder.join();
        return log.result(lock::tryLock);
    }

    @Row(of = "ReentrantLock", call = "tryLock(timeout), too short", gives = "false@1h")
    static Log tryLock_timedTooShort() throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        Log log = new Log();
        Thread holder = held(lock);
        log.result(() -> lock.tryLock(HOUR, MILLISECONDS));
        holder.join();
        return log;
    }

    @Row(of = "ReentrantLock", call = "tryLock(timeout), long enough", gives = "true@2h")
    static Log tryLock_timedLongEnough() throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        Log log = new Log();
        Thread holder = held(lock);
        log.result(() -> lock.tryLock(3 * HOUR, MILLISECONDS));
        holder.join();
        return log;
    }

    @Row(of = "ReentrantLock", call = "tryLock(timeout), interrupted", gives = "InterruptedException@1h")
    static Log tryLock_interrupted() throws InterruptedException {
        Log log = new Log();
        ReentrantLock lock = new ReentrantLock();
        Thread holder = held(lock);
        Thread waiter = Threads.start(() -> log.result(() -> lock.tryLock(3 * HOUR, MILLISECONDS)));
        Thread.sleep(HOUR);
        waiter.interrupt();
        Threads.join(holder, waiter);
        return log;
    }

    @Row(of = "ReentrantLock", call = "a fair one: who waits longest is next", gives = "0@4h, 1@5h, 2@6h")
    static Log fair() throws InterruptedException {
        Log log = new Log();
        ReentrantLock lock = new ReentrantLock(true);
        lock.lock();
        Thread[] threads = new Thread[3];
        for (int i = 0; i < 3; i++) {
            int number = i;
            threads[i] = Threads.start(() -> {
                lock.lock();
                Thread.sleep(HOUR);
                log.at(number);
                lock.unlock();
            });
            Thread.sleep(HOUR);
        }
        lock.unlock();
        Threads.join(threads);
        return log;
    }

    @Row(
            of = "ReentrantLock",
            call = "hasQueuedThreads(), getQueueLength(), isHeldByCurrentThread()",
            gives = "true, 1, false@1h")
    static Log queue() throws InterruptedException {
        Log log = new Log();
        ReentrantLock lock = new ReentrantLock();
        Thread holder = held(lock);
        Thread waiter = Threads.start(() -> {
            lock.lock();
            lock.unlock();
        });
        Thread.sleep(HOUR);
        log.add(lock.hasQueuedThreads()).add(lock.getQueueLength()).at(lock.isHeldByCurrentThread());
        Threads.join(holder, waiter);
        return log;
    }

    @Row(
            of = "ReentrantLock",
            call = "getHoldCount(), unlock() once too often",
            gives = "2, IllegalMonitorStateException@0h")
    static Log unlock_notOwned() {
        Log log = new Log();
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        lock.lock();
        log.add(lock.getHoldCount());
        lock.unlock();
        lock.unlock();
        return log.done("unlocked", lock::unlock);
    }
}
