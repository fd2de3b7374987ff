// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the race out of monitors. A virtual thread that waits for a monitor is put by the JVM on a list when it may go on; a
 * thread of the JDK, the unblocker, takes that list and hands the virtual threads to their schedulers, some time later.
 *
 * <p>So before each choice the loop waits until nothing of its own is on the list or in the unblocker's hands, and takes what has
 * been handed over in the order of the tasks' numbers. The unblocker counts a thread here before it takes it off the list, and
 * no more once it is handed over: who finds it neither listed nor counted, finds it handed over.
 */
final class Monitors {

    private static final int CHECK_EVERY = 1_000;
    private static final long MAX_WAIT_NANOS = 10_000_000_000L;

    private record Unblocked(Supplier<FibreTask<?>> task, Runnable handOver) {}

    private final List<FibreTask<?>> waiting = new ArrayList<>();
    private final ConcurrentLinkedQueue<Unblocked> arrived = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underway = new AtomicInteger();
    private volatile @Nullable Thread unblocker;

    /** Looks after a task that has stopped in the JDK, if that is because of a monitor. */
    void stopped(FibreTask<?> task) {
        Thread thread = task.thread();
        if (thread != null && ThreadAccess.waitsForMonitor(thread) && !waiting.contains(task)) {
            waiting.add(task);
        }
    }

    /** Notes that the unblocker is about to take a thread off the list; on its thread. */
    void taken() {
        unblocker = Thread.currentThread();
        underway.incrementAndGet();
    }

    /** Notes that a thread that was taken has been handed over, or did not wait any longer; on the unblocker's thread. */
    void handedOver() {
        underway.decrementAndGet();
    }

    /** Keeps a thread that can go on until the next choice; on the unblocker's thread. */
    void arrive(Supplier<FibreTask<?>> task, Runnable handOver) {
        arrived.add(new Unblocked(task, handOver));
        handedOver();
    }

    /** Returns whether the calling thread is the unblocker at work. */
    boolean isUnblocker() {
        return Thread.currentThread() == unblocker;
    }

    boolean hasArrived() {
        return !arrived.isEmpty();
    }

    /** Makes ready what the steps so far have unblocked. */
    void settle() {
        if (!waiting.isEmpty()) {
            awaitUnblocker();
            waiting.removeIf(task -> task.thread() == null || !ThreadAccess.waitsForMonitor(task.thread()));
        }
        if (!arrived.isEmpty()) {
            takeArrived();
        }
    }

    /** Waits until nothing is on its way; a microsecond, unless the unblocker has died. */
    private void awaitUnblocker() {
        long began = 0;
        for (int i = 1; isAnyListed() || underway.get() > 0; i++) {
            Thread.onSpinWait();
            if (i % CHECK_EVERY == 0) {
                long now = System.nanoTime();
                began = began == 0 ? now : began;
                if (now - began > MAX_WAIT_NANOS) {
                    throw new IllegalStateException(
                            "The JVM has not unblocked a thread that may enter its monitor within "
                                    + Durations.text(MAX_WAIT_NANOS)
                                    + " of real time: its thread \"VirtualThread-unblocker\""
                                    + " seems to be gone. Start the JVM anew.");
                }
            }
        }
    }

    private void takeArrived() {
        @Nullable Unblocked next = arrived.poll();
        if (next == null) {
            return;
        }
        List<Unblocked> all = new ArrayList<>();
        while (next != null) {
            all.add(next);
            next = arrived.poll();
        }
        all.sort(Comparator.comparingLong(one -> one.task().get().id()));
        all.forEach(one -> one.handOver().run());
    }

    private boolean isAnyListed() {
        for (FibreTask<?> task : waiting) {
            Thread thread = task.thread();
            if (thread != null && ThreadAccess.isListed(thread)) {
                return true;
            }
        }
        return false;
    }
}
