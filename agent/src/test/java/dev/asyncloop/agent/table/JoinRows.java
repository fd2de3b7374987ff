// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import static dev.asyncloop.agent.table.Log.HOUR;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The life of a {@link Thread}: start, states and join. */
@SuppressWarnings("WaitNotInLoop") // as short as can be
final class JoinRows {

    private JoinRows() {}

    @Row(of = "Thread", call = "join()", gives = "joined@2h, alive false")
    static Log join() {
        Log log = new Log();
        Thread thread = Threads.after(2 * HOUR, () -> {});
        return log.done("joined", thread::join).add("alive " + thread.isAlive());
    }

    @Row(of = "Thread", call = "join(millis), too short", gives = "alive true@1h")
    static Log join_tooShort() throws InterruptedException {
        Log log = new Log();
        Thread thread = Threads.after(2 * HOUR, () -> {});
        thread.join(HOUR);
        log.at("alive " + thread.isAlive());
        thread.join();
        return log;
    }

    @Row(of = "Thread", call = "join(millis, nanos), long enough", gives = "alive false@2h")
    static Log join_longEnough() throws InterruptedException {
        Log log = new Log();
        Thread thread = Threads.after(2 * HOUR, () -> {});
        thread.join(3 * HOUR, 1);
        return log.at("alive " + thread.isAlive());
    }

    @Row(of = "Thread", call = "join(Duration), twice", gives = "false@1h, true@2h", since = 19)
    static Log join_duration() {
        Log log = new Log();
        Thread thread = Threads.after(2 * HOUR, () -> {});
        Duration limit = Duration.ofMillis(HOUR * 3 / 2);
        log.result(() -> Newer.on(Thread.class, thread, "join", Duration.ofMillis(HOUR)));
        return log.result(() -> Newer.on(Thread.class, thread, "join", limit));
    }

    @Row(of = "Thread", call = "join() of a thread that is not started", gives = "joined@0h")
    static Log join_notStarted() {
        return new Log().done("joined", new Thread(() -> {})::join);
    }

    @Row(of = "Thread", call = "join(), interrupted", gives = "InterruptedException@1h, flag false")
    static Log join_interrupted() throws InterruptedException {
        Log log = new Log();
        Thread main = Thread.currentThread();
        Thread other = Threads.after(2 * HOUR, () -> {});
        Threads.after(HOUR, main::interrupt);
        log.done("joined", other::join).add("flag " + Thread.interrupted());
        other.join();
        return log;
    }

    @Row(of = "TimeUnit", call = "timedJoin(thread, timeout)", gives = "alive true@1h")
    static Log timedJoin() throws InterruptedException {
        Log log = new Log();
        Thread thread = Threads.after(2 * HOUR, () -> {});
        TimeUnit.MILLISECONDS.timedJoin(thread, HOUR);
        log.at("alive " + thread.isAlive());
        thread.join();
        return log;
    }

    @Row(of = "Thread", call = "start(), twice", gives = "IllegalThreadStateException@0h")
    static Log start_twice() throws InterruptedException {
        Log log = new Log();
        Thread thread = Threads.after(HOUR, () -> {});
        log.done("started", thread::start);
        thread.join();
        return log;
    }

    @Row(of = "Thread", call = "start() of one that has ended", gives = "IllegalThreadStateException@1h")
    static Log start_ended() throws InterruptedException {
        Log log = new Log();
        Thread thread = Threads.after(HOUR, () -> {});
        thread.join();
        return log.done("started", thread::start);
    }

    @Row(of = "Thread", call = "isAlive()", gives = "false, true, false")
    static Log isAlive() throws InterruptedException {
        Thread thread = Threads.thread(() -> Thread.sleep(HOUR));
        Log log = new Log().add(thread.isAlive());
        thread.start();
        log.add(thread.isAlive());
        thread.join();
        return log.add(thread.isAlive());
    }

    @Row(of = "Thread", call = "getState() before, while asleep, after", gives = "NEW, TIMED_WAITING, TERMINATED")
    static Log getState_sleeping() throws InterruptedException {
        return states(() -> Thread.sleep(2 * HOUR), () -> {});
    }

    @Row(of = "Thread", call = "getState() while parked", gives = "NEW, WAITING, TERMINATED")
    static Log getState_parked() throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(1);
        return states(latch::await, latch::countDown);
    }

    @Row(of = "Thread", call = "getState() while parked for a time", gives = "NEW, TIMED_WAITING, TERMINATED")
    static Log getState_parkedTimed() throws InterruptedException {
        return states(() -> LockSupport.parkNanos(2 * HOUR * 1_000_000), () -> {});
    }

    @Row(of = "Thread", call = "getState() in Object.wait()", gives = "NEW, WAITING, TERMINATED")
    static Log getState_waiting() throws InterruptedException {
        Object monitor = new Object();
        return states(
                () -> {
                    synchronized (monitor) {
                        monitor.wait();
                    }
                },
                () -> {
                    synchronized (monitor) {
                        monitor.notifyAll();
                    }
                });
    }

    @Row(of = "Thread", call = "getState() before synchronized", gives = "NEW, BLOCKED, TERMINATED")
    static Log getState_blocked() throws InterruptedException {
        Object monitor = new Object();
        Thread holder = Threads.start(() -> {
            synchronized (monitor) {
                Thread.sleep(2 * HOUR);
            }
        });
        Log log = states(
                () -> {
                    Thread.sleep(HOUR / 2);
                    synchronized (monitor) {
                        monitor.notifyAll();
                    }
                },
                () -> {});
        holder.join();
        return log;
    }

    private static Log states(Log.Act waiting, Log.Act wake) throws InterruptedException {
        Thread thread = Threads.thread(waiting);
        Log log = new Log().add(thread.getState());
        thread.start();
        Thread.sleep(HOUR);
        log.add(thread.getState());
        Threads.run(wake);
        thread.join();
        return log.add(thread.getState());
    }
}
