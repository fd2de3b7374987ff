// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.junit.assertj;

import static dev.asyncloop.junit.assertj.LoopAssertions.LOOP;
import static dev.asyncloop.junit.assertj.LoopAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.asyncloop.FaultKind;
import dev.asyncloop.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class LoopAssertTests {

    private final Loop loop = Loop.builder().name("shop").seed("0x5eed").build();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void nullLoop_anyAssertion_fails() {
        Loop none = null;
        Throwable thrown = catchThrowable(() -> assertThat(none).isIdle());
        assertThat(thrown).isInstanceOf(AssertionError.class).hasMessageContaining("not to be null");
    }

    @Test
    void isIdle_workLeft_listsItWithTimeAndSeed() {
        loop.spawn("checkout", () -> loop.sleep(Duration.ofHours(1)));
        loop.callLater(Duration.ofSeconds(30), () -> {});
        loop.advance(Duration.ofSeconds(5));

        Throwable thrown = catchThrowable(() -> assertThat(loop).isIdle());

        assertThat(thrown).isInstanceOf(AssertionError.class);
        assertThat(thrown.getMessage())
                .isEqualTo("Expecting loop \"shop\" to be idle, but it has 1 task, 1 timer and 0 ready steps left\n"
                        + loop.dump())
                .contains("at virtual time 5s", "seed 0x5eed", "task \"checkout\" (#1) waits");
    }

    @Test
    void isIdle_backgroundTaskSleeping_succeeds() {
        loop.spawnBackground("heartbeat", () -> loop.sleep(Duration.ofDays(1)));
        loop.runUntilIdle();
        assertThat(loop).isIdle().hasNoPendingTasks().hasPendingTimers(1).hasTaskNamed("heartbeat");
    }

    @Test
    void isIdle_leakedTimerOnly_fails() {
        loop.callLater(Duration.ofDays(1), () -> {});
        assertThat(catchThrowable(() -> assertThat(loop).isIdle()))
                .hasMessageStartingWith(
                        "Expecting loop \"shop\" to be idle, but it has 0 tasks, 1 timer and 0 ready steps left\n");
    }

    @Test
    void hasTaskNamed_otherTasks_namesThem() {
        loop.spawn("checkout", () -> {});
        assertThat(catchThrowable(() -> assertThat(loop).hasTaskNamed("payment")))
                .hasMessage("Expecting loop \"shop\" to have a task named \"payment\" that is not done, but it has only"
                        + " [checkout]\n" + loop.dump());
    }

    @Test
    void hasPendingTimers_otherNumber_carriesBothForADiff() {
        loop.callLater(Duration.ofSeconds(1), () -> {});
        AssertionFailedError thrown = catchThrowableOfType(
                AssertionFailedError.class, () -> assertThat(loop).hasPendingTimers(3));
        assertThat(thrown).hasMessage("Expecting loop \"shop\" to have 3 pending timers, but it has 1\n" + loop.dump());
        assertThat(thrown.getExpected().getStringRepresentation()).isEqualTo("3");
        assertThat(thrown.getActual().getStringRepresentation()).isEqualTo("1");
    }

    @Test
    void hasNoFaults_twoFaults_listsThem() {
        loop.callSoon(() -> {
            throw new IllegalStateException("boom");
        });
        loop.runUntilIdle();
        loop.callLater(Duration.ofSeconds(1), () -> {});

        assertThat(catchThrowable(() -> assertThat(loop).hasNoFaults()))
                .hasMessageStartingWith(
                        "Expecting loop \"shop\" to have no faults, but it has 2:\n  unhandled exception: ")
                .hasMessageContaining("boom")
                .hasMessageContaining("\n  leaked timer: ")
                .hasMessageEndingWith(loop.dump());
        assertThat(loop).hasFault(FaultKind.UNHANDLED_EXCEPTION).hasFault(FaultKind.LEAKED_TIMER);
    }

    @Test
    void hasFault_none_saysSo() {
        assertThat(catchThrowable(() -> assertThat(loop).hasFault(FaultKind.LEAKED_TASK)))
                .hasMessage("Expecting loop \"shop\" to have a fault of the kind \"leaked task\", but it has no fault\n"
                        + loop.dump());
    }

    @Test
    void isAt_otherTime_carriesBothForADiff() {
        loop.advance(Duration.ofSeconds(90));
        AssertionFailedError thrown = catchThrowableOfType(
                AssertionFailedError.class, () -> assertThat(loop).isAt(Duration.ofHours(1)));
        assertThat(thrown)
                .hasMessage(
                        "Expecting loop \"shop\" to be at PT1H since its start, but it is at PT1M30S\n" + loop.dump());
        assertThat(thrown.getExpected().getValue()).isEqualTo(Duration.ofHours(1));
        assertThat(thrown.getActual().getValue()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void assertions_insideOfATask_work() {
        loop.run(() -> {
            loop.sleep(Duration.ofSeconds(1));
            assertThat(loop)
                    .isAt(Duration.ofSeconds(1))
                    .isAtInstant(Instant.parse("2000-01-01T00:00:01Z"))
                    .hasTaskNamed("main")
                    .hasNoPendingTimers();
        });
    }

    @Test
    void assertions_succeedingOrFailing_runNothing() {
        AtomicInteger ran = new AtomicInteger();
        loop.callSoon(ran::incrementAndGet);
        loop.spawn("checkout", ran::incrementAndGet);

        assertThat(catchThrowable(() -> assertThat(loop).isIdle())).isNotNull();
        assertThat(catchThrowable(() -> assertThat(loop).hasNoFaults())).isNotNull();
        assertThat(loop).hasTaskNamed("checkout").hasSeed("0x5eed").isNotClosed();

        assertThat(ran).hasValue(0);
        assertThat(loop.trace().steps()).isZero();
    }

    @Test
    void description_givenByTheUser_comesFirst() {
        assertThat(catchThrowable(
                        () -> assertThat(loop).as("after the checkout").isClosed()))
                .hasMessageStartingWith("[after the checkout] Expecting loop \"shop\" to be closed, but it is open\n");
    }

    @Test
    void taskName_withFormatSpecifiers_isShownAsItIs() {
        loop.spawn("50% %s %n %d", () -> {});
        assertThat(catchThrowable(() -> assertThat(loop).hasNoPendingTasks())).hasMessageContaining("\"50% %s %n %d\"");
    }

    @Test
    void closedLoop_assertions_stillWork() {
        loop.close();
        assertThat(loop).isClosed().isIdle().hasNoFaults().hasNoPendingTimers();
    }

    @Test
    void instanceOfFactory_objectThatIsALoop_goesOn() {
        Object object = loop;
        assertThat(object).asInstanceOf(LOOP).hasSeed("0x5eed");
        assertThat(catchThrowable(() -> assertThat("no loop").asInstanceOf(LOOP)))
                .isInstanceOf(AssertionError.class);
    }
}
