// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.asyncloop.Fault;
import dev.asyncloop.FaultKind;
import dev.asyncloop.Loop;
import dev.asyncloop.internal.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** What becomes of threads that are there when a loop ends. */
@EnabledForJreRange(min = JRE.JAVA_24, disabledReason = "plain Java needs virtual threads that let go of monitors")
@Timeout(60)
class ThreadEndTests {

    private final Loop loop = Loop.builder().seed(5).build();

    @Test
    void audit_poolThatIsNotShutDown_namesItsThreadsAndWhereTheyWereStarted() {
        loop.run(() -> Executors.newFixedThreadPool(2).submit(() -> 5).get());
        List<Fault> faults = loop.audit();
        assertThat(faults)
                .extracting(Fault::kind, Fault::subject)
                .containsExactly(tuple(FaultKind.LEAKED_THREAD, "thread \"pool-1-thread-1\" (#2)"));
        assertThat(faults.get(0).toString()).contains("Shut down its executor", "started at (ThreadEndTests.java:");
        loop.close();
    }

    @Test
    void audit_timerThatIsNotCancelled_isALeak_aDaemonIsNone() {
        loop.run(() -> {
            new Timer("kept");
            new Timer("daemon", true);
        });
        assertThat(loop.audit()).extracting(Fault::subject).containsExactly("thread \"kept\" (#2)");
        loop.close();
    }

    @Test
    void audit_poolThatIsShutDown_isClean() {
        loop.run(() -> {
            ExecutorService pool = Executors.newCachedThreadPool();
            pool.submit(() -> 5).get();
            pool.shutdown();
            assertThat(pool.awaitTermination(1, TimeUnit.HOURS)).isTrue();
        });
        assertThat(loop.audit()).isEmpty();
        loop.close();
    }

    @Test
    void audit_exceptionThatEndsAThread_isAFailureThatNobodySaw() {
        loop.run(() -> {
            Thread thread = new Thread(() -> {
                throw new IllegalArgumentException("boom");
            });
            thread.start();
            thread.join();
        });
        assertThat(loop.audit()).singleElement().satisfies(fault -> {
            assertThat(fault.kind()).isEqualTo(FaultKind.UNOBSERVED_FAILURE);
            assertThat(fault.message()).contains("boom", "set an uncaught exception handler");
        });
        loop.close();
    }

    @Test
    void audit_exceptionThatAHandlerTook_isNone() {
        List<Throwable> handled = new ArrayList<>();
        loop.run(() -> {
            Thread thread = new Thread(() -> {
                throw new IllegalArgumentException("boom");
            });
            thread.setUncaughtExceptionHandler((failed, e) -> handled.add(e));
            thread.start();
            thread.join();
        });
        assertThat(loop.audit()).isEmpty();
        assertThat(handled).singleElement().isInstanceOf(IllegalArgumentException.class);
        loop.close();
    }

    @Test
    void close_threadThatIgnoresInterrupts_endsItAndRunsItsFinallyBlocks() {
        AtomicInteger ended = new AtomicInteger();
        Thread stubborn = loop.run(() -> {
            Thread thread = new Thread(() -> {
                try {
                    while (true) {
                        LockSupport.park();
                        Thread.interrupted();
                    }
                } finally {
                    ended.incrementAndGet();
                }
            });
            thread.start();
            Thread.sleep(1);
            return thread;
        });
        loop.close();
        assertThat(ended).hasValue(1);
        assertThat(stubborn.getState()).isEqualTo(Thread.State.TERMINATED);
    }

    /** As a library has it that starts its threads once for the JVM. */
    private static final class Library {

        static final ScheduledExecutorService TIMERS = Executors.newScheduledThreadPool(1, action -> {
            Thread thread = new Thread(action, "library");
            thread.setDaemon(true);
            return thread;
        });

        private Library() {}
    }

    @Test
    void poolInAStaticField_worksInEachLoop() {
        for (int seed = 0; seed < 20; seed++) {
            try (Loop next = Loop.builder().seed(seed).build()) {
                long waited = next.run(() -> {
                    long began = System.nanoTime();
                    Library.TIMERS.schedule(() -> 1, 1, TimeUnit.HOURS).get();
                    return System.nanoTime() - began;
                });
                assertThat(TimeUnit.NANOSECONDS.toMinutes(waited)).isEqualTo(60);
                assertThat(next.audit()).isEmpty();
            }
        }
        loop.close();
    }

    @Test
    void commonPool_ofALoop_isNotThatOfTheJvm() throws Exception {
        ForkJoinPool inLoop = loop.run(ForkJoinPool::commonPool);
        assertThat(inLoop).isNotSameAs(ForkJoinPool.commonPool());
        assertThat(loop.run(() -> ForkJoinPool.getCommonPoolParallelism())).isEqualTo(3);
        assertThat(loop.run(() ->
                        inLoop.submit(() -> Thread.currentThread().getName()).get()))
                .isEqualTo("ForkJoinPool.commonPool-worker-1");
        loop.close();
    }

    @Test
    void names_ofThreadsAndPools_areCountedAnewInEachLoop() {
        for (int i = 0; i < 3; i++) {
            try (Loop next = Loop.builder().seed(1).build()) {
                List<String> names = next.run(() -> {
                    ExecutorService pool = Executors.newFixedThreadPool(1);
                    String worker =
                            pool.submit(() -> Thread.currentThread().getName()).get();
                    pool.shutdownNow();
                    return List.of(new Thread().getName(), worker);
                });
                assertThat(names).containsExactly("Thread-0", "pool-1-thread-1");
            }
        }
        loop.close();
    }

    @Test
    void threadOutside_thatWakesATask_isNamedAsBeyondControl() {
        ExecutorService outside = Executors.newFixedThreadPool(1, action -> new Thread(action, "outside"));
        try {
            assertThat(outside.submit(() -> 1)).succeedsWithin(30, TimeUnit.SECONDS);
            loop.run(() -> {
                Thread waiting = Thread.currentThread();
                Future<?> job = outside.submit(() -> {
                    while (waiting.getState() != Thread.State.WAITING) {
                        LockSupport.parkNanos(100_000);
                    }
                });
                return job.get();
            });
            assertThat(((EventLoop) loop).beyondControl())
                    .singleElement()
                    .asString()
                    .startsWith("task \"main\" (#1) was woken by thread \"outside\", which does not run on the loop,")
                    .contains("at (ThreadEndTests.java:");
        } finally {
            outside.shutdownNow();
            loop.close();
        }
    }

    @Test
    void threadOutside_whileALoopIsOpen_isAThreadOfTheSystem() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        Thread outside = new Thread(() -> {
            LockSupport.parkNanos(1_000_000);
            ran.countDown();
        });
        loop.run(() -> Thread.sleep(1_000));
        outside.start();
        assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
        outside.join(30_000);
        assertThat(outside.isAlive()).isFalse();
        loop.close();
    }
}
