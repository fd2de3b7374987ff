// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.Loops.seconds;
import static dev.asyncloop.Loops.secondsOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** FIFO order of callbacks and timers, as asyncio has it. The labels are those of the conformance cases. */
class CallbackOrderTests {

    private final Loop loop = Loop.create();
    private final List<String> log = new ArrayList<>();

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    @Test
    void callSoon_thrice_runsInOrderL01() {
        loop.callSoon(() -> log.add("a"));
        loop.callSoon(() -> log.add("b"));
        loop.callSoon(() -> log.add("c"));
        loop.runUntilIdle();
        assertThat(log).containsExactly("a", "b", "c");
    }

    @Test
    void callSoon_fromACallback_runsBehindWhatIsReadyL02() {
        loop.callSoon(() -> {
            log.add("a");
            loop.callSoon(() -> log.add("a2"));
        });
        loop.callSoon(() -> log.add("b"));
        loop.runUntilIdle();
        assertThat(log).containsExactly("a", "b", "a2");
    }

    @Test
    void callLater_delays_runInOrderOfTheirDeadlinesL04() {
        loop.callLater(seconds(3), () -> log.add("c@" + secondsOf(loop)));
        loop.callLater(seconds(1), () -> log.add("a@" + secondsOf(loop)));
        loop.callLater(seconds(2), () -> log.add("b@" + secondsOf(loop)));
        loop.advanceUntilIdle();
        assertThat(log).containsExactly("a@1", "b@2", "c@3");
    }

    @Test
    void callLater_negativeDelays_areDueNowOrderedByDeadlineL04() {
        loop.callLater(seconds(-1), () -> log.add("a"));
        loop.callLater(seconds(-2), () -> log.add("b"));
        loop.runUntilIdle();
        assertThat(log).containsExactly("b", "a");
    }

    @Test
    void callLater_zero_runsAfterALaterCallSoonL06() {
        loop.callLater(Duration.ZERO, () -> log.add("timer"));
        loop.callSoon(() -> log.add("soon"));
        loop.runUntilIdle();
        assertThat(log).containsExactly("soon", "timer");
    }

    @Test
    void callLater_zeroInACallback_runsInTheNextIterationBehindItsCallSoon() {
        loop.callSoon(() -> {
            loop.callLater(Duration.ZERO, () -> log.add("timer"));
            loop.callSoon(() -> {
                log.add("soon");
                loop.callSoon(() -> log.add("soon2"));
            });
        });
        loop.runUntilIdle();
        assertThat(log).containsExactly("soon", "timer", "soon2");
    }

