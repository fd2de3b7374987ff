// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import static dev.asyncloop.agent.table.Log.HOUR;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.SubmissionPublisher;

/** {@link SubmissionPublisher} and pipes. */
final class FlowRows {

    private FlowRows() {}

    /** Asks for one item after the other, and needs an hour for each. */
    private static final class Slow implements Flow.Subscriber<String> {
        final CountDownLatch completed = new CountDownLatch(1);
        private final Log log;
        private Flow.Subscription subscription;

        Slow(Log log) {
            this.log = log;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            subscription.request(1);
        }

        @Override
        public void onNext(String item) {
            Threads.sleep(HOUR);
            log.at(item);
            subscription.request(1);
        }

        @Override
        public void onError(Throwable failure) {
            log.at(Log.name(failure));
        }

        @Override
        public void onComplete() {
            log.at("complete");
            completed.countDown();
        }
    }

    @Row(
            of = "SubmissionPublisher",
            call = "submit(item), close(), a slow subscriber",
            gives = "a@1h, b@2h, complete@2h")
    static Log submit() throws InterruptedException {
        Log log = new Log();
        Slow slow = new Slow(log);
        try (SubmissionPublisher<String> publisher = new SubmissionPublisher<>()) {
            publisher.subscribe(slow);
            publisher.submit("a");
            publisher.submit("b");
        }
        slow.completed.await();
        return log;
    }

    @Row(
            of = "SubmissionPublisher",
            call = "submit(item) that waits for room",
            gives = "a@1h, submitted@1h, b@2h, c@3h, complete@3h")
    static Object submit_blocks() throws InterruptedException {
        Log log = new Log();
        Slow slow = new Slow(log);
        try (SubmissionPublisher<String> publisher = new SubmissionPublisher<>(ForkJoinPool.commonPool(), 1)) {
            publisher.subscribe(slow);
            publisher.submit("a");
            Thread.sleep(HOUR / 2);
            publisher.submit("b");
            log.done("submitted", () -> publisher.submit("c"));
        }
        slow.completed.await();
        return log;
    }

    @Row(
            of = "SubmissionPublisher",
            call = "offer(item, timeout, onDrop), too short",
            gives = "dropped c@1h, a@2h, b@4h")
    static Object offer() throws InterruptedException {
        Log log = new Log();
        CountDownLatch seen = new CountDownLatch(2);
        try (SubmissionPublisher<String> publisher = new SubmissionPublisher<>(ForkJoinPool.commonPool(), 1)) {
            publisher.consume(item -> {
                Threads.sleep(2 * HOUR);
                log.at(item);
                seen.countDown();
            });
            publisher.submit("a");
            Thread.sleep(HOUR / 2);
            publisher.submit("b");
            publisher.offer("c", HOUR / 2, MILLISECONDS, (who, item) -> {
                log.at("dropped " + item);
                return false;
            });
            seen.await();
        }
        return log;
    }

    @Row(of = "SubmissionPublisher", call = "consume(consumer), its future", gives = "a, null@1h")
    static Log consume() {
        Log log = new Log();
        SubmissionPublisher<String> publisher = new SubmissionPublisher<>();
        CompletableFuture<Void> end = publisher.consume(log::add);
        publisher.submit("a");
        Threads.after(HOUR, publisher::close);
        return log.result(end::get);
    }

    @Row(of = "PipedInputStream", call = "read() before the other end writes and closes", gives = "a@1h, -1@1h")
    static Log pipe() throws IOException {
        PipedOutputStream out = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(out);
        Threads.after(HOUR, () -> {
            out.write('a');
            out.close();
        });
        return new Log().result(() -> (char) in.read()).result(in::read);
    }
}
