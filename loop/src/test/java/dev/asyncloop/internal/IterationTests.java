// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.TaskCancelledException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In which iteration things happen, counted as asyncio does. The labels are those of the conformance cases. */
class IterationTests {

    private final Loop loop = Loop.create();
    private final List<String> log = new ArrayList<>();
    private long base;

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    private long iteration() {
        return ((EventLoop) loop).engine.iterations() - base;
    }

    private void note(String what) {
        log.add(what + "+" + iteration());
    }

    private void start() {
        base += iteration();
    }

    @Test
    void callSoon_fromACallback_runsOneIterationLaterL02() {
        loop.callSoon(() -> {
            note("a");
            loop.callSoon(() -> note("a2"));
        });
        loop.callSoon(() -> note("b"));
        loop.runUntilIdle();
        assertThat(log).containsExactly("a+1", "b+1", "a2+2");
    }

    @Test
    void tasks_spawned_runInTheNextIterationT01() {
        loop.run(() -> {
            start();
            loop.spawn("a", () -> note("a"));
            Task<?> b = loop.spawn("b", () -> note("b"));
            note("created");
            b.await();
        });
        assertThat(log).containsExactly("created+0", "a+1", "b+1");
    }

    @Test
    void completion_ofAFuture_wakesItsWaiterAndThenTheParentT03() {
        CompletableFuture<String> future = new CompletableFuture<>();
        loop.run(() -> {
            Task<?> waiter = loop.spawn("w", () -> {
                loop.await(future);
                note("woke");
            });
            Task<?> parent = loop.spawn("parent", () -> {
                waiter.await();
                note("parent");
            });
            loop.yieldNow();
            loop.yieldNow();
            start();
            future.complete("value");
            note("set");
            loop.callSoon(() -> note("soon"));
            parent.await();
        });
        assertThat(log).containsExactly("set+0", "woke+1", "soon+1", "parent+2");
    }

    @Test
    void cancellation_ofAnAwaitingTask_reachesTheInnerOneFirstT10() {
        loop.run(() -> {
            Task<?> inner = loop.spawn("inner", () -> {
                try {
                    loop.sleep(Duration.ofSeconds(100));
                } catch (TaskCancelledException e) {
                    note("inner");
                    throw e;
                }
            });
            Task<?> outer = loop.spawn("outer", () -> {
                try {
                    inner.await();
                } catch (TaskCancelledException e) {
                    note("outer");
                    throw e;
                }
            });
            loop.yieldNow();
            loop.yieldNow();
            start();
            outer.cancel("stop");
            loop.yieldNow();
            loop.yieldNow();
            loop.yieldNow();
            assertThat(inner.isCancelled()).isTrue();
            assertThat(outer.isCancelled()).isTrue();
        });
        assertThat(log).containsExactly("inner+1", "outer+2");
    }

    @Test
    void sleep_zeroNegativeAndLonger_usesOneOneAndTwoIterationsT16() {
        loop.run(() -> {
            for (Duration duration : List.of(Duration.ZERO, Duration.ofSeconds(-5), Duration.ofMillis(2_500))) {
                start();
                loop.sleep(duration);
                note("slept");
            }
        });
        assertThat(log).containsExactly("slept+1", "slept+1", "slept+2");
        assertThat(loop.clock().nanoTime()).isEqualTo(2_500_000_000L);
    }

    @Test
    void await_ofWhatIsDone_usesNoIterationF08() {
        loop.run(() -> {
            Task<String> done = loop.spawn(() -> "done");
            done.await();
            start();
            long steps = loop.trace().steps();
            assertThat(loop.await(CompletableFuture.completedFuture("value"))).isEqualTo("value");
            assertThat(loop.await(done)).isEqualTo("done");
            assertThat(done.get()).isEqualTo("done");
            assertThat(iteration()).isZero();
            assertThat(loop.trace().steps()).isEqualTo(steps);
        });
    }

    @Test
    void waitersAndCallback_ofOneTask_wakeInOrderOfRegistrationX09() {
        loop.run(() -> {
            CompletableFuture<String> gate = new CompletableFuture<>();
            Task<String> future = loop.spawn("future", () -> loop.await(gate));
            for (int i = 0; i < 3; i++) {
                String name = "w" + i;
                loop.spawn(name, () -> {
                    future.await();
                    note(name);
                });
            }
            loop.yieldNow();
            future.onDone(done -> note("cb"));
            gate.complete("value");
            loop.yieldNow();
            start();
            loop.yieldNow();
            loop.yieldNow();
        });
        assertThat(log).containsExactly("w0+1", "w1+1", "w2+1", "cb+1");
    }
}
