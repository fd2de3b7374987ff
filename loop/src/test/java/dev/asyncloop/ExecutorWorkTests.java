// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.Loops.millis;
import static dev.asyncloop.Loops.seconds;
import static dev.asyncloop.Loops.secondsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ExecutorWorkTests {

    private final Loop loop = Loop.create();

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    @Test
    void work_runsOnAnotherThreadAndItsResultArrivesOnTheLoops() {
        Thread here = Thread.currentThread();
        Thread there = loop.run(() -> loop.runInExecutor(Thread::currentThread).await());
        assertThat(there).isNotSameAs(here);
        assertThat(there.isDaemon()).isTrue();
    }

    @Test
    void failure_comesOutOfAwaitAsItIs() {
        assertThatThrownBy(() -> loop.run(() -> loop.runInExecutor(() -> {
                            throw new IOException("disk full");
                        })
                        .await()))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
    }

    @Test
    void failure_thatNobodyLooksAt_isFoundByTheAudit() {
        loop.runInExecutor(() -> {
            throw new IOException("disk full");
        });
        loop.runUntilIdle();
        assertThat(loop.audit()).extracting(Fault::kind).containsExactly(FaultKind.UNOBSERVED_FAILURE);
    }

    @Test
    void work_holdsTheClockUntilItHasEnded() {
        CountDownLatch mayEnd = new CountDownLatch(1);
        List<String> log = new ArrayList<>();
        loop.run(() -> {
            Task<Boolean> work = loop.runInExecutor(() -> mayEnd.await(30, TimeUnit.SECONDS));
            loop.spawn("clockwork", () -> {
                loop.sleep(seconds(60));
                log.add("minute");
            });
            loop.yieldNow();
            mayEnd.countDown();
            work.await();
            log.add("work@" + secondsOf(loop));
            loop.sleep(seconds(60));
        });
        assertThat(log).containsExactly("work@0", "minute");
    }

    @Test
    void advance_waitsForTheWorkBeforeItMovesTheClock() {
        Task<String> work = loop.runInExecutor(() -> "done");
        loop.advance(seconds(1));
        assertThat(work.isDone()).isTrue();
        assertThat(work.resultNow()).isEqualTo("done");
    }

    @Test
    void timeout_aroundQuickWork_doesNotExpire() {
        assertThat(loop.<Integer>run(() -> loop.timeout(millis(1), () -> {
                    return loop.runInExecutor(() -> 7).await();
                })))
                .isEqualTo(7);
    }

    @Test
    void cancel_interruptsTheWorkAndEndsTheTaskAtOnce() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Task<String> work = loop.runInExecutor(() -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return "too late";
        });
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(work.cancel("not needed")).isTrue();
        assertThat(work.isCancelled()).isTrue();
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        loop.advance(seconds(1));
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void cancelledTask_thatWaitsForWork_cancelsIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        Task<?> waiter = loop.spawn("waiter", () -> {
            loop.runInExecutor(() -> {
                        begun.countDown();
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            interrupted.set(true);
                        }
                        return null;
                    })
                    .await();
        });
        loop.spawn("canceller", () -> {
            loop.runInExecutor(() -> begun.await(30, TimeUnit.SECONDS)).await();
            waiter.cancel();
        });
        loop.advance(seconds(1));
        assertThat(waiter.isCancelled()).isTrue();
        assertThat(interrupted).isTrue();
    }

    @Test
    void work_seesTheTaskLocalsAndThreadLocalsOfWhoGaveItAndLeavesNothingBehind() {
        ThreadLocal<String> request = new ThreadLocal<>();
        TaskLocal<String> user = TaskLocal.withDefault("user", "nobody");
        try (Loop own = Loop.builder().threadLocal(request).build()) {
            Executor sameThread = Runnable::run;
            String seen = own.run(() -> {
                request.set("r1");
                user.set("ada");
                return own.runInExecutor(() -> request.get() + " of " + user.get())
                        .await();
            });
            assertThat(seen).isEqualTo("r1 of ada");
            request.set("outside");
            assertThat(own.<String>run(
                            () -> own.runInExecutor(sameThread, () -> "ran").await()))
                    .isEqualTo("ran");
            assertThat(request.get()).isEqualTo("outside");
            assertThat(user.get()).isEqualTo("nobody");
        }
    }

    @Test
    void refusingExecutor_failsTheTask() {
        Task<String> work = loop.runInExecutor(
                job -> {
                    throw new RejectedExecutionException("full");
                },
                () -> "never");
        assertThatThrownBy(work::await)
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("full");
        loop.advance(seconds(1));
    }

    @Test
    void ownExecutor_mayRunTheWorkAtOnce() {
        assertThat(loop.<String>run(
                        () -> loop.runInExecutor(Runnable::run, () -> "inline").await()))
                .isEqualTo("inline");
    }

    @Test
    void workThatDoesNotEnd_failsTheRunAndNamesItself() {
        CountDownLatch never = new CountDownLatch(1);
        try (Loop impatient = Loop.builder().maxClockHold(millis(20)).build()) {
            Task<?> work = impatient.runInExecutor(() -> never.await(30, TimeUnit.SECONDS));
            assertThatThrownBy(() -> impatient.advance(seconds(1)))
                    .isInstanceOf(BudgetExceededException.class)
                    .hasMessageContaining("the clock has been held for 20ms")
                    .hasMessageContaining(", by work in an executor, begun at (ExecutorWorkTests.java:")
                    .hasMessageContaining("raise maxClockHold");
            work.cancel();
        }
    }

    @Test
    void close_interruptsWorkThatIsLeft() {
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        try (Loop other = Loop.create()) {
            other.run(() -> {
                other.runInExecutor(() -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.set(true);
                    }
                    ended.countDown();
                    return null;
                });
                assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            });
        }
        assertThat(ended.getCount()).isZero();
        assertThat(interrupted).isTrue();
    }

    @Test
    void close_workThatItInterrupts_isCancelledAndNoUnseenFailure() {
        Loop other = Loop.create();
        Task<?> work = other.run(() -> {
            CountDownLatch begun = new CountDownLatch(1);
            Task<?> waiting = other.runInExecutor(() -> {
                begun.countDown();
                new CountDownLatch(1).await();
                return null;
            });
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            return waiting;
        });
        other.close();
        assertThat(work.isCancelled()).isTrue();
        assertThat(other.audit()).isEmpty();
    }

    @Test
    void holdClock_closedByAForeignThread_letsTimeGoOn() throws Exception {
        ClockHold hold = loop.holdClock("the mail server");
        Thread releaser = new Thread(hold::close);
        loop.callSoon(releaser::start);
        loop.advance(seconds(5));
        releaser.join();
        hold.close();
        assertThat(secondsOf(loop)).isEqualTo(5);
    }

    @Test
    void holdClock_isNamedInTheDump() {
        ClockHold hold = loop.holdClock("the mail server");
        assertThat(loop.dump()).contains("the clock is held by: 1", "the mail server, begun at (ExecutorWorkTests");
        hold.close();
        assertThat(loop.dump()).doesNotContain("held");
    }

    @Test
    void closedLoop_refusesWork() {
        loop.close();
        assertThatThrownBy(() -> loop.runInExecutor(() -> 1)).isInstanceOf(LoopClosedException.class);
    }

    @Test
    void loop_isUnknownToTheWork() {
        assertThatThrownBy(() -> loop.runInExecutor(Loop::current).await())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("No loop is running");
    }
}
