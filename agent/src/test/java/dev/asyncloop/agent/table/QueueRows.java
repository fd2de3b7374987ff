// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import static dev.asyncloop.agent.table.Log.HOUR;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;

/** The bounded queues, all asked the same. */
final class QueueRows {

    private QueueRows() {}

    private static final String ARRAY = "ArrayBlockingQueue";
    private static final String LINKED = "LinkedBlockingQueue";
    private static final String DEQUE = "LinkedBlockingDeque";

    private static final String TAKE = "take() of an empty queue; poll(timeout), too short, long enough";
    private static final String TAKEN = "a@1h, null@2h, b@3h";
    private static final String PUT = "put(item) to a full queue; offer(item, timeout), too short, long enough";
    private static final String PUTTED = "put@1h, false@2h, true@3h";
    private static final String INTERRUPT = "take() and put(item), interrupted";
    private static final String INTERRUPTED = "InterruptedException@1h, InterruptedException@2h";
    private static final String PAIR = "a producer, an item an hour, and two takers";
    private static final String PAIRED = "0@1h, 1@2h, 2@3h, 3@4h";

    @Row(of = ARRAY, call = TAKE, gives = TAKEN)
    static Log array_take() throws InterruptedException {
        return take(new ArrayBlockingQueue<>(1));
    }

    @Row(of = ARRAY, call = PUT, gives = PUTTED)
    static Log array_put() throws InterruptedException {
        return put(new ArrayBlockingQueue<>(1));
    }

    @Row(of = ARRAY, call = INTERRUPT, gives = INTERRUPTED)
    static Log array_interrupt() throws InterruptedException {
        return interrupt(new ArrayBlockingQueue<>(1));
    }

    @Row(of = ARRAY, call = PAIR + "; fair", gives = PAIRED)
    static Log array_pair() throws InterruptedException {
        return pair(new ArrayBlockingQueue<>(1, true));
    }

    @Row(of = LINKED, call = TAKE, gives = TAKEN)
    static Log linked_take() throws InterruptedException {
        return take(new LinkedBlockingQueue<>(1));
    }

    @Row(of = LINKED, call = PUT, gives = PUTTED)
    static Log linked_put() throws InterruptedException {
        return put(new LinkedBlockingQueue<>(1));
    }

    @Row(of = LINKED, call = INTERRUPT, gives = INTERRUPTED)
    static Log linked_interrupt() throws InterruptedException {
        return interrupt(new LinkedBlockingQueue<>(1));
    }

    @Row(of = LINKED, call = PAIR, gives = PAIRED)
    static Log linked_pair() throws InterruptedException {
        return pair(new LinkedBlockingQueue<>());
    }

    @Row(of = DEQUE, call = TAKE, gives = TAKEN)
    static Log deque_take() throws InterruptedException {
        return take(new LinkedBlockingDeque<>(1));
    }

    @Row(of = DEQUE, call = PUT, gives = PUTTED)
    static Log deque_put() throws InterruptedException {
        return put(new LinkedBlockingDeque<>(1));
    }

    @Row(of = DEQUE, call = INTERRUPT, gives = INTERRUPTED)
    static Log deque_interrupt() throws InterruptedException {
        return interrupt(new LinkedBlockingDeque<>(1));
    }

    @Row(of = DEQUE, call = PAIR, gives = PAIRED)
    static Log deque_pair() throws InterruptedException {
        return pair(new LinkedBlockingDeque<>());
    }

    @Row(
            of = DEQUE,
            call = "putFirst, putLast; takeLast, pollFirst(timeout), pollLast(timeout)",
            gives = "b@0h, a@0h, null@1h")
    static Log deque_ends() throws InterruptedException {
        LinkedBlockingDeque<String> deque = new LinkedBlockingDeque<>();
        deque.putFirst("a");
        deque.putLast("b");
        return new Log()
                .result(deque::takeLast)
                .result(() -> deque.pollFirst(HOUR, MILLISECONDS))
                .result(() -> deque.pollLast(HOUR, MILLISECONDS));
    }

    @Row(of = DEQUE, call = "offerFirst(item, timeout), offerLast(item, timeout)", gives = "true@0h, false@1h, true@2h")
    static Log deque_offer() {
        LinkedBlockingDeque<String> deque = new LinkedBlockingDeque<>(1);
        Threads.after(2 * HOUR, deque::takeFirst);
        return new Log()
                .result(() -> deque.offerFirst("a", HOUR, MILLISECONDS))
                .result(() -> deque.offerLast("b", HOUR, MILLISECONDS))
                .result(() -> deque.offerLast("c", 2 * HOUR, MILLISECONDS));
    }

    private static Log take(BlockingQueue<String> queue) throws InterruptedException {
        Log log = new Log();
        Thread producer = Threads.start(() -> {
            Thread.sleep(HOUR);
            queue.put("a");
            Thread.sleep(2 * HOUR);
            queue.put("b");
        });
        log.result(queue::take);
        log.result(() -> queue.poll(HOUR, MILLISECONDS));
        log.result(() -> queue.poll(2 * HOUR, MILLISECONDS));
        producer.join();
        return log;
    }

    private static Log put(BlockingQueue<String> queue) throws InterruptedException {
        Log log = new Log();
        queue.put("full");
        Thread consumer = Threads.start(() -> {
            Thread.sleep(HOUR);
            queue.take();
            Thread.sleep(2 * HOUR);
            queue.take();
        });
        log.done("put", () -> queue.put("a"));
        log.result(() -> queue.offer("b", HOUR, MILLISECONDS));
        log.result(() -> queue.offer("c", 2 * HOUR, MILLISECONDS));
        consumer.join();
        return log;
    }

    private static Log interrupt(BlockingQueue<String> queue) throws InterruptedException {
        Log log = new Log();
        Thread thread = Threads.start(() -> {
            log.result(queue::take);
            queue.put("full");
            log.done("put", () -> queue.put("a"));
        });
        Thread.sleep(HOUR);
        thread.interrupt();
        Thread.sleep(HOUR);
        thread.interrupt();
        thread.join();
        return log;
    }

    private static Log pair(BlockingQueue<Integer> queue) throws InterruptedException {
        Log log = new Log();
        Log.Act taker = () -> log.result(queue::take).result(queue::take);
        Thread a = Threads.start(taker);
        Thread b = Threads.start(taker);
        for (int i = 0; i < 4; i++) {
            Thread.sleep(HOUR);
            queue.put(i);
        }
        Threads.join(a, b);
        return log;
    }
}
