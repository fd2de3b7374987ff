// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.plain.caching;

import com.github.benmanes.caffeine.cache.Cache;

/** Lets the cache load, which makes an invalidation wait until what is being loaded is there. */
final class CachedPrices implements Prices {

    private final Cache<String, Integer> cache;
    private final Prices database;

    CachedPrices(Cache<String, Integer> cache, Prices database) {
        this.cache = cache;
        this.database = database;
    }

    @Override
    public int of(String product) {
        return cache.get(product, database::of);
    }

    @Override
    public void change(String product, int price) {
        database.change(product, price);
        cache.invalidate(product);
    }
}
