// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.DeadlockException;
import dev.asyncloop.Loop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Monitors and class initialisation: what the JVM itself blocks at. */
@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "plain Java needs virtual threads that let go of monitors")
@Timeout(300)
@SuppressWarnings({"JdkObsolete", "UnnecessaryStringBuilder"}) // monitors whose types a report can name
class MonitorTests {

    /** A queue as in a textbook, and two producers and two consumers in each other's way. */
    private static final class BoundedQueue {

        private final Queue<Integer> items = new ArrayDeque<>();

        synchronized void put(int item) throws InterruptedException {
            while (items.size() == 1) {
                wait();
            }
            items.add(item);
            notifyAll();
        }

        synchronized int take() throws InterruptedException {
            while (items.isEmpty()) {
                wait(1_000);
            }
            int item = items.remove();
            notifyAll();
            return item;
        }
    }

    private static List<Integer> produceAndConsume() throws InterruptedException {
        BoundedQueue queue = new BoundedQueue();
        List<Integer> taken = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int producer = i;
            threads.add(new Thread(() -> {
                for (int item = 0; item < 3; item++) {
                    put(queue, producer * 10 + item);
                }
            }));
            threads.add(new Thread(() -> {
                for (int item = 0; item < 3; item++) {
                    int value = take(queue);
                    synchronized (taken) {
                        taken.add(value);
                        pause(); // so that the others contend for the monitor
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        return taken;
    }

    private static void put(BoundedQueue queue, int item) {
        try {
            queue.put(item);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int take(BoundedQueue queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void monitors_tenThousandSeedsTwice_giveEqualTraces() {
        Set<Long> traces = new HashSet<>();
        Set<List<Integer>> orders = new HashSet<>();
        for (int seed = 1; seed <= 10_000; seed++) {
            List<Object> first = observe(seed);
            assertThat(observe(seed)).as("seed %d", seed).isEqualTo(first);
            traces.add((Long) first.get(0));
            @SuppressWarnings("unchecked")
            List<Integer> taken = (List<Integer>) first.get(1);
            assertThat(taken).containsExactlyInAnyOrder(0, 1, 2, 10, 11, 12);
            orders.add(taken);
        }
        assertThat(traces).hasSizeGreaterThan(1_000);
        assertThat(orders).hasSizeGreaterThan(3);
    }

    private static List<Object> observe(int seed) {
        try (Loop loop = Loop.builder().seed(seed).build()) {
            List<Integer> taken = loop.run(MonitorTests::produceAndConsume);
            assertThat(loop.audit()).isEmpty();
            return List.of(loop.trace().hash(), taken);
        }
    }

    private static void failsWith(Callable<@Nullable Void> body, String... texts) {
        Loop loop = Loop.builder().seed(1).build();
        try {
            assertThatThrownBy(() -> loop.run(body))
                    .isInstanceOf(DeadlockException.class)
                    .hasMessageContainingAll(texts);
        } finally {
            try {
                loop.close();
            } catch (IllegalStateException e) {
                // nobody can take a thread out of a monitor's queue
                assertThat(e).hasMessageContaining("is blocked at the monitor of");
            }
        }
    }

    @Test
    @SuppressWarnings({"JdkObsolete", "UnnecessaryStringBuilder"}) // objects of two classes, to tell them apart
    void synchronizedInOppositeOrder_deadlocks_namesChainAndOwners() {
        failsWith(
                () -> {
                    StringBuilder left = new StringBuilder();
                    StringBuffer right = new StringBuffer();
                    Thread one = new Thread(() -> nest(left, right), "one");
                    Thread two = new Thread(() -> nest(right, left), "two");
                    one.start();
                    two.start();
                    one.join();
                    two.join();
                    return null;
                },
                "task \"main\" (#1) is waiting for the end of thread \"one\"",
                "which is blocked at the monitor of java.lang.StringBuffer [Locked by thread two]",
                "which is blocked at the monitor of java.lang.StringBuilder [Locked by thread one]",
                "which closes the circle");
    }

    private static void nest(Object outer, Object inner) {
        synchronized (outer) {
            pause();
            synchronized (inner) {
                pause();
            }
        }
    }

    @Test
    void locksInOppositeOrder_deadlock_namesChainAndOwners() {
        failsWith(
                () -> {
                    Lock left = new ReentrantLock();
                    Lock right = new ReentrantLock(true);
                    Thread one = new Thread(() -> nest(left, right), "one");
                    Thread two = new Thread(() -> nest(right, left), "two");
                    one.start();
                    two.start();
                    one.join();
                    two.join();
                    return null;
                },
                "which is stopped in java.util.concurrent.locks.ReentrantLock$FairSync [Locked by thread two]",
                "which is stopped in java.util.concurrent.locks.ReentrantLock$NonfairSync [Locked by thread one]",
                "which closes the circle");
    }

    @SuppressWarnings("LockNotBeforeTry") // it does not end
    private static void nest(Lock outer, Lock inner) {
        outer.lock();
        pause();
        inner.lock();
        inner.unlock();
        outer.unlock();
    }

    @Test
    @SuppressWarnings({"WaitNotInLoop", "NakedNotify", "UnnecessaryStringBuilder"})
    void waitWithoutNotify_nobodyCanHelp_saysWhereItWaits() {
        failsWith(
                () -> {
                    StringBuilder monitor = new StringBuilder();
                    synchronized (monitor) {
                        monitor.wait();
                    }
                    return null;
                },
                "task \"main\" (#1) is waiting to be notified in the monitor of java.lang.StringBuilder at (MonitorTests.java:");
    }

    /** Takes an hour to initialise. */
    private static final class Slow {

        static final int VALUE;

        static {
            try {
                Thread.sleep(3_600_000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            VALUE = 7;
        }
    }

    @Test
    void classInitializer_thatSleeps_movesTheClockAndRunsOnce() {
        try (Loop loop = Loop.builder().seed(3).build()) {
            long waited = loop.run(() -> {
                long began = System.nanoTime();
                List<Integer> seen = new ArrayList<>();
                List<Thread> threads = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    threads.add(new Thread(() -> seen.add(Slow.VALUE)));
                }
                threads.forEach(Thread::start);
                for (Thread thread : threads) {
                    thread.join();
                }
                assertThat(seen).containsExactly(7, 7, 7);
                return System.nanoTime() - began;
            });
            assertThat(waited).isEqualTo(3_600_000_000_000L);
        }
    }

    /** Waits for another thread in its initialiser, which nobody could end. */
    private static final class Stuck {

        static final int VALUE = CompletableFuture.supplyAsync(() -> 3).join();
    }

    @Test
    void classInitializer_thatWaitsForAnotherThread_saysThatItCannot() {
        try (Loop loop = Loop.builder().seed(3).build()) {
            assertThatThrownBy(() -> loop.run(() -> Stuck.VALUE))
                    .isInstanceOf(ExceptionInInitializerError.class)
                    .hasRootCauseInstanceOf(IllegalStateException.class)
                    .rootCause()
                    .hasMessageContaining("cannot wait in a class initializer");
        }
    }
}
