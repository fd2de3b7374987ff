// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.ArrayDeque;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads for {@link BatonFibres}: platform threads that are used again, since starting one is dear, or fresh virtual ones.
 * Used by one loop after the other, from the thread that drives.
 */
public final class FibreThreads implements AutoCloseable {

    private final ArrayDeque<Worker> idle = new ArrayDeque<>();
    private final ThreadGroup group = new ThreadGroup("asyncloop");
    private final @Nullable ThreadFactory virtual = Jdk.virtualThreadFactory();
    private int started;

    /** Creates an empty pool. */
    public FibreThreads() {}

    /** Runs an action on a thread; the action ends by calling {@link #release} as its last deed. */
    Thread run(String name, Runnable action) {
        if (virtual != null) {
            Thread thread = virtual.newThread(action);
            thread.setName(name);
            thread.start();
            return thread;
        }
        Worker worker = idle.poll();
        if (worker == null) {
            worker = new Worker(group, "asyncloop-fibre-" + ++started);
            worker.setDaemon(true);
            worker.action = action;
            worker.setName(name);
            worker.start();
        } else {
            worker.setName(name);
            worker.action = action;
            LockSupport.unpark(worker);
        }
        return worker;
    }

    /** Gives a thread back whose action has ended. */
    void release(Thread thread) {
        if (thread instanceof Worker worker) {
            idle.push(worker);
        }
    }

    @Override
    public void close() {
        while (!idle.isEmpty()) {
            Worker worker = idle.pop();
            worker.ended = true;
            LockSupport.unpark(worker);
        }
    }

    private static final class Worker extends Thread {

        private volatile @Nullable Runnable action;
        private volatile boolean ended;

        Worker(ThreadGroup group, String name) {
            super(group, null, name, 0, false);
        }

        @Override
        public void run() {
            while (!ended) {
                Runnable next = action;
                if (next == null) {
                    LockSupport.park(this);
                    Thread.interrupted();
                } else {
                    action = null;
                    Thread.interrupted();
                    next.run();
                }
            }
        }
    }
}
