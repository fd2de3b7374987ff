// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit.awaitility;

import static dev.asyncloop.junit.assertj.LoopAssertions.assertThat;
import static dev.asyncloop.junit.awaitility.VirtualAwaitility.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.asyncloop.BudgetExceededException;
import dev.asyncloop.FaultKind;
import dev.asyncloop.Loop;
import dev.asyncloop.LoopClosedException;
import dev.asyncloop.Task;
import dev.asyncloop.TaskCancelledException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VirtualAwaitilityFailureTests {

    private final Loop loop = Loop.builder().name("shop").seed("0x5eed").build();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void untilAsserted_timeout_tellsTheMismatchTheTimeTheSeedAndTheTasks() {
        loop.spawn("checkout", () -> loop.sleep(Duration.ofHours(1)));
        Throwable thrown = catchThrowable(() -> await(loop, "inventory settles")
                .pollInterval(Duration.ofSeconds(3))
                .untilAsserted(() -> {
                    throw new AssertionError("expected: 3\n but was: 2");
                }));
        assertThat(thrown)
                .isInstanceOf(ConditionTimeoutException.class)
                .hasMessage("""
                        Condition "inventory settles" was not fulfilled within 10s of virtual time.
                          last mismatch: the assertion failed: expected: 3
                             but was: 2
                          waited 10s in 5 polls, seed 0x5eed
                        """ + loop.dump())
                .cause()
                .isInstanceOf(AssertionError.class);
        assertThat(loop.dump()).contains("\"shop\" at virtual time 10s", "task \"checkout\" (#1) waits");
    }

    @Test
    void until_timeoutWithoutAlias_hasNoCause() {
        assertThat(catchThrowable(() -> await(loop).atMost(Duration.ofHours(36)).until(() -> false)))
                .isInstanceOf(ConditionTimeoutException.class)
                .hasMessageStartingWith("Condition was not fulfilled within 36h of virtual time.\n"
                        + "  last mismatch: the condition returned false\n  waited 36h in ")
                .hasNoCause();
        assertThat(loop).isAt(Duration.ofHours(36));
    }

    @Test
    void until_valueThatNeverMatches_isInTheMessage() {
        AtomicInteger value = new AtomicInteger(7);
        assertThat(catchThrowable(() -> await(loop).until(value::get, number -> number > 9)))
                .hasMessageContaining("\n  last mismatch: the value was 7\n");
    }

    @Test
    void inATask_timeout_isThrownInTheTask() {
        Throwable thrown =
                loop.run(() -> catchThrowable(() -> await(loop, "the end").until(() -> false)));
        assertThat(thrown)
                .isInstanceOf(ConditionTimeoutException.class)
                .hasMessageStartingWith("Condition \"the end\" was not fulfilled within 10s of virtual time.\n")
                .hasMessageContaining("task \"main\" (#1) is running");
        assertThat(loop).isAt(Duration.ofSeconds(10));
    }

    @Test
    void atLeast_fulfilledSooner_fails() {
        Task<?> task = loop.spawn(() -> loop.sleep(Duration.ofSeconds(1)));
        assertThat(catchThrowable(
                        () -> await(loop).atLeast(Duration.ofSeconds(2)).until(task::isDone)))
                .isInstanceOf(ConditionTimeoutException.class)
                .hasMessageStartingWith(
                        "Condition was fulfilled after 1s of virtual time, earlier than the expected 2s.\n  waited 1s in ");
        await(loop)
                .atLeast(Duration.ofSeconds(2))
                .until(() -> loop.clock().elapsed().toSeconds() >= 3);
    }

    @Test
    void during_heldTooBriefly_saysSinceWhen() {
        Task<?> task = loop.spawn(() -> loop.sleep(Duration.ofSeconds(8)));
        assertThat(catchThrowable(
                        () -> await(loop).during(Duration.ofSeconds(5)).until(task::isDone)))
                .hasMessageStartingWith("Condition was not fulfilled for 5s within 10s of virtual time.\n")
                .hasMessageContaining(
                        "\n  last mismatch: the condition has been fulfilled only since 8s of the wait\n");
    }

    @Test
    void condition_thatTakesLongerThanTheLimit_isTooLate() {
        assertThat(catchThrowable(() -> await(loop).until(() -> {
                    loop.advance(Duration.ofSeconds(11));
                    return true;
                })))
                .hasMessageContaining("\n  last mismatch: the condition was fulfilled only after 11s\n");
    }

    @Test
    void exception_ofTheCondition_endsTheWaitAsItIs() {
        IOException failure = new IOException("disk full");
        assertThat(catchThrowable(() -> await(loop).until(() -> {
                    throw failure;
                })))
                .isSameAs(failure);
        assertThat(catchThrowable(() -> await(loop).untilAsserted(() -> {
                    throw failure;
                })))
                .isSameAs(failure);
        assertThat(loop).isAt(Duration.ZERO);
    }

    @Test
    void exception_thatIsIgnored_isTheCauseOfTheTimeout() {
        assertThat(catchThrowable(() -> await(loop).ignoreExceptions().until(() -> {
                    throw new IOException("disk full");
                })))
                .isInstanceOf(ConditionTimeoutException.class)
                .hasMessageContaining("\n  last mismatch: ignored java.io.IOException: disk full\n")
                .hasCause(new IOException("disk full"));
    }

    @Test
    void ignoredClasses_othersAreThrown() {
        VirtualConditionFactory exactly = await(loop).ignoreException(IOException.class);
        VirtualConditionFactory subclasses = await(loop).ignoreExceptionsInstanceOf(Exception.class);
        assertThat(catchThrowable(() -> exactly.until(() -> failing(new IOException()))))
                .isInstanceOf(ConditionTimeoutException.class);
        assertThat(catchThrowable(() -> exactly.until(() -> failing(new java.io.FileNotFoundException()))))
                .isInstanceOf(java.io.FileNotFoundException.class);
        assertThat(catchThrowable(() -> subclasses.until(() -> failing(new UncheckedIOException(new IOException())))))
                .isInstanceOf(ConditionTimeoutException.class);
        assertThat(catchThrowable(() -> subclasses.until(() -> failing(new AssertionError()))))
                .isInstanceOf(AssertionError.class);
    }

    private static boolean failing(Throwable failure) throws Exception {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (Exception) failure;
    }

    @Test
    void cancellation_ofTheWaitingTask_isNeverIgnored() {
        Task<?> task = loop.spawn(
                "waiter",
                () -> await(loop).ignoreExceptions().until(() -> {
                    loop.sleep(Duration.ofSeconds(5));
                    return false;
                }));
        loop.advance(Duration.ofSeconds(1));
        task.cancel();
        loop.runUntilIdle();
        assertThat(task).isCancelled();
        assertThat(loop).hasNoFaults();
    }

    @Test
    void cancellation_ofAnotherTask_mayBeIgnored() {
        Task<Integer> other = loop.spawn(() -> 42);
        other.cancel();
        Throwable thrown = loop.run(() ->
                catchThrowable(() -> await(loop).ignoreExceptions().until(() -> other.await() == 42)));
        assertThat(thrown)
                .isInstanceOf(ConditionTimeoutException.class)
                .hasCauseInstanceOf(TaskCancelledException.class);
    }

    @Test
    void failFast_conditionHolds_givesUpWithTheLastMismatch() {
        Task<?> server = loop.spawn("server", () -> loop.sleep(Duration.ofSeconds(1)));
        assertThat(catchThrowable(() -> await(loop)
                        .failFast("the server is gone", server::isDone)
                        .untilAsserted(() -> {
                            throw new AssertionError("no answer");
                        })))
                .isInstanceOf(TerminalFailureException.class)
                .hasMessage("the server is gone\n" + loop.dump())
                .hasCause(new AssertionError("no answer"));
        assertThat(loop).isAt(Duration.ofSeconds(1));
    }

    @Test
    void loopBudget_usedUp_endsTheWaitAndKeepsTheMismatch() {
        try (Loop small = Loop.builder().maxVirtualTime(Duration.ofSeconds(5)).build()) {
            small.spawn(() -> small.sleep(Duration.ofSeconds(8)));
            assertThat(catchThrowable(() -> await(small).ignoreExceptions().untilAsserted(() -> {
                        throw new AssertionError("no answer");
                    })))
                    .isInstanceOf(BudgetExceededException.class)
                    .hasSuppressedException(new AssertionError("no answer"));
        }
    }

    @Test
    void await_inACallback_isRefused() {
        loop.callSoon(() -> await(loop).until(() -> true));
        loop.runUntilIdle();
        assertThat(loop).hasFault(FaultKind.UNHANDLED_EXCEPTION);
        assertThat(loop.audit().get(0).cause())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "await(..) was called in a callback of loop \"shop\", and a callback may not wait. Call it in the body"
                                + " of the test or in a task: loop.spawn(..).");
    }

    @Test
    void await_inATaskOfAnotherLoop_isRefused() {
        try (Loop other = Loop.builder().name("bank").build()) {
            assertThat(catchThrowable(() -> other.run(() -> await(loop).until(() -> true))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "await(loop \"shop\") was called inside a step of loop \"bank\". A step can wait for its own loop"
                                    + " only.");
        }
    }

    @Test
    void await_onAForeignThread_isRefused() throws Exception {
        Throwable[] thrown = new Throwable[1];
        Thread thread =
                new Thread(() -> thrown[0] = catchThrowable(() -> await(loop).until(() -> true)), "stranger");
        thread.start();
        thread.join();
        assertThat(thrown[0])
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was called on thread \"stranger\"");
    }

    @Test
    void await_onAClosedLoop_isRefused() {
        loop.close();
        assertThat(catchThrowable(() -> await(loop).until(() -> true))).isInstanceOf(LoopClosedException.class);
    }

    @Test
    void settings_thatCannotWork_areRefused() {
        VirtualConditionFactory wait = await(loop);
        assertThat(catchThrowable(() -> wait.atMost(Duration.ofSeconds(-1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("atMost is negative: PT-1S");
        assertThat(catchThrowable(() -> wait.pollInterval(Duration.ZERO)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pollInterval is zero: time would not move between the polls");
        assertThat(catchThrowable(() -> wait.during(Duration.ofSeconds(11)).until(() -> true)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "during(11s) does not fit into atMost(10s): the wait could only fail. Both are virtual time.");
    }
}
