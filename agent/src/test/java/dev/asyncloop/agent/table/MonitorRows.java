// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import static dev.asyncloop.agent.table.Log.HOUR;

/** {@code synchronized}, {@link Object#wait} and {@link Object#notify}. */
@SuppressWarnings("WaitNotInLoop") // as short as can be
final class MonitorRows {

    private MonitorRows() {}

    private static void waits(Object monitor, long millis) throws InterruptedException {
        synchronized (monitor) {
            monitor.wait(millis);
        }
    }

    private static void notifies(Object monitor) {
        synchronized (monitor) {
            monitor.notify();
        }
    }

    private static void notifiesAll(Object monitor) {
        synchronized (monitor) {
            monitor.notifyAll();
        }
    }

    @Row(of = "synchronized", call = "three threads, an hour each", gives = "out@1h, out@2h, out@3h")
    static Log mutualExclusion() throws InterruptedException {
        Log log = new Log();
        Object monitor = new Object();
        Log.Act section = () -> {
            synchronized (monitor) {
                Thread.sleep(HOUR);
                log.at("out");
            }
        };
        Threads.join(Threads.start(section), Threads.start(section), Threads.start(section));
        return log;
    }

    @Row(of = "synchronized", call = "entered again by its owner", gives = "inside@0h, free@0h")
    static Log reentrant() throws InterruptedException {
        Log log = new Log();
        Object monitor = new Object();
        synchronized (monitor) {
            synchronized (monitor) {
                log.at("inside");
            }
        }
        Threads.join(Threads.start(() -> {
            synchronized (monitor) {
                log.at("free");
            }
        }));
        return log;
    }

    @Row(of = "synchronized", call = "interrupt() while blocked", gives = "in@2h, flag true")
    static Log interrupt_blocked() throws InterruptedException {
        Log log = new Log();
        Object monitor = new Object();
        Thread blocked = Threads.after(HOUR / 2, () -> {
            synchronized (monitor) {
                log.at("in").add("flag " + Thread.interrupted());
            }
        });
        synchronized (monitor) {
            Thread.sleep(HOUR);
            blocked.interrupt();
            Thread.sleep(HOUR);
        }
        blocked.join();
        return log;
    }

    @Row(of = "Object", call = "wait(), notify()", gives = "woken@1h")
    static Log wait_notify() throws InterruptedException {
        Log log = new Log();
        Object monitor = new Object();
        Thread waiter = Threads.start(() -> log.done("woken", () -> waits(monitor, 0)));
        Thread.sleep(HOUR);
        notifies(monitor);
        waiter.join();
        return log;
    }

    @Row(of = "Object", call = "wait(), notify() with two waiters", gives = "woken@1h, woken@2h")
    static Log wait_notifyOne() throws InterruptedException {
        Log log = new Log();
        Object monitor = new Object();
        Thread a = Threads.start(() -> log.done("woken", () -> waits(monitor, 0)));
        Thread b = Threads.start(() -> log.done("woken", () -> waits(monitor, 0)));
        Thread.sleep(HOUR);
        notifies(monitor);
        Thread.sleep(HOUR);
        notifies(monitor);
        Threads.join(a, b);
        return log;
    }

    @Row(of = "Object", call = "wait(), notifyAll() with three waiters", gives = "woken@1h, woken@1h, woken@1h")
    static Log wait_notifyAll() throws InterruptedException {
        Log log = new Log();
        Object monitor = new Object();
        Thread[] waiters = new Thread[3];
        for (int i = 0; i < 3; i++) {
            waiters[i] = Threads.start(() -> log.done("woken", () -> waits(monitor, 0)));
        }
        Thread.sleep(HOUR);
        notifiesAll(monitor);
        Threads.join(waiters);
        return log;
    }

    @Row(of = "Object", call = "wait(millis), nobody notifies", gives = "back@1h")
    static Log wait_timed() {
        return new Log().done("back", () -> waits(new Object(), HOUR));
    }

