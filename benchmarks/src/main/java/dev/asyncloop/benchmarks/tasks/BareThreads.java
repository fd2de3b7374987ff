// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.tasks;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/** The limit: virtual threads whose scheduler is a deque that the measuring thread empties. They sleep in a second deque. */
class BareThreads implements TaskRuns {

    private final ArrayDeque<Runnable> ready = new ArrayDeque<>();
    private final ArrayDeque<Thread> sleeping = new ArrayDeque<>();
    private final Executor scheduler = ready::add;
    private final Method maker;
    long count;
    private CompletableFuture<Long> ping = new CompletableFuture<>();
    private CompletableFuture<Long> pong = new CompletableFuture<>();

    BareThreads() {
        try {
            maker = Class.forName("java.lang.ThreadBuilders")
                    .getDeclaredMethod("newVirtualThread", Executor.class, String.class, int.class, Runnable.class);
            maker.setAccessible(true);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException(
                    "Virtual threads with a scheduler need JDK 21 or later and --add-opens java.base/java.lang=ALL-UNNAMED.",
                    e);
        }
    }

    @Override
    public long yieldNow(int times) {
        return inTwoThreads(times, Thread::yield);
    }

    @Override
    public long sleep(int times) {
        return inTwoThreads(times, () -> {
            sleeping.add(Thread.currentThread());
            LockSupport.park();
        });
    }

    private long inTwoThreads(int times, Runnable step) {
        count = 0;
        Runnable body = () -> {
            for (int i = 0; i < times / 2; i++) {
                step.run();
                count++;
            }
        };
        start(body);
        start(body);
        run();
        return count;
    }

    @Override
    public long handOver(int times) {
        count = 0;
        ping = new CompletableFuture<>();
        start(() -> {
            for (int i = 0; i < times / 2; i++) {
                pong = new CompletableFuture<>();
                ping.complete(count);
                count = pong.join() + 1;
            }
        });
        start(() -> {
            for (int i = 0; i < times / 2; i++) {
                long value = ping.join() + 1;
                ping = new CompletableFuture<>();
                pong.complete(value);
            }
        });
        run();
        return count;
    }

    @Override
    public long spawn(int times) {
        count = 0;
        Runnable body = () -> count++;
        for (int i = 0; i < times; i++) {
            start(body);
        }
        run();
        return count;
    }

    final Thread start(Runnable body) {
        try {
            Thread thread = (Thread) maker.invoke(null, scheduler, null, 0, body);
            thread.start();
            return thread;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("This JDK makes no such thread.", e);
        }
    }

    final void run() {
        while (true) {
            for (Runnable next = ready.poll(); next != null; next = ready.poll()) {
                next.run();
            }
            Thread first = sleeping.poll();
            if (first == null) {
                return;
            }
            LockSupport.unpark(first);
        }
    }
}
