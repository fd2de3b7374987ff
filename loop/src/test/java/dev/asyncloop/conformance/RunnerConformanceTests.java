// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.asyncloop.ExceptionContext;
import dev.asyncloop.Generator;
import dev.asyncloop.Loop;
import dev.asyncloop.Promise;
import dev.asyncloop.Task;
import dev.asyncloop.TaskCancelledException;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Conformance cases of a program's main method: its end, its signals, and calls of other threads. */
@SuppressWarnings("MemberName") // the number of the case comes first
class RunnerConformanceTests {

    private CountDownLatch generatorClosed = new CountDownLatch(1);

    /** Starts what has to be cleaned up; returns when it is at work. */
    private void startCleaner(Loop loop, List<String> log) {
        Promise<String> atWork = loop.promise("at work");
        loop.spawnBackground("bg", () -> {
            atWork.complete("now");
            try {
                loop.sleep(Duration.ofDays(1));
            } catch (TaskCancelledException e) {
                log.add("bg-cancel");
                loop.sleep(Duration.ofSeconds(1));
                log.add("bg-clean");
                loop.runInExecutor(() -> {
                    assertThat(generatorClosed.await(60, TimeUnit.SECONDS)).isTrue();
                    return log.add("executor");
                });
                throw e;
            }
        });
        loop.manage("channel", () -> log.add("close"));
        atWork.await();
    }

    /** Iterated outside of tasks, for one that a task iterates is closed at the end of that. */
    private void openGenerator(Loop loop, List<String> log) {
        generatorClosed = new CountDownLatch(1);
        Iterator<Integer> open = loop.generate((Generator.Output<Integer> out) -> {
                    try {
                        out.yield(1);
                    } finally {
                        log.add("agen-final");
                        generatorClosed.countDown();
                    }
                })
                .iterator();
        assertThat(open.next()).isEqualTo(1);
    }

    @Test
    void R01_runMain_endsTasksThenWorkThenResources() throws Exception {
        Orders.inEveryOrder(loop -> {
            List<String> log = new CopyOnWriteArrayList<>();
            openGenerator(loop, log);
            String result = loop.runMain(() -> {
                startCleaner(loop, log);
                log.add("main-end");
                return "result";
            });
            assertThat(result).isEqualTo("result");
            assertThat(log).containsExactly("main-end", "bg-cancel", "bg-clean", "agen-final", "executor", "close");
            assertThat(loop.isClosed()).isTrue();
            assertThat(loop.clock().nanoTime()).isEqualTo(1_000_000_000L);
        });
    }

    @Test
    void R09_runMain_thatFails_endsInTheSameWay() throws Exception {
        Orders.inEveryOrder(loop -> {
            List<String> log = new CopyOnWriteArrayList<>();
            openGenerator(loop, log);
            Exception failure = new Exception("bad");
            assertThatThrownBy(() -> loop.runMain(() -> {
                        startCleaner(loop, log);
                        log.add("main-end");
                        throw failure;
                    }))
                    .isSameAs(failure)
                    .hasNoSuppressedExceptions();
            assertThat(log).containsExactly("main-end", "bg-cancel", "bg-clean", "agen-final", "executor", "close");
            assertThat(loop.isClosed()).isTrue();
        });
    }

    @Test
    void R02_runMain_tellsTheFailuresOfCleanUps() throws Exception {
        Orders.inEveryOrder(loop -> {
            List<ExceptionContext> told = new ArrayList<>();
            loop.setExceptionHandler((where, context) -> told.add(context));
            IllegalStateException failure = new IllegalStateException("clean-up");
            List<Task<?>> tasks = new ArrayList<>();
            loop.runMain(() -> {
                tasks.add(loop.spawnBackground("bg", () -> {
                    try {
                        loop.sleep(Duration.ofDays(1));
                    } catch (TaskCancelledException e) {
                        failure.addSuppressed(e);
                        throw failure;
                    }
                }));
                loop.sleep(Duration.ofSeconds(1));
            });
            assertThat(told).singleElement().satisfies(context -> {
                assertThat(context.message()).isEqualTo("unhandled exception during runMain() shutdown");
                assertThat(context.exception()).isSameAs(failure);
                assertThat((Object) context.task()).isSameAs(tasks.get(0));
                assertThat(context.handle()).isNull();
            });
        });
    }

    @SuppressWarnings("serial")
    private static final class Exit extends Error {}

