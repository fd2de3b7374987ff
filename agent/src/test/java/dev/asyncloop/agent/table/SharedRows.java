// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import static dev.asyncloop.agent.table.Log.HOUR;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;

/** Collections and counters that threads share. */
final class SharedRows {

    private SharedRows() {}

    private static void threads(int count, Log.Act act) throws InterruptedException {
        Thread[] threads = new Thread[count];
        for (int i = 0; i < count; i++) {
            threads[i] = Threads.start(act);
        }
        Threads.join(threads);
    }

    @Row(
            of = "ConcurrentHashMap",
            call = "compute of one key in three threads, an hour each",
            gives = "1@1h, 2@2h, 3@3h")
    static Log compute() throws InterruptedException {
        Log log = new Log();
        ConcurrentHashMap<String, Integer> map = new ConcurrentHashMap<>();
        threads(
                3,
                () -> map.compute("a", (key, value) -> {
                    Threads.sleep(HOUR);
                    int next = value == null ? 1 : value + 1;
                    log.at(next);
                    return next;
                }));
        return log;
    }

    @Row(
            of = "ConcurrentHashMap",
            call = "computeIfAbsent of one key in three threads",
            gives = "made@1h, a@1h, a@1h, a@1h")
    static Log computeIfAbsent() throws InterruptedException {
        Log log = new Log();
        ConcurrentHashMap<String, String> map = new ConcurrentHashMap<>();
        threads(
                3,
                () -> log.result(() -> map.computeIfAbsent("a", key -> {
                    Threads.sleep(HOUR);
                    log.at("made");
                    return key;
                })));
        return log;
    }

    @Row(of = "ConcurrentHashMap", call = "merge in ten threads; reduceValues in parallel", gives = "10, 100")
    static Log merge() throws InterruptedException {
        ConcurrentHashMap<Integer, Integer> map = new ConcurrentHashMap<>();
        threads(10, () -> map.merge(0, 1, Integer::sum));
        Log log = new Log().add(map.get(0));
        map.clear();
        for (int i = 0; i < 100; i++) {
            map.put(i, 1);
        }
        return log.add(map.reduceValues(1, Integer::sum));
    }

    @Row(of = "CopyOnWriteArrayList", call = "add while another thread iterates", gives = "a, b, [a, b, c]")
    static Log copyOnWrite() throws InterruptedException {
        Log log = new Log();
        CopyOnWriteArrayList<String> list = new CopyOnWriteArrayList<>(List.of("a", "b"));
        Thread reader = Threads.start(() -> {
            Iterator<String> each = list.iterator();
            while (each.hasNext()) {
                log.add(each.next());
                Thread.sleep(2 * HOUR);
            }
        });
        Thread.sleep(HOUR);
        list.add("c");
        reader.join();
        return log.add(list);
    }

    @Row(of = "ConcurrentLinkedQueue", call = "add in ten threads", gives = "10")
    static Log linkedQueue() throws InterruptedException {
        ConcurrentLinkedQueue<String> queue = new ConcurrentLinkedQueue<>();
        threads(10, () -> queue.add("a"));
        return new Log().add(queue.size());
    }

    @Row(of = "ConcurrentSkipListMap", call = "put in three threads", gives = "{1=a, 2=a, 3=a}")
    static Log skipList() throws InterruptedException {
        ConcurrentSkipListMap<Integer, String> map = new ConcurrentSkipListMap<>();
        AtomicInteger next = new AtomicInteger();
        threads(3, () -> map.put(next.incrementAndGet(), "a"));
        return new Log().add(map);
    }

    @Row(of = "LongAdder", call = "increment() in ten threads", gives = "10")
    static Log longAdder() throws InterruptedException {
        LongAdder adder = new LongAdder();
        threads(10, adder::increment);
        return new Log().add(adder.sum());
    }

    @Row(of = "AtomicInteger", call = "compareAndSet loops in ten threads", gives = "10")
    static Log atomic() throws InterruptedException {
        AtomicInteger counter = new AtomicInteger();
        threads(10, () -> {
            int seen = counter.get();
            while (!counter.compareAndSet(seen, seen + 1)) {
                seen = counter.get();
            }
        });
        return new Log().add(counter.get());
    }

    /** A lock as in the documentation of the class that it extends. */
    private static final class Mutex extends AbstractQueuedSynchronizer {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean tryAcquire(int acquires) {
            return compareAndSetState(0, 1);
        }

        @Override
        protected boolean tryRelease(int releases) {
            setState(0);
            return true;
        }
    }

    @Row(
            of = "AbstractQueuedSynchronizer",
            call = "a lock made of it; tryAcquireNanos, too short",
            gives = "out@1h, out@2h, false@3h")
    static Log synchronizer() throws InterruptedException {
        Log log = new Log();
        Mutex mutex = new Mutex();
        threads(2, () -> {
            mutex.acquire(1);
            Thread.sleep(HOUR);
            log.at("out");
            mutex.release(1);
        });
        mutex.acquire(1);
        return log.result(() -> mutex.tryAcquireNanos(1, HOUR * 1_000_000));
    }
}
