// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.plain.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.junit.AsyncLoopTest;
import dev.asyncloop.samples.testing.PlainJava;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

@PlainJava
class CircuitBreakerTests {

    @AsyncLoopTest
    void breaker_server_is_down_for_half_an_hour_opens_and_closes() throws Exception {
        Instant start = Instant.now();
        CircuitBreaker breaker = CircuitBreaker.of("server", config().build());
        List<String> transitions = new ArrayList<>();
        breaker.getEventPublisher()
                .onStateTransition(event -> transitions.add(Duration.between(start, event.getCreationTime()) + " "
                        + event.getStateTransition().getFromState() + " to "
                        + event.getStateTransition().getToState()));
        int refused = 0;
        while (Instant.now().isBefore(start.plus(Duration.ofHours(1)))) {
            try {
                breaker.executeRunnable(() -> answer(Duration.between(start, Instant.now())));
            } catch (CallNotPermittedException e) {
                refused++;
            } catch (IllegalStateException e) {
                // the server is down
            }
            Thread.sleep(10_000);
        }
        assertThat(transitions)
                .hasSize(47)
                .startsWith("PT10M40S CLOSED to OPEN", "PT11M50S OPEN to HALF_OPEN", "PT12M HALF_OPEN to OPEN")
                .endsWith("PT41M10S OPEN to HALF_OPEN", "PT41M20S HALF_OPEN to CLOSED");
        assertThat(refused).isEqualTo(23 * 6);
    }

    @AsyncLoopTest
    void breaker_automatic_is_half_open_when_it_is_time() throws Exception {
        CircuitBreaker breaker = CircuitBreaker.of(
                "server",
                config().automaticTransitionFromOpenToHalfOpenEnabled(true).build());
        breaker.transitionToOpenState();
        Thread.sleep(59_999);
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
        Thread.sleep(2);
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.HALF_OPEN);
    }

    private static CircuitBreakerConfig.Builder config() {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(10)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(50)
                .waitDurationInOpenState(Duration.ofMinutes(1))
                .permittedNumberOfCallsInHalfOpenState(2);
    }

    /** Is down from the tenth to the fortieth minute. */
    private static void answer(Duration time) {
        if (time.toMinutes() >= 10 && time.toMinutes() < 40) {
            throw new IllegalStateException("server is down");
        }
    }
}
