// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.DeadlockException;
import dev.asyncloop.ExceptionContext;
import dev.asyncloop.Fault;
import dev.asyncloop.FaultKind;
import dev.asyncloop.Handle;
import dev.asyncloop.Loop;
import dev.asyncloop.Promise;
import dev.asyncloop.Task;
import dev.asyncloop.internal.LoopInternals;
import dev.asyncloop.schedule.Schedule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Conformance cases of callbacks, timers, running and stopping, and foreign threads. */
@SuppressWarnings("MemberName") // the number of the case comes first
class LoopConformanceTests {

    private static void stopAndRun(Loop loop) {
        loop.stop();
        loop.runForever();
    }

    private static long seconds(Loop loop) {
        return loop.clock().nanoTime() / 1_000_000_000;
    }

    @Test
    void L01_callSoon_runsInOrderInOneIteration() throws Exception {
        Orders.inFifoOrder(loop -> {
            List<String> log = new ArrayList<>();
            List.of("a", "b", "c").forEach(name -> loop.callSoon(() -> log.add(name)));
            stopAndRun(loop);
            assertThat(log).containsExactly("a", "b", "c");
            assertThat(LoopInternals.iterations(loop)).isEqualTo(1);
        });
    }

    @Test
    void L02_callSoon_inACallback_runsInTheNextIteration() throws Exception {
        Orders.inFifoOrder(loop -> {
            List<String> log = new ArrayList<>();
            loop.callSoon(() -> {
                log.add("a" + LoopInternals.iterations(loop));
                loop.callSoon(() -> log.add("a2" + LoopInternals.iterations(loop)));
            });
            loop.callSoon(() -> log.add("b" + LoopInternals.iterations(loop)));
            loop.runUntilIdle();
            assertThat(log).containsExactly("a1", "b1", "a22");
        });
    }

    @Test
    void L04_callLater_runsByDeadline_negativeOnesToo() throws Exception {
        Orders.inFifoOrder(loop -> {
            List<Object> log = new ArrayList<>();
            for (int delay : new int[] {3, 1, 2}) {
                loop.callLater(Duration.ofSeconds(delay), () -> log.add(seconds(loop)));
            }
            loop.advanceUntilIdle();
            loop.callLater(Duration.ofSeconds(-1), () -> log.add("a"));
            loop.callLater(Duration.ofSeconds(-2), () -> log.add("b"));
            stopAndRun(loop);
            assertThat(log).containsExactly(1L, 2L, 3L, "b", "a");
        });
    }

