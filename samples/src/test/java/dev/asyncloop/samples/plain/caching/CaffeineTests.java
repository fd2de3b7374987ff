// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.plain.caching;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.asyncloop.junit.AsyncLoopTest;
import dev.asyncloop.samples.testing.Elapsed;
import dev.asyncloop.samples.testing.PlainJava;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

@PlainJava
class CaffeineTests {

    private final AtomicInteger loads = new AtomicInteger();

    private String slowly(String key) {
        int load = loads.incrementAndGet();
        try {
            Thread.sleep(2_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return key + " " + load;
    }

    @AsyncLoopTest
    void value_ten_minutes_old_is_loaded_again() throws Exception {
        LoadingCache<String, String> cache =
                Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(10)).build(this::slowly);
        assertThat(Elapsed.in(() -> assertThat(cache.get("tea")).isEqualTo("tea 1")))
                .isEqualTo(Duration.ofSeconds(2));
        Thread.sleep(Duration.ofMinutes(10).toMillis() - 1);
        assertThat(Elapsed.in(() -> assertThat(cache.get("tea")).isEqualTo("tea 1")))
                .isZero();
        Thread.sleep(1);
        assertThat(Elapsed.in(() -> assertThat(cache.get("tea")).isEqualTo("tea 2")))
                .isEqualTo(Duration.ofSeconds(2));
    }

    @AsyncLoopTest(schedules = 100)
    void value_to_be_refreshed_is_old_until_the_new_one_is_there() throws Exception {
        AsyncLoadingCache<String, String> cache =
                Caffeine.newBuilder().refreshAfterWrite(Duration.ofMinutes(1)).buildAsync(this::slowly);
        assertThat(cache.get("tea").get()).isEqualTo("tea 1");
        Thread.sleep(Duration.ofMinutes(1).toMillis() + 1);
        assertThat(Elapsed.in(() -> assertThat(cache.get("tea").get()).isEqualTo("tea 1")))
                .isZero();
        Thread.sleep(1_990);
        assertThat(cache.get("tea").get()).isEqualTo("tea 1");
        Thread.sleep(20);
        assertThat(cache.get("tea").get()).isEqualTo("tea 2");
        assertThat(loads).hasValue(2);
    }

    @AsyncLoopTest(schedules = 100)
    void value_five_threads_ask_is_loaded_once() throws Exception {
        LoadingCache<String, String> cache = Caffeine.newBuilder().build(this::slowly);
        ExecutorService pages = Executors.newFixedThreadPool(5);
        List<CompletableFuture<String>> asked = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            asked.add(CompletableFuture.supplyAsync(() -> cache.get("tea"), pages));
        }
        assertThat(Elapsed.in(
                        () -> assertThat(asked).allMatch(page -> page.join().equals("tea 1"))))
                .isEqualTo(Duration.ofSeconds(2));
        pages.shutdown();
    }

    @AsyncLoopTest
    void value_nobody_asks_for_is_removed_by_the_scheduler() throws Exception {
        Instant start = Instant.now();
        CompletableFuture<Duration> removed = new CompletableFuture<>();
        Cache<String, String> cache = Caffeine.newBuilder()
                .expireAfterWrite(Duration.ofHours(1))
                .scheduler(Scheduler.systemScheduler())
                .removalListener((key, value, cause) -> removed.complete(Duration.between(start, Instant.now())))
                .build();
        cache.put("tea", "tea 1");
        assertThat(removed.get()).isCloseTo(Duration.ofHours(1), Duration.ofNanos(1)); // Caffeine keeps no odd times
    }
}
