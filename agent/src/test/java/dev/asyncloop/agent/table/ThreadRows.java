// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import static dev.asyncloop.agent.table.Log.HOUR;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What a {@link Thread} is: its names, flags, handlers and variables. */
@SuppressWarnings("ThreadPriorityCheck") // priorities are a subject
final class ThreadRows {

    private ThreadRows() {}

    /** A thread that overrides run(). */
    static final class Worker extends Thread {
        final Log log = new Log();

        Worker(String name) {
            super(name);
        }

        @Override
        public void run() {
            log.add(Thread.currentThread() == this).add(getName());
            Threads.sleep(HOUR);
            log.at(((Worker) Thread.currentThread()).getName());
        }
    }

    @Row(of = "Thread", call = "a subclass that overrides run()", gives = "true, w, w@1h")
    static Log run_overridden() throws InterruptedException {
        Worker worker = new Worker("w");
        worker.start();
        worker.join();
        return worker.log;
    }

    @Row(of = "Thread", call = "currentThread(), also after a wait", gives = "true, true")
    static Log currentThread() throws InterruptedException {
        Log log = new Log();
        Thread[] self = new Thread[1];
        self[0] = Threads.thread(() -> {
            log.add(Thread.currentThread() == self[0]);
            Thread.sleep(HOUR);
            log.add(Thread.currentThread() == self[0]);
        });
        self[0].start();
        self[0].join();
        return log;
    }

    @Row(of = "Thread", call = "setName, setPriority, setDaemon", gives = "n, 3, true, IllegalThreadStateException@0h")
    static Log attributes() throws InterruptedException {
        Log log = new Log();
        Thread thread = Threads.thread(() -> {
            Thread self = Thread.currentThread();
            log.add(self.getName()).add(self.getPriority()).add(self.isDaemon());
            log.done("set", () -> self.setDaemon(false));
        });
        thread.setName("n");
        thread.setPriority(3);
        thread.setDaemon(true);
        thread.start();
        thread.join();
        return log;
    }

    @Row(of = "Thread", call = "isDaemon() of a new one", gives = "false")
    static Log isDaemon() {
        return new Log().add(new Thread(() -> {}).isDaemon());
    }

    @Row(of = "Thread", call = "daemon flag, priority and group of a child", gives = "true, 4, g")
    static Log inherited() throws InterruptedException {
        Log log = new Log();
        Thread parent = new Thread(
                new ThreadGroup("g"),
                () -> Threads.run(() -> {
                    Thread child = Threads.start(() -> {
                        Thread self = Thread.currentThread();
                        log.add(self.isDaemon()).add(self.getPriority());
                        log.add(self.getThreadGroup().getName());
                    });
                    child.join();
                }));
        parent.setDaemon(true);
        parent.setPriority(4);
        parent.start();
        parent.join();
        return log;
    }

    @Row(of = "Thread", call = "a failure, with a handler of its own", gives = "t, ArithmeticException@1h")
    static Log handler() throws InterruptedException {
        Log log = new Log();
        Thread thread = failing();
        thread.setUncaughtExceptionHandler(
                (who, failure) -> log.add(who.getName()).at(Log.name(failure)));
        thread.start();
        thread.join();
        return log;
    }

    @Row(
            of = "Thread",
            call = "a failure, with a default handler",
            gives = "t, ArithmeticException@1h",
            leaves = "unobserved failure")
    static Log handler_default() throws InterruptedException {
        Log log = new Log();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler(
                (who, failure) -> log.add(who.getName()).at(Log.name(failure)));
        try {
            Thread thread = failing();
            thread.start();
            thread.join();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        return log;
    }

    @Row(of = "ThreadGroup", call = "uncaughtException, overridden", gives = "t, ArithmeticException@1h")
    static Log handler_group() throws InterruptedException {
        Log log = new Log();
        ThreadGroup group = new ThreadGroup("g") {
            @Override
            public void uncaughtException(Thread who, Throwable failure) {
                log.add(who.getName()).at(Log.name(failure));
            }
        };
        Thread thread = new Thread(group, ThreadRows::fail, "t");
        thread.start();
        thread.join();
        return log;
    }

    private static Thread failing() {
        return new Thread(ThreadRows::fail, "t");
    }

    private static void fail() {
        Threads.sleep(HOUR);
        throw new ArithmeticException();
    }

    @Row(of = "ThreadLocal", call = "set and get in two threads", gives = "null, a, main")
    static Log threadLocal() throws InterruptedException {
        Log log = new Log();
        ThreadLocal<String> local = new ThreadLocal<>();
        local.set("main");
        Threads.join(Threads.start(() -> {
            log.add(local.get());
            local.set("a");
            Thread.sleep(HOUR);
            log.add(local.get());
        }));
        return log.add(local.get());
    }

    @Row(of = "InheritableThreadLocal", call = "get in a child", gives = "main, child, main")
    static Log inheritableThreadLocal() throws InterruptedException {
        Log log = new Log();
        InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
        local.set("main");
        Threads.join(Threads.start(() -> {
            log.add(local.get());
            local.set("child");
            log.add(local.get());
        }));
        return log.add(local.get());
    }

    @Row(of = "ThreadGroup", call = "interrupt()", gives = "InterruptedException@1h, InterruptedException@1h")
    static Log group_interrupt() throws InterruptedException {
        Log log = new Log();
        ThreadGroup group = new ThreadGroup("g");
        CountDownLatch never = new CountDownLatch(1);
        List<Thread> threads = List.of(
                new Thread(group, () -> log.done("awake", () -> Thread.sleep(9 * HOUR))),
                new Thread(group, () -> log.done("awake", never::await)));
        threads.forEach(Thread::start);
        Thread.sleep(HOUR);
        group.interrupt();
        Threads.join(threads.toArray(Thread[]::new));
        return log;
    }

    @Row(of = "ThreadGroup", call = "activeCount(), enumerate(array)", gives = "1, t, 0")
    static Log group_enumerate() throws InterruptedException {
        Log log = new Log();
        ThreadGroup group = new ThreadGroup("g");
        Thread thread = new Thread(group, () -> Threads.sleep(2 * HOUR), "t");
        thread.start();
        Thread.sleep(HOUR);
        Thread[] all = new Thread[1];
        log.add(group.activeCount());
        group.enumerate(all);
        log.add(all[0] == null ? "nothing" : all[0].getName());
        thread.join();
        return log.add(group.activeCount());
    }

    @Row(of = "Thread", call = "getStackTrace() of a waiting thread", gives = "true")
    static Log getStackTrace() throws InterruptedException {
        Thread thread = new Thread(ThreadRows::sleepsHere);
        thread.start();
        Thread.sleep(HOUR);
        Log log = new Log().add(List.of(thread.getStackTrace()).toString().contains("ThreadRows.sleepsHere"));
        thread.join();
        return log;
    }

    private static void sleepsHere() {
        Threads.sleep(2 * HOUR);
    }

    @Row(of = "Thread", call = "holdsLock(object)", gives = "false, true, true")
    static Log holdsLock() throws InterruptedException {
        Log log = new Log();
        Threads.join(Threads.start(() -> {
            Object monitor = new Object();
            log.add(Thread.holdsLock(monitor));
            synchronized (monitor) {
                log.add(Thread.holdsLock(monitor));
                Thread.sleep(HOUR);
                log.add(Thread.holdsLock(monitor));
            }
        }));
        return log;
    }
}
