// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.plain.caching;

import com.github.benmanes.caffeine.cache.Cache;

/** Looks, loads and stores: a price that changes between loading and storing stays old until it expires. */
final class NaivePrices implements Prices {

    private final Cache<String, Integer> cache;
    private final Prices database;

    NaivePrices(Cache<String, Integer> cache, Prices database) {
        this.cache = cache;
        this.database = database;
    }

    @Override
    public int of(String product) {
        Integer price = cache.getIfPresent(product);
        if (price == null) {
            price = database.of(product);
            cache.put(product, price);
        }
        return price;
    }

    @Override
    public void change(String product, int price) {
        database.change(product, price);
        cache.invalidate(product);
    }
}
