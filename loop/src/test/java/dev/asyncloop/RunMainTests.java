// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.Loops.millis;
import static dev.asyncloop.Loops.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a program's main task runs, and how its loop ends. */
class RunMainTests {

    private static LoopBuilder realTime() {
        return Loop.builder().realTime().maxRealTime(seconds(60));
    }

    @ParameterizedTest
    @EnumSource(
            value = FibreBackend.class,
            names = {"VIRTUAL_THREADS", "BATON"})
    void runMain_cancelsTasksInTheOrderOfTheirCreation(FibreBackend backend) {
        List<String> log = new ArrayList<>();
        Loop loop = Loops.on(backend).build();
        loop.runMain(() -> {
            for (String name : List.of("a", "b", "c")) {
                (name.equals("b")
                                ? loop.spawnBackground(name, () -> sleeper(loop, name, log))
                                : loop.spawn(name, () -> sleeper(loop, name, log)))
                        .onDone(task -> log.add(name + " done"));
            }
            loop.yieldNow();
        });
        assertThat(log.subList(0, 3)).containsExactly("a", "b", "c");
        assertThat(loop.isClosed()).isTrue();
    }

    private static Object sleeper(Loop loop, String name, List<String> log) {
        try {
            loop.sleep(seconds(100));
            return name;
        } finally {
            log.add(name);
        }
    }

    @Test
    void runMain_withATaskThatRefuses_namesIt() {
        Loop loop = Loop.create();
        assertThatIllegalStateException()
                .isThrownBy(() -> loop.runMain(() -> {
                    loop.spawnBackground("stubborn", () -> refuse(loop));
                    loop.yieldNow();
                    return "lost";
                }))
                .withMessageContaining("not everything has stopped")
                .withMessageContaining("task \"stubborn\"");
        assertThat(loop.isClosed()).isTrue();
    }

    private static void refuse(Loop loop) {
        while (true) {
            try {
                loop.sleep(seconds(1_000_000));
            } catch (TaskCancelledException e) {
                assertThat(e).isNotNull();
            }
        }
    }

