// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.plain.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.junit.AsyncLoopTest;
import dev.asyncloop.samples.testing.Elapsed;
import dev.asyncloop.samples.testing.PlainJava;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

@PlainJava
class RateLimiterTests {

    private static RateLimiter tenAMinute(Duration patience) {
        return RateLimiter.of(
                "ten a minute",
                RateLimiterConfig.custom()
                        .limitForPeriod(10)
                        .limitRefreshPeriod(Duration.ofMinutes(1))
                        .timeoutDuration(patience)
                        .build());
    }

    @AsyncLoopTest
    void calls_ten_a_minute_are_allowed_take_an_hour() throws Exception {
        RateLimiter limiter = tenAMinute(Duration.ofMinutes(1));
        assertThat(Elapsed.in(() -> {
                    for (int call = 0; call < 610; call++) {
                        limiter.executeRunnable(() -> {});
                    }
                }))
                .isEqualTo(Duration.ofHours(1));
    }

    @AsyncLoopTest(schedules = 100)
    void calls_of_four_threads_share_the_limit() throws Exception {
        RateLimiter limiter = tenAMinute(Duration.ofHours(2));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        assertThat(Elapsed.in(() -> {
                    List<Future<?>> calls = new ArrayList<>();
                    for (int call = 0; call < 40; call++) {
                        calls.add(threads.submit(() -> limiter.executeRunnable(() -> {})));
                    }
                    for (Future<?> call : calls) {
                        call.get();
                    }
                }))
                .isEqualTo(Duration.ofMinutes(3));
        threads.shutdown();
    }

    @AsyncLoopTest
    void call_has_no_patience_is_refused_at_once() throws Exception {
        RateLimiter limiter = tenAMinute(Duration.ofSeconds(59));
        assertThat(limiter.acquirePermission(10)).isTrue();
        assertThat(Elapsed.in(() -> assertThatThrownBy(() -> limiter.executeRunnable(() -> {}))
                        .isInstanceOf(RequestNotPermitted.class)))
                .isEqualTo(Duration.ofSeconds(59));
    }
}