    @Test
    void R07_anError_isThrownByRunAndKeptByTheTask() throws Exception {
        Orders.inEveryOrder(loop -> {
            Exit exit = new Exit();
            List<Task<?>> tasks = new ArrayList<>();
            Callable<String> body = () -> {
                tasks.add(loop.currentTask());
                throw exit;
            };
            assertThatThrownBy(() -> loop.run(body)).isSameAs(exit);
            assertThatThrownBy(() -> loop.runMain(body)).isSameAs(exit);
            assertThat(tasks)
                    .hasSize(2)
                    .allSatisfy(task -> assertThat(task.exceptionNow()).isSameAs(exit));
        });
    }

    @Test
    void R08_spawnThreadSafe_givesValueFailureAndCancellationToTheCallingThread() throws Exception {
        Orders.inEveryOrder(() -> Loop.builder().realTime().maxRealTime(Duration.ofMinutes(1)), loop -> {
            IllegalArgumentException failure = new IllegalArgumentException("bad");
            List<Object> seen = new CopyOnWriteArrayList<>();
            CompletableFuture<String> over = new CompletableFuture<>();
            Thread other = new Thread(() -> {
                try {
                    seen.add(loop.spawnThreadSafe("value", () -> "v").get(60, TimeUnit.SECONDS));
                    CompletableFuture<Object> failing = loop.spawnThreadSafe("failing", () -> {
                        throw failure;
                    });
                    try {
                        failing.get(60, TimeUnit.SECONDS);
                    } catch (ExecutionException e) {
                        seen.add(e.getCause());
                    }
                    CompletableFuture<Object> cancelled = loop.spawnThreadSafe("cancelled", () -> {
                        loop.currentTask().cancel();
                        loop.sleep(Duration.ofDays(1));
                        return "never";
                    });
                    cancelled.exceptionally(e -> "seen").get(60, TimeUnit.SECONDS);
                    seen.add(cancelled.isCancelled());
                    over.complete("over");
                } catch (Exception e) {
                    over.completeExceptionally(e);
                }
            });
            other.start();
            assertThat(loop.run(() -> loop.await(over))).isEqualTo("over");
            assertThat(seen).containsExactly("v", failure, true);
            assertThat(loop.audit()).isEmpty();
        });
    }

    @Test
    void R08_spawnThreadSafe_cancelledByItsFuture_cancelsTheTask() throws Exception {
        Orders.inEveryOrder(() -> Loop.builder().realTime().maxRealTime(Duration.ofMinutes(1)), loop -> {
            CompletableFuture<String> started = new CompletableFuture<>();
            List<String> log = new ArrayList<>();
            CompletableFuture<Object> future = loop.spawnThreadSafe("task", () -> {
                started.complete("started");
                try {
                    loop.sleep(Duration.ofDays(1));
                } finally {
                    log.add("cancelled");
                    loop.stop();
                }
                return "never";
            });
            Thread other = new Thread(() -> {
                started.join();
                future.cancel(true);
            });
            other.start();
            loop.runForever();
            other.join(60_000);
            assertThat(log).containsExactly("cancelled");
            assertThat(future).isCancelled();
        });
    }

    private static void raise(String signal) {
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            type.getMethod("raise", type)
                    .invoke(null, type.getConstructor(String.class).newInstance(signal));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    @Test
    void I08_addSignalHandler_runsItOnTheLoopUntilItIsRemoved() {
        assumeFalse(File.separatorChar == '\\', "Windows has no SIGUSR1");
        try (Loop loop =
                Loop.builder().realTime().maxRealTime(Duration.ofMinutes(1)).build()) {
            List<Thread> ranOn = new ArrayList<>();
            loop.addSignalHandler("USR1", () -> ranOn.add(null));
            loop.addSignalHandler("USR1", () -> {
                ranOn.add(Thread.currentThread());
                loop.stop();
            });
            raise("USR1");
            loop.runForever();
            assertThat(ranOn).containsExactly(Thread.currentThread());
            assertThat(loop.removeSignalHandler("USR1")).isTrue();
            assertThat(loop.removeSignalHandler("USR1")).isFalse();
        }
    }

    @Test
    void I08_addSignalHandler_refusesUnknownAndUncatchableSignals() {
        try (Loop loop = Loop.create()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> loop.addSignalHandler("NONSENSE", () -> {}))
                    .withMessageContaining("no signal SIGNONSENSE");
            assumeFalse(File.separatorChar == '\\', "Windows has no SIGKILL");
            assertThatIllegalStateException()
                    .isThrownBy(() -> loop.addSignalHandler("KILL", () -> {}))
                    .withMessageContaining("SIGKILL cannot be handled");
            assertThat(loop.removeSignalHandler("KILL")).isFalse();
        }
    }
}
