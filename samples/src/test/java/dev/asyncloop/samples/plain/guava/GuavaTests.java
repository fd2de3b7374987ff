// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.plain.guava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Stopwatch;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.ListeningScheduledExecutorService;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.RateLimiter;
import com.google.common.util.concurrent.SettableFuture;
import dev.asyncloop.junit.AsyncLoopTest;
import dev.asyncloop.samples.testing.Elapsed;
import dev.asyncloop.samples.testing.PlainJava;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

@PlainJava
class GuavaTests {

    @AsyncLoopTest
    void rate_limiter_two_a_second_takes_an_hour_for_7201_calls() throws Exception {
        RateLimiter limiter = RateLimiter.create(2);
        Stopwatch stopwatch = Stopwatch.createStarted();
        for (int call = 0; call < 7_201; call++) {
            limiter.acquire();
        }
        assertThat(stopwatch.elapsed()).isEqualTo(Duration.ofHours(1));
    }

    @AsyncLoopTest
    void cache_value_not_asked_for_an_hour_is_loaded_again() throws Exception {
        AtomicInteger loads = new AtomicInteger();
        LoadingCache<String, Integer> cache = CacheBuilder.newBuilder()
                .expireAfterAccess(Duration.ofHours(1))
                .build(CacheLoader.from(key -> loads.incrementAndGet()));
        assertThat(cache.get("tea")).isEqualTo(1);
        Thread.sleep(Duration.ofHours(1).toMillis() - 1);
        assertThat(cache.get("tea")).isEqualTo(1);
        Thread.sleep(Duration.ofHours(1).toMillis());
        assertThat(cache.get("tea")).isEqualTo(2);
    }

    @AsyncLoopTest
    void future_nobody_completes_fails_after_its_time() throws Exception {
        ListeningScheduledExecutorService timer =
                MoreExecutors.listeningDecorator(Executors.newSingleThreadScheduledExecutor());
        ListenableFuture<String> answer =
                Futures.withTimeout(SettableFuture.<String>create(), Duration.ofSeconds(30), timer);
        ListenableFuture<String> orElse = Futures.catching(answer, TimeoutException.class, e -> "too late", timer);
        assertThat(Elapsed.in(() -> assertThat(orElse.get()).isEqualTo("too late")))
                .isEqualTo(Duration.ofSeconds(30));
        assertThatThrownBy(answer::get).hasCauseInstanceOf(TimeoutException.class);
        timer.shutdown();
    }
}
