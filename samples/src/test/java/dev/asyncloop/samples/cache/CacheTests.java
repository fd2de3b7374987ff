// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.TaskGroup;
import dev.asyncloop.junit.AsyncLoopTest;
import dev.asyncloop.samples.testing.Exploring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CacheTests {

    @AsyncLoopTest(schedules = 1_000)
    void value_many_ask_is_loaded_once(Loop loop) {
        assertLoadedOnce(loop, Cache::new);
    }

    @AsyncLoopTest
    void value_load_failed_is_loaded_again(Loop loop) {
        List<String> loads = new ArrayList<>();
        Cache<String, String> cache = new Cache<>(key -> loop.spawn("load", () -> {
            loads.add(key);
            loop.sleep(Duration.ofSeconds(1));
            if (loads.size() == 1) {
                throw new IllegalStateException("database is down");
            }
            return "price of " + key;
        }));
        assertThatThrownBy(() -> loop.await(cache.get("tea"))).hasMessage("database is down");
        assertThat(loop.await(cache.get("tea"))).isEqualTo("price of tea");
        assertThat(loads).hasSize(2);
    }

    @AsyncLoopTest
    void value_first_asker_gives_up_is_loaded_for_the_others(Loop loop) {
        Cache<String, String> cache = new Cache<>(key -> loop.spawn("load", () -> {
            loop.sleep(Duration.ofSeconds(1));
            return "price of " + key;
        }));
        Task<String> first = loop.spawn("first", () -> loop.await(cache.get("tea")));
        Task<String> second = loop.spawn("second", () -> loop.await(cache.get("tea")));
        loop.callLater(Duration.ofMillis(10), () -> first.cancel("gave up"));
        assertThat(second.await()).isEqualTo("price of tea");
        assertThat(first.isCancelled()).isTrue();
    }

    @Test
    void naive_cache_loads_a_value_twice_in_some_order_but_not_in_fifo() {
        Exploring.of(NaiveCacheTestCase.class).passesInFifoOrderAndFailsInAnother();
    }

    static class NaiveCacheTestCase {
        @AsyncLoopTest
        void value_is_loaded_once(Loop loop) {
            assertLoadedOnce(loop, NaiveCache::new);
        }
    }

    /** The first page warms the cache; each other reads its session first, one step later than the one before. */
    private static void assertLoadedOnce(
            Loop loop, Function<Function<String, CompletionStage<String>>, AsyncCache<String, String>> caches) {
        List<String> loads = new ArrayList<>();
        AsyncCache<String, String> cache = caches.apply(key -> loop.spawn("load", () -> {
            loads.add(key);
            loop.yieldNow();
            return "price of " + key;
        }));
        try (TaskGroup pages = loop.group()) {
            for (int i = 0; i < 3; i++) {
                int steps = 5 * i;
                pages.spawn("page-" + i, () -> {
                    for (int step = 0; step < steps; step++) {
                        loop.yieldNow();
                    }
                    assertThat(loop.await(cache.get("tea"))).isEqualTo("price of tea");
                });
            }
        }
        assertThat(loads).as("loads").containsExactly("tea");
    }
}
