// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import static dev.asyncloop.agent.table.Log.HOUR;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** Queues without bound, and those that hand over. */
final class HandoffRows {

    private HandoffRows() {}

    @Row(of = "PriorityBlockingQueue", call = "take(), the least first", gives = "1@0h, 2@0h, 0@1h")
    static Log priority_take() {
        PriorityBlockingQueue<Integer> queue = new PriorityBlockingQueue<>();
        queue.put(2);
        queue.put(1);
        Threads.after(HOUR, () -> queue.put(0));
        return new Log().result(queue::take).result(queue::take).result(queue::take);
    }

    @Row(of = "PriorityBlockingQueue", call = "poll(timeout), too short, long enough", gives = "null@1h, 1@2h")
    static Log priority_poll() {
        PriorityBlockingQueue<Integer> queue = new PriorityBlockingQueue<>();
        Threads.after(2 * HOUR, () -> queue.put(1));
        return new Log().result(() -> queue.poll(HOUR, MILLISECONDS)).result(() -> queue.poll(9 * HOUR, MILLISECONDS));
    }

    /** An element that is due some hours after its creation. */
    private static final class Due implements Delayed {
        private final int hours;
        private final long time;

        Due(int hours) {
            this.hours = hours;
            this.time = System.nanoTime() + hours * HOUR * 1_000_000;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(time - System.nanoTime(), NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Integer.compare(hours, ((Due) other).hours);
        }

        @Override
        public String toString() {
            return "due " + hours;
        }
    }

    @Row(of = "DelayQueue", call = "take(), three delays", gives = "due 1@1h, due 2@2h, due 3@3h")
    static Log delay_take() {
        DelayQueue<Due> queue = new DelayQueue<>();
        queue.put(new Due(3));
        queue.put(new Due(1));
        queue.put(new Due(2));
        return new Log().result(queue::take).result(queue::take).result(queue::take);
    }

    @Row(
            of = "DelayQueue",
            call = "poll(), poll(timeout), too short, long enough",
            gives = "null@0h, null@1h, due 2@2h")
    static Log delay_poll() {
        DelayQueue<Due> queue = new DelayQueue<>();
        queue.put(new Due(2));
        return new Log()
                .result(queue::poll)
                .result(() -> queue.poll(HOUR, MILLISECONDS))
                .result(() -> queue.poll(9 * HOUR, MILLISECONDS));
    }

    @Row(of = "DelayQueue", call = "an earlier element for two takers that wait", gives = "due 1@2h, due 5@5h")
    static Log delay_leader() throws InterruptedException {
        Log log = new Log();
        DelayQueue<Due> queue = new DelayQueue<>();
        queue.put(new Due(5));
        Thread a = Threads.start(() -> log.result(queue::take));
        Thread b = Threads.start(() -> log.result(queue::take));
        Thread.sleep(HOUR);
        queue.put(new Due(1));
        Threads.join(a, b);
        return log;
    }

    @Row(of = "SynchronousQueue", call = "put(item), take()", gives = "a@1h, put@1h")
    static Object synchronous_put() throws InterruptedException {
        return handoff(new SynchronousQueue<>());
    }

    @Row(of = "SynchronousQueue", call = "put(item), take(); fair", gives = "a@1h, put@1h")
    static Object synchronous_putFair() throws InterruptedException {
        return handoff(new SynchronousQueue<>(true));
    }

    private static Object handoff(SynchronousQueue<String> queue) throws InterruptedException {
        Log log = new Log();
        Thread producer = Threads.start(() -> log.done("put", () -> queue.put("a")));
        Thread.sleep(HOUR);
        log.result(queue::take);
        producer.join();
        return log.sorted();
    }

    @Row(
            of = "SynchronousQueue",
            call = "offer(item), offer(item, timeout), poll(timeout), alone",
            gives = "false@0h, false@1h, null@2h")
    static Log synchronous_alone() {
        SynchronousQueue<String> queue = new SynchronousQueue<>();
        return new Log()
                .result(() -> queue.offer("a"))
                .result(() -> queue.offer("a", HOUR, MILLISECONDS))
                .result(() -> queue.poll(HOUR, MILLISECONDS));
    }

    @Row(of = "SynchronousQueue", call = "offer(item, timeout), poll(timeout), met", gives = "true@1h, b@2h")
    static Log synchronous_met() {
        SynchronousQueue<String> queue = new SynchronousQueue<>();
        Threads.after(HOUR, queue::take);
        Threads.after(2 * HOUR, () -> queue.put("b"));
        return new Log()
                .result(() -> queue.offer("a", 9 * HOUR, MILLISECONDS))
                .result(() -> queue.poll(9 * HOUR, MILLISECONDS));
    }

    @Row(of = "SynchronousQueue", call = "a fair one: who waits longest is next", gives = "0@3h, 1@4h, 2@5h")
    static Log synchronous_fair() throws InterruptedException {
        Log log = new Log();
        SynchronousQueue<Integer> queue = new SynchronousQueue<>(true);
        for (int i = 0; i < 3; i++) {
            int number = i;
            Threads.start(() -> queue.put(number));
            Thread.sleep(HOUR);
        }
        for (int i = 0; i < 3; i++) {
            log.result(queue::take);
            Thread.sleep(HOUR);
        }
        return log;
    }

    @Row(of = "LinkedTransferQueue", call = "transfer(item), take()", gives = "a@1h, transferred@1h")
    static Object transfer() throws InterruptedException {
        Log log = new Log();
        LinkedTransferQueue<String> queue = new LinkedTransferQueue<>();
        Thread producer = Threads.start(() -> log.done("transferred", () -> queue.transfer("a")));
        Thread.sleep(HOUR);
        log.result(queue::take);
        producer.join();
        return log.sorted();
    }

    @Row(
            of = "LinkedTransferQueue",
            call = "tryTransfer(item), tryTransfer(item, timeout), too short, long enough",
            gives = "false@0h, false@1h, true@2h")
    static Log tryTransfer() {
        LinkedTransferQueue<String> queue = new LinkedTransferQueue<>();
        Threads.after(2 * HOUR, queue::take);
        return new Log()
                .result(() -> queue.tryTransfer("a"))
                .result(() -> queue.tryTransfer("b", HOUR, MILLISECONDS))
                .result(() -> queue.tryTransfer("c", 9 * HOUR, MILLISECONDS));
    }

    @Row(
            of = "LinkedTransferQueue",
            call = "take(), poll(timeout), hasWaitingConsumer()",
            gives = "waits true@1h, a@1h, null@2h")
    static Log transfer_take() {
        Log log = new Log();
        LinkedTransferQueue<String> queue = new LinkedTransferQueue<>();
        Threads.after(HOUR, () -> {
            log.at("waits " + queue.hasWaitingConsumer());
            queue.put("a");
        });
        return log.result(queue::take).result(() -> queue.poll(HOUR, MILLISECONDS));
    }

    @Row(of = "LinkedTransferQueue", call = "transfer(item), interrupted", gives = "InterruptedException@1h")
    static Log transfer_interrupted() {
        Thread self = Thread.currentThread();
        Threads.after(HOUR, self::interrupt);
        return new Log().done("transferred", () -> new LinkedTransferQueue<String>().transfer("a"));
    }
}
