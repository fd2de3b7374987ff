// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import static dev.asyncloop.agent.table.Log.HOUR;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** {@link ReentrantReadWriteLock}. */
@SuppressWarnings({"LockNotBeforeTry", "WaitNotInLoop"}) // as short as can be
final class ReadWriteLockRows {

    private ReadWriteLockRows() {}

    /** Tells what taking a lock gives while another thread holds one for two more hours. */
    private static Log held(Mode held, Mode wanted, Take take) throws InterruptedException {
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        Thread holder = Threads.start(() -> {
            held.of(lock).lock();
            Thread.sleep(3 * HOUR);
            held.of(lock).unlock();
        });
        Thread.sleep(HOUR);
        Log log = new Log().result(() -> take.from(wanted.of(lock)));
        holder.join();
        return log;
    }

    private interface Mode {
        Lock of(ReentrantReadWriteLock lock);
    }

    private interface Take {
        Object from(Lock lock) throws Exception;
    }

    private static Object lock(Lock lock) {
        lock.lock();
        return "in";
    }

    private static Object tryForAnHour(Lock lock) throws InterruptedException {
        return lock.tryLock(HOUR, MILLISECONDS);
    }

    @Row(of = "ReentrantReadWriteLock", call = "readLock while another reads", gives = "in@0h")
    static Log read_read() throws InterruptedException {
        return held(ReentrantReadWriteLock::readLock, ReentrantReadWriteLock::readLock, ReadWriteLockRows::lock);
    }

    @Row(of = "ReentrantReadWriteLock", call = "writeLock while another reads", gives = "in@2h")
    static Log read_write() throws InterruptedException {
        return held(ReentrantReadWriteLock::readLock, ReentrantReadWriteLock::writeLock, ReadWriteLockRows::lock);
    }

    @Row(of = "ReentrantReadWriteLock", call = "readLock while another writes", gives = "in@2h")
    static Log write_read() throws InterruptedException {
        return held(ReentrantReadWriteLock::writeLock, ReentrantReadWriteLock::readLock, ReadWriteLockRows::lock);
    }

    @Row(of = "ReentrantReadWriteLock", call = "writeLock while another writes", gives = "in@2h")
    static Log write_write() throws InterruptedException {
        return held(ReentrantReadWriteLock::writeLock, ReentrantReadWriteLock::writeLock, ReadWriteLockRows::lock);
    }

    @Row(of = "ReentrantReadWriteLock", call = "readLock.tryLock(timeout), too short", gives = "false@1h")
    static Log tryRead() throws InterruptedException {
        return held(
                ReentrantReadWriteLock::writeLock, ReentrantReadWriteLock::readLock, ReadWriteLockRows::tryForAnHour);
    }

    @Row(of = "ReentrantReadWriteLock", call = "writeLock.tryLock(timeout), too short", gives = "false@1h")
    static Log tryWrite() throws InterruptedException {
        return held(
                ReentrantReadWriteLock::readLock, ReentrantReadWriteLock::writeLock, ReadWriteLockRows::tryForAnHour);
    }

    @Row(
            of = "ReentrantReadWriteLock",
            call = "writeLock.lockInterruptibly(), interrupted",
            gives = "InterruptedException@1h")
    static Log lockInterruptibly() throws InterruptedException {
        return held(ReentrantReadWriteLock::readLock, ReentrantReadWriteLock::writeLock, lock -> {
            Thread self = Thread.currentThread();
            Threads.after(HOUR, self::interrupt);
            lock.lockInterruptibly();
            return "in";
        });
    }

    @Row(of = "ReentrantReadWriteLock", call = "from write to read; from read to write", gives = "in@0h, false@0h")
    static Log downgrade() {
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        Log log = new Log();
        lock.writeLock().lock();
        log.done("in", lock.readLock()::lock);
        lock.writeLock().unlock();
        return log.result(lock.writeLock()::tryLock);
    }

    @Row(
            of = "ReentrantReadWriteLock",
            call = "a fair one: readers after a waiting writer",
            gives = "write@3h, read@4h")
    static Log fair() throws InterruptedException {
        Log log = new Log();
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
        lock.readLock().lock();
        Thread writer = Threads.after(HOUR, () -> {
            lock.writeLock().lock();
            log.at("write");
            Thread.sleep(HOUR);
            lock.writeLock().unlock();
        });
        Thread reader = Threads.after(2 * HOUR, () -> {
            lock.readLock().lock();
            log.at("read");
            lock.readLock().unlock();
        });
        Thread.sleep(3 * HOUR);
        lock.readLock().unlock();
        Threads.join(writer, reader);
        return log;
    }

    @Row(
            of = "ReentrantReadWriteLock",
            call = "newCondition() of both",
            gives = "UnsupportedOperationException@0h, false@1h")
    static Log newCondition() {
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        Lock read = lock.readLock();
        lock.writeLock().lock();
        return new Log()
                .result(read::newCondition)
                .result(() -> lock.writeLock().newCondition().await(HOUR, MILLISECONDS));
    }
}
