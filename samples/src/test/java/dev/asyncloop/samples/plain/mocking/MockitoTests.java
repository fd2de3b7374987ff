// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.plain.mocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.asyncloop.junit.AsyncLoopTest;
import dev.asyncloop.samples.testing.Elapsed;
import dev.asyncloop.samples.testing.PlainJava;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.mockito.MockedStatic;
import org.mockito.Mockito;

@PlainJava
@SuppressWarnings({"DirectInvocationOnMock", "ReturnValueIgnored"}) // what Mockito can do is what it is about
class MockitoTests {

    /** Mockito attaches its agent in a class initializer, and waits for it, which a task cannot do there. */
    @BeforeAll
    static void loadMockito() {
        assertThat(Mockito.framework()).isNotNull();
    }

    /** Tells the time. */
    static final class Watch {
        Instant now() {
            return Clock.systemUTC().instant();
        }
    }

    @AsyncLoopTest
    void final_class_is_mocked() {
        Watch watch = mock(Watch.class);
        when(watch.now()).thenReturn(Instant.EPOCH);
        assertThat(watch.now()).isEqualTo(Instant.EPOCH);
    }

    @AsyncLoopTest
    void clock_is_mocked_and_then_that_of_the_loop() throws InterruptedException {
        Watch watch = new Watch();
        Instant start = watch.now();
        Clock fixed = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        try (MockedStatic<Clock> clocks = mockStatic(Clock.class, CALLS_REAL_METHODS)) {
            clocks.when(Clock::systemUTC).thenReturn(fixed);
            assertThat(watch.now()).isEqualTo(Instant.EPOCH);
        }
        Thread.sleep(3_600_000);
        assertThat(watch.now()).isEqualTo(start.plus(Duration.ofHours(1)));
    }

    @AsyncLoopTest
    void verification_waits_for_a_call_in_virtual_time() throws Exception {
        Runnable called = mock(Runnable.class);
        CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(called);
        assertThat(Elapsed.in(() -> verify(called, timeout(1_000)).run()))
                .isBetween(Duration.ofMillis(300), Duration.ofMillis(330));
    }
}
