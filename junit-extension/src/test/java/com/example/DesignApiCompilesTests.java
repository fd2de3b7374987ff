// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package com.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.Handle;
import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.TaskGroup;
import dev.asyncloop.clock.VirtualClock;
import dev.asyncloop.junit.AsyncLoopConfig;
import dev.asyncloop.junit.AsyncLoopTest;
import dev.asyncloop.junit.LeakPolicy;
import dev.asyncloop.junit.LoopExecutor;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The fixed part of the API, as the design writes it down and as a user's package sees it. */
@AsyncLoopConfig(schedules = 3)
class DesignApiCompilesTests {

    private final List<String> log = new ArrayList<>();

    @BeforeEach
    void before(Loop loop, VirtualClock clock) {
        assertThat(loop.clock()).isSameAs(clock);
    }

    @AfterEach
    void after(Loop loop, TaskGroup group) {
        group.spawn("last", () -> loop.sleep(Duration.ofSeconds(1)));
    }

    @Test
    void loops_are_made_by_hand() {
        try (Loop loop = Loop.create()) {
            assertThat(loop.<String>run(() -> "done")).isEqualTo("done");
            assertThat(loop.seed()).isEqualTo("fifo");
        }
        try (Loop loop = Loop.builder().seed("0x5eed").name("by hand").build()) {
            loop.run(() -> log.add("ran"));
            assertThat(loop.seed()).isEqualTo("0x5eed");
        }
        Loop closed = Loop.create();
        closed.close();
        closed.close();
        assertThat(closed.isClosed()).isTrue();
        assertThat(log).containsExactly("ran");
        assertThatThrownBy(Loop::current).isInstanceOf(IllegalStateException.class);
    }

    @AsyncLoopTest
    void tasks_take_bodies_with_and_without_result(Loop loop) {
        String result = loop.run(() -> {
            assertThat(Loop.current()).isSameAs(loop);
            Task<String> first = loop.spawn(() -> "first");
            Task<String> named = loop.spawn("named", () -> "second");
            Task<?> nothing = loop.spawn(() -> {
                loop.yieldNow();
            });
            loop.spawn("no result", () -> loop.sleep(Duration.ofMillis(1))).await();
            loop.spawnBackground("background", () -> {
                loop.sleep(Duration.ofDays(1));
                return "never";
            });
            nothing.await();
            assertThat(named.name()).isEqualTo("named");
            return first.await() + " " + named.await();
        });
        assertThat(result).isEqualTo("first second");
    }

    @AsyncLoopTest
    void tasks_are_futures_and_stages(Loop loop) throws Exception {
        Task<String> task = loop.spawn(() -> "x");
        Future<String> future = task;
        CompletionStage<String> stage = task.thenApply(text -> text + "y");
        assertThat(loop.await(stage)).isEqualTo("xy");
        assertThat(future.get()).isEqualTo("x");
        assertThat(loop.await(CompletableFuture.completedFuture("z"))).isEqualTo("z");
        Task<?> one = loop.spawn(() -> loop.sleep(Duration.ofHours(1)));
        Task<?> other = loop.spawn(() -> loop.sleep(Duration.ofHours(1)));
        loop.runUntilIdle();
        assertThat(one.cancel()).isTrue();
        assertThat(other.cancel("a reason")).isTrue();
    }

    @AsyncLoopTest(start = "2026-01-01T00:00:00Z")
    void callbacks_run_in_virtual_time(Loop loop) {
        Handle soon = loop.callSoon(() -> log.add("soon"));
        loop.runUntilIdle();
        loop.callSoonThreadSafe(() -> log.add("thread safe"));
        loop.runUntilIdle();
        loop.callLater(Duration.ofSeconds(5), () -> log.add("later"));
        loop.callAt(Instant.parse("2026-01-01T00:00:10Z"), () -> log.add("at"));
        Handle cancelled = loop.callLater(Duration.ofSeconds(1), () -> log.add("cancelled"));
        cancelled.cancel();
        soon.cancel();
        loop.advance(Duration.ofSeconds(7));
        loop.advanceTo(Instant.parse("2026-01-01T00:01:00Z"));
        assertThat(log).containsExactly("soon", "thread safe", "later", "at");
        assertThat(loop.clock().instant()).isEqualTo(Instant.parse("2026-01-01T00:01:00Z"));
    }

    @AsyncLoopTest
    void structure_is_a_block(Loop loop) {
        int sum = loop.run(() -> {
            Task<Integer> one;
            Task<Integer> two;
            try (TaskGroup group = loop.group()) {
                one = group.spawn(() -> 1);
                two = group.spawn("two", () -> 2);
            }
            int three = loop.timeout(Duration.ofSeconds(1), () -> 3);
            Task<Integer> four = loop.shield(loop.spawn(() -> 4));
            return one.await() + two.await() + three + four.await();
        });
        assertThat(sum).isEqualTo(10);
    }

    @AsyncLoopTest
    void executors_are_the_jdks(Loop loop, @LoopExecutor ScheduledExecutorService injected) {
        ScheduledExecutorService executor = loop.executor();
        assertThat(executor).isSameAs(injected);
        ScheduledExecutorService pool = loop.threadPool(2);
        pool.shutdown();
        assertThat(pool.isShutdown()).isTrue();
    }

    @AsyncLoopTest(
            seed = "0x5eed",
            schedules = 10,
            start = "2026-03-29T00:30:00Z",
            zone = "Europe/Berlin",
            realTimeLimit = "30s",
            stepTimeLimit = "10s",
            virtualTimeLimit = "PT24H",
            maxSteps = 1_000_000,
            maxStepsPerInstant = 1_000,
            leaks = LeakPolicy.FAIL)
    void parameters_are_injected_by_type(
            Loop loop, VirtualClock clock, Clock javaClock, TaskGroup group, RandomGenerator random) {
        assertThat(loop.seed()).isEqualTo("0x5eed");
        assertThat(clock).isSameAs(javaClock);
        group.spawn(() -> log.add("in the group"));
        assertThat(random.nextInt(10)).isBetween(0, 9);
    }

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @AsyncLoopTest(schedules = 2)
    @interface QuickTest {}

    @QuickTest
    void annotation_composes(Loop loop) {
        loop.run(() -> loop.sleep(Duration.ofDays(365)));
    }
}
