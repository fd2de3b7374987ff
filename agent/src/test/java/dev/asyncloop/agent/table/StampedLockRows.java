// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import static dev.asyncloop.agent.table.Log.HOUR;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.concurrent.locks.StampedLock;
import java.util.function.ToLongFunction;

/** {@link StampedLock}. */
final class StampedLockRows {

    private StampedLockRows() {}

    private interface Take {
        Object from(StampedLock lock) throws Exception;
    }

    /** Tells what taking a lock gives while another thread holds it for two more hours. */
    private static Log held(ToLongFunction<StampedLock> held, Take take) throws InterruptedException {
        StampedLock lock = new StampedLock();
        Thread holder = Threads.start(() -> {
            long stamp = held.applyAsLong(lock);
            Thread.sleep(3 * HOUR);
            lock.unlock(stamp);
        });
        Thread.sleep(HOUR);
        Log log = new Log().result(() -> take.from(lock));
        holder.join();
        return log;
    }

    private static String got(long stamp) {
        return stamp == 0 ? "nothing" : "a stamp";
    }

    @Row(of = "StampedLock", call = "readLock() while another reads", gives = "a stamp@0h")
    static Log read_read() throws InterruptedException {
        return held(StampedLock::readLock, lock -> got(lock.readLock()));
    }

    @Row(of = "StampedLock", call = "readLock() while another writes", gives = "a stamp@2h")
    static Log write_read() throws InterruptedException {
        return held(StampedLock::writeLock, lock -> got(lock.readLock()));
    }

    @Row(of = "StampedLock", call = "writeLock() while another reads", gives = "a stamp@2h")
    static Log read_write() throws InterruptedException {
        return held(StampedLock::readLock, lock -> got(lock.writeLock()));
    }

    @Row(of = "StampedLock", call = "writeLock() while another writes", gives = "a stamp@2h")
    static Log write_write() throws InterruptedException {
        return held(StampedLock::writeLock, lock -> got(lock.writeLock()));
    }

    @Row(of = "StampedLock", call = "tryReadLock(), tryWriteLock() of one that is held", gives = "nothing, nothing@0h")
    static Log tryLock() throws InterruptedException {
        return held(StampedLock::writeLock, lock -> got(lock.tryReadLock()) + ", " + got(lock.tryWriteLock()));
    }

    @Row(of = "StampedLock", call = "tryReadLock(timeout), too short", gives = "nothing@1h")
    static Log tryReadLock_timed() throws InterruptedException {
        return held(StampedLock::writeLock, lock -> got(lock.tryReadLock(HOUR, MILLISECONDS)));
    }

    @Row(of = "StampedLock", call = "tryWriteLock(timeout), too short", gives = "nothing@1h")
    static Log tryWriteLock_timed() throws InterruptedException {
        return held(StampedLock::readLock, lock -> got(lock.tryWriteLock(HOUR, MILLISECONDS)));
    }

    @Row(of = "StampedLock", call = "tryWriteLock(timeout), long enough", gives = "a stamp@2h")
    static Log tryWriteLock_longEnough() throws InterruptedException {
        return held(StampedLock::readLock, lock -> got(lock.tryWriteLock(9 * HOUR, MILLISECONDS)));
    }

    @Row(of = "StampedLock", call = "readLockInterruptibly(), interrupted", gives = "InterruptedException@1h")
    static Log readLockInterruptibly() throws InterruptedException {
        return held(StampedLock::writeLock, lock -> {
            Thread self = Thread.currentThread();
            Threads.after(HOUR, self::interrupt);
            return got(lock.readLockInterruptibly());
        });
    }

    @Row(of = "StampedLock", call = "writeLockInterruptibly(), interrupted", gives = "InterruptedException@1h")
    static Log writeLockInterruptibly() throws InterruptedException {
        return held(StampedLock::readLock, lock -> {
            Thread self = Thread.currentThread();
            Threads.after(HOUR, self::interrupt);
            return got(lock.writeLockInterruptibly());
        });
    }

    @Row(of = "StampedLock", call = "validate(stamp) before and after a write", gives = "true, false")
    static Log optimistic() throws InterruptedException {
        StampedLock lock = new StampedLock();
        long stamp = lock.tryOptimisticRead();
        Log log = new Log().add(lock.validate(stamp));
        Threads.join(Threads.after(HOUR, () -> lock.unlockWrite(lock.writeLock())));
        return log.add(lock.validate(stamp));
    }

    @Row(of = "StampedLock", call = "tryConvertToWriteLock(stamp), alone and not", gives = "a stamp@0h, nothing@0h")
    static Log convert() throws InterruptedException {
        StampedLock lock = new StampedLock();
        return new Log()
                .result(() -> {
                    long stamp = lock.tryConvertToWriteLock(lock.readLock());
                    lock.unlock(stamp);
                    return got(stamp);
                })
                .result(() -> {
                    lock.readLock();
                    return got(lock.tryConvertToWriteLock(lock.readLock()));
                });
    }
}
