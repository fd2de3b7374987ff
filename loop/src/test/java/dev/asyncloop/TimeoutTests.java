// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop;

import static dev.asyncloop.Loops.seconds;
import static dev.asyncloop.Loops.secondsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Time limits that are looked at and moved, and deadlines. */
class TimeoutTests {

    private final Loop loop = Loop.create();
    private final List<Timeout> seen = new ArrayList<>();

    @AfterEach
    void closeLoop() {
        assertThat(loop.timerCount()).isZero();
        loop.close();
    }

    @Test
    void deadline_ofAScope_isAnInstantOfTheClock() {
        Instant begun = loop.clock().instant();
        loop.run(() -> loop.<String>timeout(seconds(5), timeout -> {
            assertThat(timeout.deadline()).isEqualTo(begun.plusSeconds(5));
            loop.sleep(seconds(2));
            assertThat(timeout.deadline()).isEqualTo(begun.plusSeconds(5));
            timeout.clear();
            assertThat(timeout.deadline()).isNull();
            assertThat(timeout.isExpired()).isFalse();
            return "";
        }));
    }

    @Test
    void reschedule_laterOrEarlier_movesTheDeadlineFromNow() {
        for (int limit : List.of(1, 60)) {
            long begun = secondsOf(loop);
            assertThatThrownBy(() -> loop.run(() -> loop.<String>timeout(seconds(2), timeout -> {
                        seen.add(timeout);
                        loop.sleep(seconds(1));
                        timeout.reschedule(seconds(limit));
                        loop.sleep(seconds(1_000));
                        return "";
                    })))
                    .isInstanceOf(LoopTimeoutException.class)
                    .hasMessageStartingWith("Timed out after " + (limit == 1 ? "2s" : "1m 1s") + " of virtual time");
            assertThat(secondsOf(loop) - begun).isEqualTo(limit + 1);
        }
        assertThat(seen).allMatch(Timeout::isExpired);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void rescheduleAt_nowOrBefore_expiresAtTheNextSuspension(long seconds) {
        List<String> log = new ArrayList<>();
        assertThatThrownBy(() -> loop.run(() -> loop.<String>timeout(seconds(5), timeout -> {
                    timeout.rescheduleAt(loop.clock().instant().plusSeconds(seconds));
                    log.add("goes on");
                    loop.yieldNow();
                    log.add("never");
                    return "";
                })))
                .isInstanceOf(LoopTimeoutException.class);
        assertThat(log).containsExactly("goes on");
        assertThat(secondsOf(loop)).isZero();
    }

    @Test
    void reschedule_byAnotherTask_keepsTheBodyAlive() {
        Task<String> worker = loop.spawn(() -> loop.<String>timeout(seconds(2), timeout -> {
            seen.add(timeout);
            loop.sleep(seconds(5));
            return "alive";
        }));
        loop.spawn(() -> {
            for (int beat = 0; beat < 5; beat++) {
                loop.sleep(seconds(1));
                seen.get(0).reschedule(seconds(2));
            }
        });
        assertThat(worker.await()).isEqualTo("alive");
    }

    @Test
    void reschedule_onceExpiredOrEnded_isRefused() {
        loop.run(() -> {
            loop.<String>timeout(seconds(1), timeout -> {
                seen.add(timeout);
                try {
                    loop.sleep(seconds(9));
                } catch (TaskCancelledException e) {
                    assertThatIllegalStateException()
                            .isThrownBy(() -> timeout.reschedule(seconds(1)))
                            .withMessageContaining(
                                    "Cannot reschedule the timeout of task \"main\" (#1): it has expired.");
                }
                return "";
            });
            loop.timeout(seconds(1), seen::add);
            assertThatIllegalStateException()
                    .isThrownBy(seen.get(1)::clear)
                    .withMessageContaining("Cannot clear")
                    .withMessageContaining("its block has ended");
            assertThatIllegalStateException().isThrownBy(() -> seen.get(1).rescheduleAt(Instant.MAX));
            assertThat(Task.current().cancelling()).isZero();
        });
        assertThat(seen).extracting(Timeout::isExpired).containsExactly(true, false);
        assertThat(loop.audit()).isEmpty();
    }

    @Test
    void timeout_thatNeverEnds_armsNoTimer() {
        loop.run(() -> loop.<String>timeout(Duration.ofSeconds(Long.MAX_VALUE), timeout -> {
            assertThat(timeout.deadline()).isNull();
            assertThat(loop.timerCount()).isZero();
            return "";
        }));
    }

    @Test
    void timeout_whoseBodyFailsWhileAnotherRequestIsOpen_isNotMentioned() {
        Task<?> task = loop.spawn(() -> loop.timeout(seconds(1), () -> {
            try {
                loop.sleep(seconds(9));
            } catch (TaskCancelledException e) {
                throw new IllegalArgumentException("converted", e);
            }
        }));
        loop.runUntilIdle();
        loop.callLater(seconds(1), task::cancel);
        loop.advance(seconds(1));
        assertThat(task.exceptionNow()).hasMessage("converted").hasNoSuppressedExceptions();
        assertThat(task.cancelling()).isEqualTo(1);
    }

    @Test
    void timeout_insideTheCleanUpOfACancelledTask_isATimeout() {
        List<String> log = new ArrayList<>();
        Task<?> task = loop.spawn(() -> {
            try {
                loop.sleep(seconds(9));
            } finally {
                try {
                    loop.timeout(seconds(1), () -> loop.sleep(seconds(5)));
                } catch (LoopTimeoutException e) {
                    log.add("clean-up timed out@" + secondsOf(loop));
                }
            }
        });
        loop.runUntilIdle();
        task.cancel();
        loop.advance(seconds(2));
        assertThat(task.isCancelled()).isTrue();
        assertThat(log).containsExactly("clean-up timed out@1");
    }

    @Test
    void deadline_ofAnInstant_countsFromTheClock() {
        loop.advance(seconds(10));
        Instant when = loop.clock().instant().plusSeconds(3);
        assertThat(loop.<String>run(() -> loop.deadline(when, () -> "value"))).isEqualTo("value");
        assertThat(loop.<Instant>run(() -> loop.deadline(when, Timeout::deadline)))
                .isEqualTo(when);
        assertThatThrownBy(() -> loop.run(() -> loop.deadline(when, () -> loop.sleep(seconds(9)))))
                .isInstanceOf(LoopTimeoutException.class)
                .hasMessageStartingWith("Timed out after 3s");
        assertThatThrownBy(() -> loop.run(() -> loop.deadline(when.minusSeconds(60), () -> loop.sleep(seconds(9)))))
                .isInstanceOf(LoopTimeoutException.class)
                .hasMessageStartingWith("Timed out after 0s");
        assertThat(secondsOf(loop)).isEqualTo(13);
    }

    @Test
    void deadline_outsideOfATaskOrOnAClosedLoop_isRefused() {
        Instant when = loop.clock().instant();
        assertThatIllegalStateException().isThrownBy(() -> loop.deadline(when, () -> "x"));
        Loop closed = Loop.create();
        closed.close();
        assertThatThrownBy(() -> closed.deadline(when, () -> "x")).isInstanceOf(LoopClosedException.class);
    }
}
