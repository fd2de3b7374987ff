// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.asyncloop.BudgetExceededException;
import dev.asyncloop.DeadlockException;
import dev.asyncloop.Loop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** What plain Java under the loop cannot do, and that users read what {@code docs/plain-java.md} says they do. */
@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "plain Java needs virtual threads that let go of monitors")
@Timeout(60)
class LimitTests {

    private static final Path DOCUMENT = Path.of("..", "docs", "plain-java.md");

    private static void assertDocumented(Throwable failure, String text) throws IOException {
        assertThat(failure).hasMessageContaining(text);
        assertThat(Files.readString(DOCUMENT)).contains(text);
    }

    @Test
    @SuppressWarnings("ThreadPriorityCheck") // it is the subject
    void spinning_untilTimeHasPassed_isALivelock() throws IOException {
        try (Loop loop = Loop.builder().maxStepsPerInstant(1_000).build()) {
            Throwable failure = catchThrowable(() -> loop.run(() -> {
                long end = System.nanoTime() + 1;
                while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
                    Thread.yield();
                }
            }));
            assertThat(failure).isInstanceOf(BudgetExceededException.class);
            assertDocumented(failure, "steps ran at one instant, so time cannot go on: a livelock.");
        }
    }

    /** Its initializer waits for somebody. */
    private static final class Waiting {
        private static final CountDownLatch LATCH = new CountDownLatch(1);

        private static final class Initialized {
            static {
                Threads.run(LATCH::await);
            }

            private static void touch() {}
        }
    }

    @Test
    void classInitializer_thatWaits_fails() {
        try (Loop loop = Loop.builder().build()) {
            assertThatThrownBy(() -> loop.run(Waiting.Initialized::touch))
                    .isInstanceOf(ExceptionInInitializerError.class)
                    .cause()
                    .satisfies(failure ->
                            assertDocumented(failure, "cannot wait in a class initializer or a native frame"));
        }
    }

    @Test
    void poolFromOutside_waitedFor_isADeadlockAfterAGrace() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(1);
        Future<?> future = pool.submit(() -> Threads.run(latch::await));
        try (Loop loop = Loop.builder().externalGrace(Duration.ofMillis(1)).build()) {
            Throwable failure = catchThrowable(() -> loop.run(() -> {
                future.get();
            }));
            assertThat(failure).isInstanceOf(DeadlockException.class);
            assertDocumented(failure, "of real time for other threads (externalGrace).");
        } finally {
            latch.countDown();
            pool.shutdown();
        }
    }

    @Test
    void poolFromOutside_waitedForWithATimeout_timesOutAtOnce() {
        CountDownLatch latch = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(1);
        Future<?> future = pool.submit(() -> Threads.run(latch::await));
        try (Loop loop = Loop.builder().build()) {
            assertThatThrownBy(() -> loop.run((Callable<?>) () -> future.get(1, TimeUnit.HOURS)))
                    .isInstanceOf(TimeoutException.class);
            assertThat(loop.clock().nanoTime()).isEqualTo(Duration.ofHours(1).toNanos());
        } finally {
            latch.countDown();
            pool.shutdown();
        }
    }

    @Test
    void reflection_onSystem_readsRealTime() throws Exception {
        try (Loop loop = Loop.builder().build()) {
            long millis = loop.run(
                    () -> (Long) System.class.getMethod("currentTimeMillis").invoke(null));
            assertThat(millis)
                    .isGreaterThan(loop.clock().millis() + Duration.ofDays(365).toMillis());
        }
    }

    @Test
    void allStackTraces_haveNoThreadsOfLoops() {
        try (Loop loop = Loop.builder().build()) {
            boolean known = loop.run(() -> {
                Thread thread = Threads.after(1, () -> {});
                boolean seen = Thread.getAllStackTraces().containsKey(thread);
                thread.join();
                return seen;
            });
            assertThat(known).isFalse();
        }
    }

    @Test
    void thread_thatOutlivesErrors_isReportedAtTheEnd() throws IOException {
        AtomicInteger errors = new AtomicInteger();
        Loop loop = Loop.builder().build();
        loop.run(() -> {
            Thread thread = new Thread(() -> immortal(errors), "immortal");
            thread.setDaemon(true);
            thread.start();
            Thread.sleep(1);
        });
        assertDocumented(catchThrowable(loop::close), "did not stop when the loop was closed");
        assertThat(errors.get()).isPositive();
    }

    private static void immortal(AtomicInteger errors) {
        while (true) {
            try {
                Thread.sleep(1_000);
            } catch (Throwable e) {
                errors.incrementAndGet();
            }
        }
    }

    @Test
    void polling_ofTheJdk_goesOnInVirtualTime() {
        try (Loop loop = Loop.builder().build()) {
            loop.run((Callable<?>) FlowRows::pipe);
            assertThat(loop.trace().steps()).isGreaterThan(Log.HOUR / 1_000);
        }
    }
}