    @Test
    void runMain_thatFails_suppressesWhatRefusedToStop() {
        Loop loop = Loop.create();
        Exception failure = new Exception("bad");
        assertThatThrownBy(() -> loop.runMain(() -> {
                    loop.spawnBackground("stubborn", () -> refuse(loop));
                    loop.yieldNow();
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(failure.getSuppressed())
                .singleElement()
                .satisfies(e -> assertThat(e).hasMessageContaining("task \"stubborn\""));
    }

    @Test
    void runMain_inRealTime_givesTasksTheGraceAndNoMore() {
        Loop loop = realTime().shutdownGrace(millis(50)).build();
        List<String> log = new ArrayList<>();
        assertThatIllegalStateException()
                .isThrownBy(() -> loop.runMain(() -> {
                    loop.spawnBackground("quick", () -> {
                        try {
                            loop.sleep(seconds(1_000));
                        } finally {
                            loop.sleep(millis(1));
                            log.add("quick");
                        }
                    });
                    loop.spawnBackground("stubborn", () -> refuse(loop));
                    loop.yieldNow();
                }))
                .withMessageContaining("task \"stubborn\"");
        assertThat(log).containsExactly("quick");
    }

    @Test
    void close_inRealTime_isBoundToo() {
        Loop loop = realTime().shutdownGrace(millis(50)).build();
        loop.spawn("stubborn", () -> refuse(loop));
        loop.runUntilIdle();
        assertThatIllegalStateException().isThrownBy(loop::close).withMessageContaining("task \"stubborn\"");
    }

    @Test
    void runMain_inRealTime_aTaskThatSpinsAtItsEnd_isNamed() {
        Loop loop = realTime().shutdownGrace(millis(50)).build();
        assertThatIllegalStateException()
                .isThrownBy(() -> loop.runMain(() -> {
                    loop.spawnBackground("spinner", () -> {
                        while (true) {
                            try {
                                loop.yieldNow();
                            } catch (TaskCancelledException e) {
                                assertThat(e).isNotNull();
                            }
                        }
                    });
                    loop.yieldNow();
                }))
                .withMessageContaining("task \"spinner\"");
    }

    @Test
    void runMain_thatDeadlocks_endsTheLoopAllTheSame() {
        Loop loop = Loop.create();
        List<String> log = new ArrayList<>();
        assertThatThrownBy(() -> loop.runMain(() -> {
                    try {
                        loop.promise("never").await();
                    } finally {
                        log.add("main");
                    }
                }))
                .isInstanceOf(DeadlockException.class);
        assertThat(log).containsExactly("main");
        assertThat(loop.isClosed()).isTrue();
    }

    @Test
    void runMain_stopped_throwsAndEndsTheLoop() {
        Loop loop = Loop.create();
        List<String> log = new ArrayList<>();
        assertThatIllegalStateException()
                .isThrownBy(() -> loop.runMain(() -> {
                    loop.callLater(seconds(1), loop::stop);
                    sleeper(loop, "main", log);
                }))
                .withMessageContaining("Event loop stopped before Future completed");
        assertThat(log).containsExactly("main");
    }

    @Test
    void runMain_interruptsWorkThatOutlastsTheGrace() {
        Loop loop = realTime().shutdownGrace(millis(50)).build();
        List<String> log = new CopyOnWriteArrayList<>();
        loop.runMain(() -> {
            loop.runInExecutor(() -> {
                try {
                    return new CountDownLatch(1).await(60, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    log.add("interrupted");
                    throw e;
                }
            });
        });
        assertThat(log).containsExactly("interrupted");
    }

    @Test
    void runMain_tellsAFailureOfAGeneratorToTheHandler() {
        List<String> told = new ArrayList<>();
        Loop loop = Loop.builder()
                .exceptionHandler((where, context) ->
                        told.add(context.message() + ": " + context.exception().getMessage()))
                .build();
        loop.generate("broken", (Generator.Output<Integer> out) -> {
                    try {
                        out.yield(1);
                    } finally {
                        throwIt(new IllegalStateException("clean-up"));
                    }
                })
                .iterator()
                .next();
        loop.runMain(() -> {});
        assertThat(told).singleElement().asString().contains("during closing of", "\"broken\"", "clean-up");
    }

    private static void throwIt(RuntimeException e) {
        throw e;
    }

    @Test
    void runMain_inAStepOfTheLoop_failsAndLeavesTheLoopOpen() {
        try (Loop loop = Loop.create()) {
            String result = loop.run(() -> {
                assertThatIllegalStateException()
                        .isThrownBy(() -> loop.runMain(() -> {}))
                        .withMessageContaining("already running");
                return "open";
            });
            assertThat(result).isEqualTo("open");
            assertThat(loop.isClosed()).isFalse();
        }
    }

    @Test
    void runMain_onAClosedLoop_fails() {
        Loop loop = Loop.create();
        loop.close();
        assertThatThrownBy(() -> loop.runMain(() -> {})).isInstanceOf(LoopClosedException.class);
    }

    @Test
    void runMain_inRealTime_waitsForAForeignThread() throws Exception {
        Loop loop = realTime().build();
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread other = new Thread(() -> answer.complete("answer"));
        assertThat(loop.<String>runMain(() -> {
                    other.start();
                    return loop.await(answer);
                }))
                .isEqualTo("answer");
        other.join(60_000);
    }

    @Test
    void spawnThreadSafe_ofALoopThatEnds_fails() {
        Loop loop = Loop.create();
        List<CompletableFuture<String>> futures = new ArrayList<>();
        Executor elsewhere = task -> {
            Thread thread = new Thread(task);
            thread.start();
            try {
                thread.join(60_000);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
        elsewhere.execute(() -> futures.add(loop.spawnThreadSafe("late", () -> "never")));
        loop.close();
        assertThat(futures.get(0)).isCompletedExceptionally();
        assertThatThrownBy(() -> loop.spawnThreadSafe("later", () -> "never")).isInstanceOf(LoopClosedException.class);
    }

    @Test
    void spawnThreadSafe_cancelledBeforeTheLoopHearsOfIt_neverRuns() throws Exception {
        List<String> log = new ArrayList<>();
        try (Loop loop = Loop.create()) {
            Thread other = new Thread(
                    () -> loop.spawnThreadSafe("never", () -> log.add("ran")).cancel(true));
            other.start();
            other.join(60_000);
            loop.runUntilIdle();
            assertThat(log).isEmpty();
            assertThat(loop.audit()).isEmpty();
        }
    }

    @Test
    void spawnThreadSafe_onTheLoopsOwnThread_isATaskOfTheSeed() {
        try (Loop loop = Loop.create()) {
            String result = loop.run(() -> {
                CompletableFuture<String> future = loop.spawnThreadSafe("own", () -> "own");
                return loop.await(future);
            });
            assertThat(result).isEqualTo("own");
        }
    }
}
