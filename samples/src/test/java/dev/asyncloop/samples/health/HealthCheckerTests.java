// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.junit.AsyncLoopTest;
import dev.asyncloop.samples.testing.Exploring;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthCheckerTests {

    private static final Policy POLICY = new Policy(seconds(30), seconds(5), 3, seconds(1));

    private static final Policy PATIENT = new Policy(seconds(30), seconds(60), 1, seconds(1));

    private final List<String> changes = new ArrayList<>();

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private Board board(Loop loop) {
        return new Board((service, health) ->
                changes.add(loop.clock().nanoTime() / 1_000_000_000L + "s " + service + " " + health));
    }

    /** Watches for a time, and stops. */
    private static void watch(Loop loop, HealthChecking checker, Map<String, Probe> services, Duration time) {
        Task<?> watcher = loop.spawn("watcher", () -> checker.watch(services));
        loop.advance(time);
        watcher.cancel();
        loop.runUntilIdle();
        assertThat(watcher.isCancelled()).isTrue();
    }

    @AsyncLoopTest
    void service_that_answers_is_up(Loop loop) {
        watch(loop, new HealthChecker(loop, POLICY, board(loop)), Map.of("db", () -> {}), Duration.ofMinutes(10));
        assertThat(changes).containsExactly("0s db UP");
    }

    @AsyncLoopTest
    void service_that_never_answers_is_down_after_all_attempts(Loop loop) {
        Probe silent = () -> loop.sleep(Duration.ofDays(1));
        watch(loop, new HealthChecker(loop, POLICY, board(loop)), Map.of("db", silent), Duration.ofMinutes(1));
        assertThat(changes).as("3 limits of 5 s, with 1 s and 2 s between").containsExactly("18s db DOWN");
    }

    @AsyncLoopTest
    void service_that_fails_once_is_asked_again_before_it_counts_as_down(Loop loop) {
        int[] asked = {0};
        Probe flaky = () -> {
            if (asked[0]++ == 0) {
                throw new IOException("connection reset");
            }
        };
        watch(loop, new HealthChecker(loop, POLICY, board(loop)), Map.of("db", flaky), seconds(10));
        assertThat(changes).containsExactly("1s db UP");
    }

    @AsyncLoopTest
    void service_that_comes_back_is_up_at_the_next_check(Loop loop) {
        Probe down = () -> {
            if (loop.clock().nanoTime() < seconds(60).toNanos()) {
                throw new IOException("refused");
            }
        };
        watch(loop, new HealthChecker(loop, POLICY, board(loop)), Map.of("db", down), Duration.ofMinutes(5));
        assertThat(changes).containsExactly("3s db DOWN", "66s db UP");
    }

    @AsyncLoopTest(schedules = 200)
    void slow_service_does_not_delay_the_others(Loop loop) {
        Map<String, Probe> services = new LinkedHashMap<>();
        services.put("slow", () -> loop.sleep(seconds(4)));
        services.put("quick", () -> loop.sleep(seconds(1)));
        services.put("broken", () -> {
            throw new IOException("refused");
        });
        Board board = board(loop);
        watch(loop, new HealthChecker(loop, POLICY, board), services, Duration.ofMinutes(2));
        assertThat(changes).containsExactly("1s quick UP", "3s broken DOWN", "4s slow UP");
        assertThat(board.of("unheard of")).isEqualTo(Health.UNKNOWN);
    }

    @AsyncLoopTest(schedules = 200)
    void old_answer_does_not_hide_a_newer_one(Loop loop) {
        Board board = board(loop);
        assertNewestAnswerCounts(loop, new HealthChecker(loop, PATIENT, board), board);
    }

    @Test
    void naive_checker_believes_an_old_answer_in_some_order_but_not_in_fifo() {
        Exploring.of(NaiveTestCase.class).passesInFifoOrderAndFailsInAnother();
    }

    static class NaiveTestCase {
        @AsyncLoopTest(schedules = 100)
        void old_answer_does_not_hide_a_newer_one(Loop loop) {
            Board board = new Board((service, health) -> {});
            assertNewestAnswerCounts(loop, new NaiveHealthChecker(loop, PATIENT, board), board);
        }
    }

    /** The first question is answered well, but only when the second one is asked, which is answered badly at once. */
    private static void assertNewestAnswerCounts(Loop loop, HealthChecking checker, Board board) {
        int[] asked = {0};
        int[] newest = {0};
        Probe probe = () -> {
            int question = ++asked[0];
            if (question == 1) {
                loop.sleep(PATIENT.interval());
            }
            newest[0] = Math.max(newest[0], question);
            if (question == 2) {
                throw new IOException("refused");
            }
        };
        watch(loop, checker, Map.of("db", probe), seconds(45));
        assertThat(board.of("db")).isEqualTo(newest[0] == 1 ? Health.UP : Health.DOWN);
    }
}