    private static List<Integer> equalDeadlines(Loop loop, int n) {
        List<Integer> log = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int number = i;
            loop.callLater(Duration.ofSeconds(1), () -> log.add(number));
        }
        loop.callLater(Duration.ofSeconds(2), () -> log.add(n));
        loop.advanceUntilIdle();
        return log;
    }

    /** Other than in asyncio, whose heap does not keep the order of equal deadlines. */
    @Test
    void L05_timers_ofOneDeadline_areFifoOrAnyPermutationOfASeed() throws Exception {
        Orders.inFifoOrder(loop -> assertThat(equalDeadlines(loop, 2)).containsExactly(0, 1, 2));
        Orders.inFifoOrder(loop -> assertThat(equalDeadlines(loop, 3)).containsExactly(0, 1, 2, 3));
        Orders.inFifoOrder(loop -> assertThat(equalDeadlines(loop, 8)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8));
        Set<List<Integer>> orders = new LinkedHashSet<>();
        Orders.inEveryOrder(loop -> {
            List<Integer> order = equalDeadlines(loop, 3);
            assertThat(order.subList(0, 3)).containsExactlyInAnyOrder(0, 1, 2);
            assertThat(order.get(3)).isEqualTo(3);
            orders.add(order);
        });
        assertThat(orders).hasSize(6);
    }

    @Test
    void L06_callLater_ofZero_runsAfterWhatIsReadyInTheSameIteration() throws Exception {
        Orders.inFifoOrder(loop -> {
            List<String> log = new ArrayList<>();
            loop.callLater(Duration.ZERO, () -> log.add("timer"));
            loop.callSoon(() -> log.add("soon"));
            stopAndRun(loop);
            assertThat(log).containsExactly("soon", "timer");
        });
    }

    private static Pipe readablePipe() throws IOException {
        Pipe pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        pipe.sink().write(ByteBuffer.wrap(new byte[] {1}));
        return pipe;
    }

    @Test
    void L07_anIteration_runsWhatIsReadyThenChannelsThenTimers() throws Exception {
        Orders.inFifoOrder(loop -> {
            List<String> log = new ArrayList<>();
            Pipe pipe = readablePipe();
            try (Pipe.SourceChannel source = pipe.source();
                    Pipe.SinkChannel sink = pipe.sink()) {
                assertThat(sink.isOpen()).isTrue();
                loop.addReader(source, () -> log.add("io"));
                loop.callLater(Duration.ZERO, () -> log.add("timer"));
                loop.callSoon(() -> log.add("soon"));
                stopAndRun(loop);
                loop.removeReader(source);
            }
            assertThat(log).containsExactly("soon", "io", "timer");
        });
    }

    @Test
    void L08_stop_beforeTheRun_letsOneIterationRun() throws Exception {
        Orders.inFifoOrder(loop -> {
            List<String> log = new ArrayList<>();
            loop.callSoon(() -> log.add("a"));
            loop.callSoon(() -> {
                log.add("b");
                loop.callSoon(() -> log.add("c"));
            });
            stopAndRun(loop);
            assertThat(log).containsExactly("a", "b");
            stopAndRun(loop);
            assertThat(log).containsExactly("a", "b", "c");
        });
    }

    @Test
    void L08_stop_insideARun_letsTheIterationEndAndIsThenForgotten() throws Exception {
        Orders.inFifoOrder(loop -> {
            List<String> log = new ArrayList<>();
            loop.callSoon(() -> {
                loop.stop();
                loop.callSoon(() -> log.add("next"));
            });
            loop.callSoon(() -> log.add("same"));
            loop.runForever();
            assertThat(log).containsExactly("same");
            loop.run(loop::yieldNow);
            assertThat(log).containsExactly("same", "next");
        });
    }

    @Test
    void L08_stop_beforeTheRun_doesNotWaitForTimers() throws Exception {
        Orders.inFifoOrder(loop -> {
            Handle timer = loop.callLater(Duration.ofSeconds(1), () -> {});
            stopAndRun(loop);
            assertThat(timer.isPending()).isTrue();
            assertThat(seconds(loop)).isZero();
        });
    }

    @Test
    void L10_run_returnsThrowsOrWasStopped() throws Exception {
        Orders.inEveryOrder(loop -> {
            Promise<String> pending = loop.promise("pending");
            loop.callSoon(loop::stop);
            assertThatIllegalStateException()
                    .isThrownBy(() -> loop.run(pending::await))
                    .withMessageContaining("Event loop stopped before Future completed");
            assertThat(loop.<Integer>run(() -> 7)).isEqualTo(7);
            IllegalArgumentException failure = new IllegalArgumentException("bad");
            assertThatThrownBy(() -> loop.run(() -> {
                        throw failure;
                    }))
                    .isSameAs(failure);
            pending.complete("late");
        });
    }

    @Test
    void L10_stop_inTheStepThatEndsMain_doesNoHarm() throws Exception {
        Orders.inEveryOrder(loop -> {
            String result = loop.run(() -> {
                loop.stop();
                return "done";
            });
            assertThat(result).isEqualTo("done");
            loop.run(loop::yieldNow);
        });
    }

    @Test
    void L11_aRunningLoop_cannotBeRunOrClosed_norAnotherOne() throws Exception {
        Orders.inEveryOrder(loop -> loop.run(() -> {
            assertThatIllegalStateException()
                    .isThrownBy(() -> loop.run(() -> 1))
                    .withMessageContaining("This event loop is already running");
            assertThatIllegalStateException()
                    .isThrownBy(loop::runForever)
                    .withMessageContaining("This event loop is already running");
            assertThatIllegalStateException()
                    .isThrownBy(() -> loop.runMain(() -> 1))
                    .withMessageContaining("This event loop is already running");
            assertThatIllegalStateException()
                    .isThrownBy(loop::close)
                    .withMessageContaining("Cannot close a running event loop");
            try (Loop other = Loop.create()) {
                assertThatIllegalStateException()
                        .isThrownBy(() -> other.run(() -> 1))
                        .withMessageContaining("Cannot run the event loop while another loop is running");
            }
        }));
    }

    @Test
    void L13_aFailingCallback_isToldToTheHandler_andTheOthersRun() throws Exception {
        Orders.inFifoOrder(loop -> {
            List<String> log = new ArrayList<>();
            List<ExceptionContext> told = new ArrayList<>();
            loop.setExceptionHandler((where, context) -> told.add(context));
            IllegalStateException failure = new IllegalStateException("bad");
            loop.callSoon(() -> log.add("a"));
            Handle bad = loop.callSoon(() -> {
                throw failure;
            });
            loop.callSoon(() -> log.add("c"));
            stopAndRun(loop);
            assertThat(log).containsExactly("a", "c");
            assertThat(told).singleElement().satisfies(context -> {
                assertThat(context.message()).startsWith("Exception in callback");
                assertThat(context.exception()).isSameAs(failure);
                assertThat(context.handle()).isSameAs(bad);
                assertThat((Object) context.task()).isNull();
            });
        });
    }

    @Test
    void L14_aFailingHandler_isToldToTheDefaultOne() throws Exception {
        Orders.inEveryOrder(loop -> {
            IllegalStateException failure = new IllegalStateException("callback");
            loop.setExceptionHandler((where, context) -> {
                throw new UnsupportedOperationException("handler");
            });
            loop.callSoon(() -> {
                throw failure;
            });
            loop.runUntilIdle();
            assertThat(loop.audit()).singleElement().satisfies(fault -> {
                assertThat(fault.kind()).isEqualTo(FaultKind.UNHANDLED_EXCEPTION);
                assertThat(fault.message()).contains("Unhandled error in exception handler");
                assertThat(fault.cause())
                        .isInstanceOf(UnsupportedOperationException.class)
                        .hasSuppressedException(failure);
            });
        });
    }

    @Test
    void L16_callSoonThreadSafe_wakesALoopThatHasNothingToWaitFor() throws Exception {
        try (Loop loop =
                Loop.builder().realTime().maxRealTime(Duration.ofMinutes(1)).build()) {
            AtomicReference<Thread> ranOn = new AtomicReference<>();
            Thread other = new Thread(() -> loop.callSoonThreadSafe(() -> {
                ranOn.set(Thread.currentThread());
                loop.stop();
            }));
            loop.callSoon(other::start);
            loop.runForever();
            other.join(60_000);
            assertThat(ranOn).hasValue(Thread.currentThread());
        }
    }

    @Test
    void L17_runInExecutor_runsOnAnotherThreadAndGivesItsFailure() throws Exception {
        Orders.inEveryOrder(loop -> loop.run(() -> {
            Task<Thread> thread = loop.runInExecutor(Thread::currentThread);
            assertThat(thread.await()).isNotSameAs(Thread.currentThread());
            IllegalArgumentException failure = new IllegalArgumentException("bad");
            Task<?> failing = loop.runInExecutor(() -> {
                throw failure;
            });
            assertThatThrownBy(failing::await).isSameAs(failure);
        }));
    }

    @Test
    void L19_slowCallbacks_areReportedInDebugMode() {
        LoopInternals time = new LoopInternals();
        try (Loop loop = time.debugLoop()) {
            loop.callSoon(() -> time.pass(Duration.ofMillis(100)));
            loop.callSoon(() -> time.pass(Duration.ofMillis(90)));
            loop.runUntilIdle();
            List<Fault> faults = loop.audit();
            assertThat(faults).singleElement().satisfies(fault -> {
                assertThat(fault.kind()).isEqualTo(FaultKind.SLOW_STEP);
                assertThat(fault.message()).contains("executing <callback", "took 0.100 seconds");
            });
        }
    }

    /** Other than in asyncio, which checks in debug mode only. */
    @Test
    void L20_callsOfForeignThreads_failAlsoWithoutDebugMode() throws Exception {
        for (boolean debug : new boolean[] {false, true}) {
            Orders.inEveryOrder(() -> debug ? Loop.builder().debug() : Loop.builder(), loop -> {
                List<Throwable> failures = new ArrayList<>();
                Thread other = new Thread(() -> {
                    for (Runnable call : List.<Runnable>of(
                            () -> loop.callSoon(() -> {}), () -> loop.callLater(Duration.ofSeconds(1), () -> {}))) {
                        try {
                            call.run();
                        } catch (IllegalStateException e) {
                            failures.add(e);
                        }
                    }
                });
                other.start();
                other.join(60_000);
                assertThat(failures)
                        .hasSize(2)
                        .allSatisfy(e -> assertThat(e).hasMessageContaining("belongs to thread"));
            });
        }
    }

    /** Other than asyncio, we ask for no sleep at all where that would take no time. */
    @Test
    void L23_sleeps_lastUntilTheNextTimerButADayAtMost() {
        for (int seed = 0; seed <= 1_000; seed++) {
            LoopInternals time = new LoopInternals();
            try (Loop loop = time.realTimeLoop(seed == 0 ? Schedule.fifo() : Schedule.random(seed))) {
                loop.callLater(Duration.ofSeconds(1), loop::stop);
                loop.callSoon(() -> assertThat(time.sleeps()).isEmpty());
                loop.spawn(() -> assertThat(time.sleeps()).isEmpty());
                loop.runForever();
                assertThat(time.sleeps()).containsExactly(Duration.ofSeconds(1));
                time.sleeps().clear();
                loop.callLater(Duration.ofSeconds(1_000_000), loop::stop);
                loop.runForever();
                assertThat(time.sleeps()).hasSize(12).first().isEqualTo(Duration.ofDays(1));
                assertThat(time.sleeps().get(11)).isEqualTo(Duration.ofSeconds(1_000_000 - 11 * 86_400));
            }
        }
    }

    /** Other than asyncio, which would wait for ever. */
    @Test
    void L24_runForever_withNothingToDoInVirtualTime_isADeadlock() {
        try (Loop loop = Loop.builder().externalGrace(Duration.ZERO).build()) {
            assertThatThrownBy(loop::runForever)
                    .isInstanceOf(DeadlockException.class)
                    .hasMessageContaining("nothing is runnable");
            loop.callLater(Duration.ofSeconds(1), loop::stop);
            loop.runForever();
            assertThat(seconds(loop)).isEqualTo(1);
        }
    }

    @Test
    void L25_aChainOfZeroDelays_doesNotStarveChannels() throws Exception {
        Orders.inEveryOrder(loop -> {
            List<String> log = new ArrayList<>();
            Pipe pipe = Pipe.open();
            pipe.source().configureBlocking(false);
            try (Pipe.SourceChannel source = pipe.source();
                    Pipe.SinkChannel sink = pipe.sink()) {
                loop.addReader(source, () -> {
                    log.add("io");
                    loop.removeReader(source);
                });
                link(loop, 0, sink, log);
                loop.runUntilIdle();
            }
            assertThat(log.indexOf("io")).isBetween(3, 6);
            assertThat(log).hasSize(11);
            assertThat(loop.clock().nanoTime()).isZero();
        });
    }

    private static void link(Loop loop, int number, Pipe.SinkChannel sink, List<String> log) {
        if (number < 10) {
            loop.callLater(Duration.ZERO, () -> {
                log.add("link " + number);
                if (number == 3) {
                    try {
                        sink.write(ByteBuffer.wrap(new byte[] {1}));
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }
                link(loop, number + 1, sink, log);
            });
        }
    }

    @Test
    void X01_aTimer_cancelledByAnotherOfItsDeadline_doesNotRun() throws Exception {
        Orders.inFifoOrder(loop -> {
            List<String> log = new ArrayList<>();
            List<Handle> second = new ArrayList<>();
            loop.callLater(Duration.ofSeconds(5), () -> {
                log.add("first");
                assertThat(second.get(0).cancel()).isTrue();
            });
            second.add(loop.callLater(Duration.ofSeconds(5), () -> log.add("second")));
            loop.advanceUntilIdle();
            assertThat(log).containsExactly("first");
        });
    }

    @Test
    void X02_lateTimers_runInOneIterationByDeadline() {
        LoopInternals time = new LoopInternals();
        try (Loop loop = time.realTimeLoop()) {
            List<String> log = new ArrayList<>();
            for (int delay : new int[] {3, 1, 2}) {
                loop.callLater(
                        Duration.ofSeconds(delay), () -> log.add(delay + " in " + LoopInternals.iterations(loop)));
            }
            loop.callSoon(() -> time.pass(Duration.ofSeconds(10)));
            loop.runUntilIdle();
            assertThat(log).containsExactly("1 in 2", "2 in 2", "3 in 2");
        }
    }

    @Test
    void X02_lateTimers_keepTheirOrderInEveryOrder() throws Exception {
        Orders.inEveryOrder(loop -> {
            List<Integer> log = new ArrayList<>();
            for (int delay : new int[] {-1, -3, -2}) {
                loop.callLater(Duration.ofSeconds(delay), () -> log.add(delay));
            }
            loop.runUntilIdle();
            assertThat(log).containsExactly(-3, -2, -1);
        });
    }
}
