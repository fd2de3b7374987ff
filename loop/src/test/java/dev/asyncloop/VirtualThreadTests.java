// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.Loops.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Tasks that block in the JDK, and virtual threads that tasks start themselves: on the backend that can do it. */
class VirtualThreadTests {

    private static LoopBuilder builder() {
        return Loops.on(FibreBackend.VIRTUAL_THREADS).externalGrace(Loops.millis(50));
    }

    /** Runs a program under several seeds, each twice, and returns the different logs. */
    private static Set<List<String>> logs(BiConsumer<Loop, List<String>> program) {
        Set<List<String>> logs = new LinkedHashSet<>();
        for (long seed = 0; seed < 200; seed++) {
            List<List<String>> pair = new ArrayList<>();
            List<Long> hashes = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                List<String> log = new ArrayList<>();
                try (Loop loop = builder().seed(seed).build()) {
                    loop.run(() -> program.accept(loop, log));
                    loop.advanceUntilIdle();
                    assertThat(loop.audit()).isEmpty();
                    hashes.add(loop.trace().hash());
                }
                pair.add(log);
            }
            assertThat(pair.get(1)).as("seed %d", seed).isEqualTo(pair.get(0));
            assertThat(hashes.get(1)).as("seed %d", seed).isEqualTo(hashes.get(0));
            logs.add(pair.get(0));
        }
        return logs;
    }

    private static Thread startVirtualThread(Runnable body) {
        try {
            return (Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, body);
        } catch (IllegalAccessException | InvocationTargetException | NoSuchMethodException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static ExecutorService virtualThreadPerTask() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (IllegalAccessException | InvocationTargetException | NoSuchMethodException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    @Test
    void lock_heldAcrossASleep_excludesOthers() {
        assertThat(logs((loop, log) -> {
                    ReentrantLock lock = new ReentrantLock(true);
                    for (String name : List.of("a", "b", "c")) {
                        loop.spawn(name, () -> {
                            lock.lock();
                            try {
                                log.add(name);
                                loop.sleep(seconds(1));
                                log.add(name);
                            } finally {
                                lock.unlock();
                            }
                        });
                    }
                }))
                .hasSize(6)
                .allSatisfy(log -> {
                    for (int i = 0; i < 6; i += 2) {
                        assertThat(log.get(i)).isEqualTo(log.get(i + 1));
                    }
                });
    }

    @Test
    void queue_betweenTwoTasks_handsOver() {
        assertThat(logs((loop, log) -> {
                    BlockingQueue<String> queue = new ArrayBlockingQueue<>(2);
                    loop.spawn("consumer", () -> {
                        for (int i = 0; i < 6; i++) {
                            log.add(queue.take());
                        }
                    });
                    loop.spawn("producer", () -> {
                        for (int i = 0; i < 6; i++) {
                            queue.put("item " + i);
                        }
                    });
                }))
                .containsExactly(List.of("item 0", "item 1", "item 2", "item 3", "item 4", "item 5"));
    }

    @Test
    void latch_ofTasks_releasesItsWaiter() {
        assertThat(logs((loop, log) -> {
                    CountDownLatch latch = new CountDownLatch(3);
                    loop.spawn("waiter", () -> {
                        latch.await();
                        log.add("released at " + Loops.secondsOf(loop));
                    });
                    for (int i = 1; i <= 3; i++) {
                        int delay = i;
                        loop.spawn(() -> {
                            loop.sleep(seconds(delay));
                            latch.countDown();
                        });
                    }
                }))
                .containsExactly(List.of("released at 3"));
    }

    @Test
    @SuppressWarnings("ThreadPriorityCheck") // here the scheduler is the loop
    void threadYield_letsOthersRun() {
        assertThat(logs((loop, log) -> {
                    for (String name : List.of("a", "b")) {
                        loop.spawn(name, () -> {
                            log.add(name);
                            Thread.yield();
                            log.add(name);
                        });
                    }
                }))
                .hasSize(6);
    }

    @Test
    void permit_givenToATaskThatWaitsInTheLoop_isThereWhenItParks() {
        try (Loop loop = builder().build()) {
            Task<Integer> waiting = loop.spawn(() -> {
                LockSupport.unpark(Thread.currentThread());
                loop.sleep(seconds(1));
                LockSupport.park(); // its own permit
                int parked = 1;
                Thread self = Thread.currentThread();
                loop.spawn(() -> LockSupport.unpark(self));
                loop.sleep(seconds(1));
                LockSupport.park(); // that of the other task
                return parked + 1;
            });
            loop.advance(seconds(2));

            assertThat(waiting.resultNow()).isEqualTo(2);
        }
    }

    @Test
    void unparks_byAForeignThread_doNotWakeASleeper() throws InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicReference<Thread> target = new AtomicReference<>(Thread.currentThread());
        Thread foreign = new Thread(() -> {
            while (!stop.get()) {
                LockSupport.unpark(target.get());
            }
        });
        foreign.start();
        try (Loop loop = builder().build()) {
            loop.run(() -> {
                target.set(Thread.currentThread());
                for (int i = 1; i <= 20_000; i++) {
                    loop.sleep(seconds(1));
                    if (i % 100 == 0) {
                        LockSupport.park(); // the next permit is never far
                    }
                }
                target.set(foreign);
            });

            assertThat(loop.clock().elapsed()).isEqualTo(seconds(20_000));
        } finally {
            stop.set(true);
            foreign.join(10_000);
        }
        assertThat(foreign.isAlive()).isFalse();
    }

    @Test
    void startVirtualThread_inATask_runsOnTheLoop() {
        assertThat(logs((loop, log) -> {
                    for (String name : List.of("a", "b", "c")) {
                        startVirtualThread(() -> {
                            assertThat(Loop.current()).isSameAs(loop);
                            assertThat(loop.currentTask() != null).isTrue();
                            loop.sleep(seconds(1));
                            log.add(name + " at " + Loops.secondsOf(loop));
                        });
                    }
                }))
                .hasSize(6)
                .allSatisfy(log -> assertThat(log).allMatch(line -> line.endsWith(" at 1")));
    }

    @Test
    void startVirtualThread_joined_isWaitedFor() {
        assertThat(logs((loop, log) -> loop.spawn("parent", () -> {
                    Thread child = startVirtualThread(() -> {
                        loop.sleep(seconds(1));
                        startVirtualThread(() -> log.add("grandchild"));
                        log.add("child");
                    });
                    child.join();
                    log.add("joined at " + Loops.secondsOf(loop));
                })))
                .allSatisfy(log -> assertThat(log).containsExactlyInAnyOrder("child", "joined at 1", "grandchild"))
                .hasSizeBetween(1, 2);
    }

    @Test
    void startVirtualThread_thatFails_isAnUnobservedFailure() {
        try (Loop loop = builder().build()) {
            loop.run(() -> {
                startVirtualThread(() -> {
                    throw new IllegalStateException("in a thread of its own");
                });
            });
            loop.runUntilIdle();
            assertThat(loop.audit()).singleElement().satisfies(fault -> {
                assertThat(fault.kind()).isEqualTo(FaultKind.UNOBSERVED_FAILURE);
                assertThat(fault.message()).contains("in a thread of its own");
            });
        }
    }

    @Test
    void virtualThreadPerTaskExecutor_inATask_runsOnTheLoop() {
        assertThat(logs((loop, log) -> loop.spawn("parent", () -> {
                    ExecutorService executor = virtualThreadPerTask();
                    List<Future<?>> futures = new ArrayList<>();
                    for (String name : List.of("a", "b")) {
                        futures.add(executor.submit(() -> {
                            loop.yieldNow();
                            log.add(name);
                        }));
                    }
                    for (Future<?> future : futures) {
                        future.get();
                    }
                    executor.shutdown();
                    log.add("done");
                })))
                .containsExactlyInAnyOrder(List.of("a", "b", "done"), List.of("b", "a", "done"));
    }

    @Test
    void cancel_ofATaskStoppedInTheJdk_interruptsIt() {
        try (Loop loop = builder().build()) {
            List<String> log = new ArrayList<>();
            Task<?> task = loop.spawn("stopped", () -> {
                try {
                    new CountDownLatch(1).await();
                } finally {
                    log.add("interrupted");
                    loop.sleep(seconds(1));
                    log.add("cleaned up");
                }
            });
            loop.runUntilIdle();
            task.cancel("stop it");
            assertThatThrownBy(task::await).isInstanceOf(TaskCancelledException.class);
            assertThat(task.isCancelled()).isTrue();
            assertThat(log).containsExactly("interrupted", "cleaned up");
            assertThat(loop.audit()).isEmpty();
        }
    }

    @Test
    void cancel_swallowedAsAnInterrupt_isReported() {
        try (Loop loop = builder().build()) {
            Task<?> task = loop.spawn("swallower", () -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    // swallowed
                }
            });
            loop.spawn("polite", () -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            loop.runUntilIdle();
            loop.tasks().forEach(Task::cancel);
            loop.runUntilIdle();
            assertThat(task.isDone()).isTrue();
            assertThat(loop.audit()).singleElement().satisfies(fault -> {
                assertThat(fault.kind()).isEqualTo(FaultKind.SWALLOWED_CANCELLATION);
                assertThat(fault.subject()).contains("swallower");
            });
        }
    }

    @Test
    void cancel_beforeATaskStopsInTheJdk_interruptsItThere() {
        try (Loop loop = builder().build()) {
            Task<?> task = loop.spawn("self", () -> {
                Task.current().cancel();
                new CountDownLatch(1).await();
            });
            assertThatThrownBy(task::await).isInstanceOf(TaskCancelledException.class);
            assertThat(loop.audit()).isEmpty();
        }
    }

    @Test
    void close_withTasksStoppedInTheJdk_stopsThem() {
        List<Task<?>> tasks = new ArrayList<>();
        try (Loop loop = builder().build()) {
            tasks.add(loop.spawn("stopped", () -> new CountDownLatch(1).await()));
            tasks.add(loop.spawn("starter", () -> {
                startVirtualThread(() -> loop.sleep(seconds(1_000)));
                new ArrayBlockingQueue<String>(1).take();
            }));
            loop.runUntilIdle();
            tasks.addAll(loop.tasks());
            assertThat(loop.tasks()).hasSize(3);
        }
        assertThat(tasks).allMatch(Task::isDone);
    }

    @Test
    void platformThread_thatHelps_isWaitedFor() {
        try (Loop loop = builder().externalGrace(seconds(20)).build()) {
            BlockingQueue<String> queue = new ArrayBlockingQueue<>(1);
            Thread helper = new Thread(() -> queue.add("help"), "helper");
            String item = loop.run(() -> {
                loop.callSoon(helper::start);
                return queue.take();
            });
            assertThat(item).isEqualTo("help");
        }
    }

    /** What a class initializer runs. */
    private static Runnable initializer = () -> {};

    private static final class Initialized {

        static {
            initializer.run();
        }

        private Initialized() {}

        static void initialize() {
            // the call does it
        }
    }

    @Test
    void sleep_inAClassInitializer_failsAtOnceAndTheLoopGoesOn() {
        try (Loop loop = builder().maxStepTime(seconds(10)).build()) {
            initializer = () -> loop.sleep(seconds(1));
            Task<?> task = loop.spawn("initializer", Initialized::initialize);
            Task<?> other = loop.spawn("other", () -> loop.sleep(seconds(2)));
            assertThatThrownBy(task::await)
                    .isInstanceOf(ExceptionInInitializerError.class)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot suspend inside of a class initializer")
                    .hasMessageNotContaining("has not given control back");
            other.await();
            assertThat(loop.timerCount()).isZero();
            assertThat(loop.audit()).isEmpty();
        }
    }

    @Test
    void yieldNow_whilePinned_leavesNothingQueued() {
        try (Loop loop = builder().maxStepTime(seconds(10)).build()) {
            initializer = loop::yieldNow;
            List<String> log = new ArrayList<>();
            loop.run(() -> {
                assertThatThrownBy(Initialized2::initialize)
                        .isInstanceOf(ExceptionInInitializerError.class)
                        .hasCauseInstanceOf(IllegalStateException.class);
                loop.spawn(() -> log.add("other"));
                loop.yieldNow();
                log.add("main");
            });
            assertThat(log).containsExactly("other", "main");
            assertThat(loop.audit()).isEmpty();
        }
    }

    private static final class Initialized2 {

        static {
            initializer.run();
        }

        private Initialized2() {}

        static void initialize() {
            // the call does it
        }
    }

    @Test
    void group_childFailsWhileTheBlockIsStoppedInTheJdk_endsTheBlockAndThrowsTheFailure() {
        try (Loop loop = builder().build()) {
            assertThatThrownBy(() -> loop.run(() -> loop.group(group -> {
                        group.spawn("child", () -> {
                            loop.sleep(seconds(1));
                            throw new IllegalStateException("broken");
                        });
                        new CountDownLatch(1).await();
                    })))
                    .isInstanceOf(TaskGroupException.class)
                    .hasMessageContaining("broken");
        }
        try (Loop loop = builder().build()) {
            assertThatThrownBy(() -> loop.run(() -> {
                        try (TaskGroup group = loop.group()) {
                            group.spawn("child", () -> {
                                throw new IllegalStateException("broken");
                            });
                            new CountDownLatch(1).await();
                        }
                    }))
                    .isInstanceOf(InterruptedException.class)
                    .satisfies(
                            e -> assertThat(e.getSuppressed()).singleElement().isInstanceOf(TaskGroupException.class));
        }
    }

    @Test
    void blockingConnect_thatIsCancelled_endsAndLeavesNoThreadsOfTheJdkOnTheLoop() throws Exception {
        try (ServerSocketChannel full =
                        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
                SocketChannel first = SocketChannel.open(full.getLocalAddress());
                SocketChannel second = SocketChannel.open(full.getLocalAddress());
                Loop loop = builder().build()) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            Task<?> blocked = loop.spawn("blocked", () -> SocketChannel.open(full.getLocalAddress()));
            loop.runUntilIdle();
            assertThat(loop.tasks()).containsExactly(blocked);
            blocked.cancel();
            assertThatThrownBy(() -> loop.run(blocked::await)).isInstanceOf(ClosedByInterruptException.class);
        }
    }
}
