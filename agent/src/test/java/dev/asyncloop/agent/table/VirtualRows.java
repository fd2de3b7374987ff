// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import static dev.asyncloop.agent.table.Log.HOUR;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;

/** Virtual threads, and executors that start a thread for each task. */
final class VirtualRows {

    private VirtualRows() {}

    private static Thread startVirtual(Runnable task) throws Exception {
        return (Thread) Newer.call(Thread.class, "startVirtualThread", Runnable.class, task);
    }

    private static Object builder(String kind) throws Exception {
        return Newer.call(Thread.class, kind);
    }

    private static Object build(Object builder, String method, Object... arguments) throws Exception {
        return Newer.on(Class.forName("java.lang.Thread$Builder"), builder, method, arguments);
    }

    @Row(of = "Thread", call = "startVirtualThread(task)", gives = "awake@1h, virtual true, daemon true", since = 21)
    static Log startVirtualThread() throws Exception {
        Log log = new Log();
        Thread thread = startVirtual(() -> log.done("awake", () -> Thread.sleep(HOUR)));
        thread.join();
        return log.add("virtual " + Newer.on(Thread.class, thread, "isVirtual")).add("daemon " + thread.isDaemon());
    }

    @Row(of = "Thread", call = "ofVirtual().name(name).unstarted(task)", gives = "v, NEW, TERMINATED", since = 21)
    static Log ofVirtual() throws Exception {
        Log log = new Log();
        Runnable task = () -> log.add(Thread.currentThread().getName());
        Thread thread = (Thread) build(build(builder("ofVirtual"), "name", "v"), "unstarted", task);
        Thread.State before = thread.getState();
        thread.start();
        thread.join();
        return log.add(before).add(thread.getState());
    }

    @Row(
            of = "Thread",
            call = "ofPlatform().name(prefix, start).factory()",
            gives = "p0, p1, virtual false",
            since = 21)
    static Log ofPlatform() throws Exception {
        Log log = new Log();
        ThreadFactory factory = (ThreadFactory) build(build(builder("ofPlatform"), "name", "p", 0L), "factory");
        for (int i = 0; i < 2; i++) {
            Thread thread =
                    factory.newThread(() -> log.add(Thread.currentThread().getName()));
            thread.start();
            thread.join();
        }
        return log.add("virtual " + Newer.on(Thread.class, factory.newThread(() -> {}), "isVirtual"));
    }

    @Row(
            of = "Thread",
            call = "interrupt(), join(Duration) of a virtual one",
            gives = "false@1h, InterruptedException@1h, true@1h",
            since = 21)
    static Log interrupt() throws Exception {
        Log log = new Log();
        Thread thread = startVirtual(() -> log.done("awake", () -> Thread.sleep(9 * HOUR)));
        log.result(() -> Newer.on(Thread.class, thread, "join", Duration.ofMillis(HOUR)));
        thread.interrupt();
        return log.result(() -> Newer.on(Thread.class, thread, "join", Duration.ofMillis(HOUR)));
    }

    @Row(of = "Thread", call = "a virtual one and a platform one share a monitor", gives = "out@1h, out@2h", since = 21)
    static Log monitor() throws Exception {
        Log log = new Log();
        Object monitor = new Object();
        Log.Act section = () -> {
            synchronized (monitor) {
                Thread.sleep(HOUR);
                log.at("out");
            }
        };
        Threads.join(startVirtual(() -> Threads.run(section)), Threads.start(section));
        return log;
    }

    @Row(of = "Executors", call = "newVirtualThreadPerTaskExecutor(), close()", gives = "a@1h, closed@2h", since = 21)
    static Log perTask() throws Exception {
        return perTask((ExecutorService) Newer.call(Executors.class, "newVirtualThreadPerTaskExecutor"));
    }

    @Row(of = "Executors", call = "newThreadPerTaskExecutor(factory), close()", gives = "a@1h, closed@2h", since = 21)
    static Log perTask_platform() throws Exception {
        ThreadFactory factory = Thread::new;
        return perTask((ExecutorService)
                Newer.call(Executors.class, "newThreadPerTaskExecutor", ThreadFactory.class, factory));
    }

    private static Log perTask(ExecutorService executor) {
        Future<String> first = executor.submit(() -> {
            Thread.sleep(HOUR);
            return "a";
        });
        executor.submit(() -> Threads.sleep(2 * HOUR));
        return new Log().result(first::get).done("closed", () -> Newer.on(ExecutorService.class, executor, "close"));
    }

    @Row(
            of = "Executors",
            call = "shutdownNow() of a thread-per-task executor",
            gives = "InterruptedException@1h, closed@1h",
            since = 21)
    static Log perTask_shutdownNow() throws Exception {
        Log log = new Log();
        ExecutorService executor = (ExecutorService) Newer.call(Executors.class, "newVirtualThreadPerTaskExecutor");
        executor.execute(() -> log.done("awake", () -> Thread.sleep(9 * HOUR)));
        Thread.sleep(HOUR);
        executor.shutdownNow();
        return log.done("closed", () -> Newer.on(ExecutorService.class, executor, "close"));
    }
}