    @Test
    void callLater_equalDeadlines_areFifoL05() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String name = "t" + i;
            expected.add(name);
            loop.callLater(seconds(1), () -> log.add(name));
        }
        loop.callLater(seconds(2), () -> log.add("later"));
        expected.add("later");
        loop.advanceUntilIdle();
        assertThat(log).isEqualTo(expected);
    }

    @Test
    void callback_thatThrows_doesNotStopTheOthersL13() {
        List<ExceptionContext> contexts = new ArrayList<>();
        loop.setExceptionHandler((failed, context) -> contexts.add(context));
        IllegalStateException failure = new IllegalStateException("bad");
        loop.callSoon(() -> log.add("a"));
        Handle bad = loop.callSoon(() -> {
            throw failure;
        });
        loop.callSoon(() -> log.add("c"));
        loop.runUntilIdle();
        assertThat(log).containsExactly("a", "c");
        assertThat(contexts).singleElement().satisfies(context -> {
            assertThat(context.message()).startsWith("Exception in callback");
            assertThat(context.exception()).isSameAs(failure);
            assertThat(context.handle()).isSameAs(bad);
        });
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void exceptionHandler_thatThrows_fallsBackToTheDefaultOneL14() {
        loop.setExceptionHandler((failed, context) -> {
            throw new IllegalArgumentException("handler");
        });
        loop.callSoon(() -> {
            throw new IllegalStateException("bad");
        });
        loop.runUntilIdle();
        assertThat(loop.audit()).singleElement().satisfies(fault -> {
            assertThat(fault.kind()).isEqualTo(FaultKind.UNHANDLED_EXCEPTION);
            assertThat(fault.message()).contains("Unhandled error in exception handler");
            assertThat(fault.cause()).hasMessage("handler").hasSuppressedException(new IllegalStateException("bad"));
        });
    }

    @Test
    void timer_cancelledByAnEarlierOneOfTheSameInstant_doesNotRunX01() {
        Handle[] second = new Handle[1];
        loop.callLater(seconds(5), () -> {
            log.add("first");
            log.add("prevented " + second[0].cancel());
        });
        second[0] = loop.callLater(seconds(5), () -> log.add("second"));
        loop.callLater(seconds(5), () -> log.add("third"));
        loop.advanceUntilIdle();
        assertThat(log).containsExactly("first", "prevented true", "third");
        assertThat(second[0].isCancelled()).isTrue();
        assertThat(second[0].isPending()).isFalse();
        assertThat(loop.timerCount()).isZero();
    }

    @Test
    void lateTimer_heldBehindAnEarlierDeadline_canBeCancelled() {
        Handle[] held = new Handle[1];
        loop.callLater(seconds(-3), () -> {
            log.add("first");
            held[0].cancel();
        });
        held[0] = loop.callLater(seconds(-2), () -> log.add("second"));
        loop.callLater(seconds(-1), () -> log.add("third"));
        loop.runUntilIdle();
        assertThat(log).containsExactly("first", "third");
    }

    @Test
    void handle_beforeAndAfterItsRun_saysSo() {
        Handle handle = loop.callSoon(() -> log.add("ran"));
        assertThat(handle.isPending()).isTrue();
        loop.runUntilIdle();
        assertThat(handle.isPending()).isFalse();
        assertThat(handle.cancel()).isFalse();
        assertThat(handle.isCancelled()).isFalse();
        Handle timer = loop.callLater(seconds(1), () -> log.add("timer"));
        assertThat(timer.isPending()).isTrue();
        assertThat(timer.cancel()).isTrue();
        assertThat(timer.cancel()).isFalse();
        assertThat(timer.isCancelled()).isTrue();
        assertThat(timer.isPending()).isFalse();
        loop.advance(seconds(2));
        assertThat(log).containsExactly("ran");
    }

    @Test
    void callbacks_cancelledInTheMiddleOfALane_leaveTheOthersInOrder() {
        List<Handle> handles = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String name = "c" + i;
            handles.add(loop.callSoon(() -> log.add(name)));
            if (i % 3 == 1) {
                expected.add(name);
            }
        }
        for (int i = 0; i < 20; i++) {
            if (i % 3 != 1) {
                assertThat(handles.get(i).cancel()).isTrue();
            }
        }
        loop.callSoon(() -> log.add("last"));
        expected.add("last");
        loop.runUntilIdle();
        assertThat(log).isEqualTo(expected);
    }

    @Test
    void cancel_ofATimerHeldBehindAnEarlierDeadline_takesOutThatOneOnly() {
        loop.callSoon(() -> {
            Handle[] handles = new Handle[5];
            for (int i = 0; i < handles.length; i++) {
                String name = "t" + i;
                handles[i] = loop.callLater(seconds(i - 10), () -> {
                    log.add(name);
                    if (name.equals("t0")) {
                        assertThat(handles[1].cancel()).isTrue();
                        assertThat(handles[3].cancel()).isTrue();
                    } else {
                        assertThat(handles[4].isPending()).isEqualTo(!name.equals("t4"));
                    }
                });
            }
        });
        loop.runUntilIdle();
        assertThat(log).containsExactly("t0", "t2", "t4");
    }
}