    @Row(of = "Object", call = "wait(millis, nanos), nobody notifies", gives = "back@1h")
    static Log wait_nanos() {
        Object monitor = new Object();
        return new Log().done("back", () -> {
            synchronized (monitor) {
                monitor.wait(HOUR - 1, 999_999);
            }
        });
    }

    @Row(of = "Object", call = "wait(millis), notified before", gives = "woken@1h")
    static Log wait_timedNotified() throws InterruptedException {
        Log log = new Log();
        Object monitor = new Object();
        Thread waiter = Threads.start(() -> log.done("woken", () -> waits(monitor, 2 * HOUR)));
        Thread.sleep(HOUR);
        notifies(monitor);
        waiter.join();
        return log;
    }

    @Row(of = "Object", call = "notify() before wait(millis)", gives = "back@1h")
    static Log notify_isNotKept() {
        Object monitor = new Object();
        notifies(monitor);
        return new Log().done("back", () -> waits(monitor, HOUR));
    }

    @Row(of = "Object", call = "wait(millis) while another holds the monitor", gives = "held@0h, back@3h")
    static Log wait_takesTheMonitorAgain() throws InterruptedException {
        Log log = new Log();
        Object monitor = new Object();
        Thread holder;
        synchronized (monitor) {
            holder = Threads.start(() -> {
                synchronized (monitor) {
                    log.at("held");
                    Thread.sleep(3 * HOUR);
                }
            });
            monitor.wait(HOUR);
            log.at("back");
        }
        holder.join();
        return log;
    }

    @Row(of = "Object", call = "wait() frees all entries of its owner", gives = "held@0h, back@1h, owned true")
    static Log wait_reentrant() throws InterruptedException {
        Log log = new Log();
        Object monitor = new Object();
        synchronized (monitor) {
            synchronized (monitor) {
                Threads.start(() -> {
                    synchronized (monitor) {
                        log.at("held");
                        Thread.sleep(HOUR);
                        monitor.notifyAll();
                    }
                });
                monitor.wait();
            }
            log.at("back").add("owned " + Thread.holdsLock(monitor));
        }
        return log;
    }

    @Row(of = "Object", call = "wait(), interrupted", gives = "InterruptedException@1h, flag false")
    static Log wait_interrupted() throws InterruptedException {
        Log log = new Log();
        Thread waiter = Threads.start(
                () -> log.done("woken", () -> waits(new Object(), 0)).add("flag " + Thread.interrupted()));
        Thread.sleep(HOUR);
        waiter.interrupt();
        waiter.join();
        return log;
    }

    @Row(of = "Object", call = "wait(), interrupted before", gives = "InterruptedException@0h, flag false")
    static Log wait_interruptedBefore() {
        Thread.currentThread().interrupt();
        return new Log().done("woken", () -> waits(new Object(), 0)).add("flag " + Thread.interrupted());
    }

    @Row(
            of = "Object",
            call = "wait(), notify() without the monitor",
            gives = "IllegalMonitorStateException@0h, IllegalMonitorStateException@0h")
    static Log withoutMonitor() {
        Object monitor = new Object();
        return new Log().done("woken", monitor::wait).done("notified", monitor::notify);
    }

    @Row(of = "Object", call = "a queue of wait and notifyAll", gives = "0@1h, 1@2h, 2@3h")
    static Log guardedBlock() throws InterruptedException {
        Log log = new Log();
        Object monitor = new Object();
        int[] made = {0};
        Thread taker = Threads.start(() -> {
            for (int i = 0; i < 3; i++) {
                synchronized (monitor) {
                    while (made[0] <= i) {
                        monitor.wait();
                    }
                }
                log.at(i);
            }
        });
        for (int i = 0; i < 3; i++) {
            Thread.sleep(HOUR);
            synchronized (monitor) {
                made[0]++;
                monitor.notifyAll();
            }
        }
        taker.join();
        return log;
    }
}
