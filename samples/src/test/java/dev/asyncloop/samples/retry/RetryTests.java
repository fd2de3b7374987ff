// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.FaultKind;
import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.TaskGroup;
import dev.asyncloop.junit.AsyncLoopTest;
import dev.asyncloop.samples.testing.Exploring;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryTests {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    @AsyncLoopTest
    void clients_service_down_for_an_hour_are_served_within_the_cap(Loop loop) {
        assertServedWithinTwoMinutesAfterOneHour(loop, retry(loop));
    }

    @AsyncLoopTest
    void clients_service_down_do_not_return_together(Loop loop) {
        assertNoStorm(loop, retry(loop));
    }

    @AsyncLoopTest
    void client_cancelled_stops(Loop loop) {
        assertThat(cancelWhileCalling(loop, retry(loop)).isCancelled()).isTrue();
    }

    private static Retrying retry(Loop loop) {
        return new Retry(loop::sleep, loop.random(), SECOND, Duration.ofMinutes(1));
    }

    @Test
    void naive_retry_service_down_for_an_hour_waits_for_another_half() {
        assertThat(Exploring.of(WithoutCapTestCase.class).failure()).hasMessageContaining("served after 1 h");
    }

    @Test
    void naive_retry_service_down_returns_with_all_others() {
        assertThat(Exploring.of(WithoutJitterTestCase.class).failure()).hasMessageContaining("calls at one instant");
    }

    @Test
    void naive_retry_cancelled_while_calling_goes_on() {
        assertThat(Exploring.of(CancelledTestCase.class).failure())
                .hasMessageContaining(FaultKind.SWALLOWED_CANCELLATION.label())
                .hasMessageContaining("client");
    }

    static class WithoutCapTestCase {
        @AsyncLoopTest
        void client_is_served_within_the_cap(Loop loop) {
            assertServedWithinTwoMinutesAfterOneHour(loop, new NaiveRetry(loop::sleep, SECOND));
        }
    }

    static class WithoutJitterTestCase {
        @AsyncLoopTest
        void clients_do_not_return_together(Loop loop) {
            assertNoStorm(loop, new NaiveRetry(loop::sleep, SECOND));
        }
    }

    static class CancelledTestCase {
        @AsyncLoopTest
        void client_stops(Loop loop) {
            cancelWhileCalling(loop, new NaiveRetry(loop::sleep, SECOND));
        }
    }

    private static void assertServedWithinTwoMinutesAfterOneHour(Loop loop, Retrying retry) {
        FlakyService service = new FlakyService(loop, HOUR);
        assertThat(loop.spawn("client", () -> retry.call(service::call)).await())
                .isEqualTo("ok");
        assertThat(loop.clock().elapsed()).as("served after 1 h and").isLessThan(HOUR.plusMinutes(2));
    }

    private static void assertNoStorm(Loop loop, Retrying retry) {
        FlakyService service = new FlakyService(loop, Duration.ofMinutes(1));
        try (TaskGroup clients = loop.group()) {
            for (int i = 0; i < 50; i++) {
                clients.spawn(() -> retry.call(service::call));
            }
        }
        assertThat(service.largestBurst()).as("calls at one instant").isLessThan(10);
    }

    /** The client is told to stop in the middle of its first call; the rest is for the loop to find out. */
    private static Task<String> cancelWhileCalling(Loop loop, Retrying retry) {
        FlakyService service = new FlakyService(loop, SECOND);
        Task<String> client = loop.spawn("client", () -> retry.call(service::call));
        loop.advance(Duration.ofMillis(10));
        client.cancel("shutdown");
        loop.advance(Duration.ofMinutes(1));
        return client;
    }
}
