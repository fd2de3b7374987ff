// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.Fault;
import dev.asyncloop.FaultKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Blocking work on threads outside of the loop: those of its own pool, made at the first use, or of somebody's executor. */
final class Offloads {

    private static final int MAX_THREADS = 32;
    private static final long IDLE_SECONDS = 10;
    private static final long CLOSE_NANOS = Duration.ofSeconds(2).toNanos();

    private final EventLoop loop;

    /** The work that has not ended, also if nobody waits for it any more. */
    private final Set<Offload<?>> running = new LinkedHashSet<>();

    private @Nullable ThreadPoolExecutor pool;
    private int threads;

    Offloads(EventLoop loop) {
        this.loop = loop;
    }

    <T extends @Nullable Object> Offload<T> submit(Callable<T> work) {
        return submit(pool(), work);
    }

    <T extends @Nullable Object> Offload<T> submit(Executor executor, Callable<T> work) {
        Offload<T> offload = new Offload<>(loop, this, work);
        running.add(offload);
        offload.start(executor);
        return offload;
    }

    void ended(Offload<?> offload) {
        running.remove(offload);
    }

    private Executor pool() {
        if (pool == null) {
            pool = new ThreadPoolExecutor(
                    MAX_THREADS,
                    MAX_THREADS,
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    this::thread);
            pool.allowCoreThreadTimeOut(true);
        }
        return pool;
    }

    private Thread thread(Runnable work) {
        Thread thread = new PoolThread(work, loop.name() + "-executor-" + ++threads);
        thread.setDaemon(true);
        return thread;
    }

    boolean isBusy() {
        return !running.isEmpty();
    }

    /** Interrupts what still runs and waits for it, for a bounded time; returns who did not end. */
    List<Fault> close() {
        for (Offload<?> offload : List.copyOf(running)) {
            offload.interrupt();
        }
        if (pool != null) {
            pool.shutdown();
        }
        long deadline = System.nanoTime() + CLOSE_NANOS;
        while (!running.isEmpty()
                && System.nanoTime() - deadline < 0
                && !Thread.currentThread().isInterrupted()) {
            loop.engine.inbox.await(Math.max(1, deadline - System.nanoTime()));
            loop.engine.inbox.drain();
        }
        List<Fault> refused = new ArrayList<>();
        for (Offload<?> offload : running) {
            refused.add(new Fault(
                    FaultKind.REFUSED_TO_STOP,
                    offload.name(),
                    offload.nameForReports()
                            + " did not end when the loop was closed, although it was interrupted. Its thread"
                            + " is left behind.",
                    List.of("given to the executor at " + offload.spawnSite()),
                    null));
        }
        running.clear();
        return refused;
    }

    /** A thread of the pool: known as ours to {@link ForeignThreads}, and without the loop's link. */
    private static final class PoolThread extends Thread {

        PoolThread(Runnable work, String name) {
            super(null, work, name, 0, false);
        }
    }
}
