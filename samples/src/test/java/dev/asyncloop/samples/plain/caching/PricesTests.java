// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.plain.caching;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.asyncloop.junit.AsyncLoopTest;
import dev.asyncloop.samples.testing.Exploring;
import dev.asyncloop.samples.testing.PlainJava;
import java.time.Duration;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

@PlainJava
class PricesTests {

    @AsyncLoopTest(schedules = 1_000)
    void price_changed_while_it_is_loaded_is_the_new_one() throws Exception {
        assertNewPrice(CachedPrices::new);
    }

    @Test
    void naive_prices_keep_an_old_one_in_some_order_but_not_in_fifo() {
        Exploring.of(NaivePricesTestCase.class).passesInFifoOrderAndFailsInAnother();
    }

    static class NaivePricesTestCase {
        @AsyncLoopTest(asTask = true)
        void price_is_the_new_one() throws Exception {
            assertNewPrice(NaivePrices::new);
        }
    }

    /** In FIFO order the old price is stored just before it is invalidated. */
    private static void assertNewPrice(BiFunction<Cache<String, Integer>, Prices, Prices> maker) throws Exception {
        Database database = new Database();
        Prices prices = maker.apply(
                Caffeine.newBuilder().expireAfterWrite(Duration.ofHours(1)).build(), database);
        Thread customer = new Thread(() -> prices.of("tea"), "customer");
        Thread merchant = new Thread(() -> prices.change("tea", 3), "merchant");
        customer.start();
        merchant.start();
        customer.join();
        merchant.join();
        assertThat(prices.of("tea")).isEqualTo(3);
    }
}
