// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.memory;

import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/** The limit: virtual threads on a scheduler of our own, which is a queue, parked and not even named. */
final class ParkedThreads implements Kept {

    private final ArrayDeque<Runnable> ready = new ArrayDeque<>();
    private Thread[] threads = {};
    private boolean over;

    @Override
    public void add(int count) {
        threads = new Thread[count];
        Executor scheduler = ready::add;
        Runnable body = () -> {
            while (!over) {
                LockSupport.park();
            }
        };
        try {
            Method newThread = Class.forName("java.lang.ThreadBuilders")
                    .getDeclaredMethod("newVirtualThread", Executor.class, String.class, int.class, Runnable.class);
            newThread.setAccessible(true);
            for (int i = 0; i < count; i++) {
                threads[i] = (Thread) newThread.invoke(null, scheduler, null, 0, body);
                threads[i].start();
                run();
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This JDK cannot give a virtual thread a scheduler; JDK 25 can.", e);
        }
    }

    @Override
    public void close() {
        over = true;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
            run();
        }
    }

    private void run() {
        for (Runnable next = ready.poll(); next != null; next = ready.poll()) {
            next.run();
        }
    }
}
