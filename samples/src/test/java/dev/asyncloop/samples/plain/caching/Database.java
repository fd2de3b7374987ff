// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.plain.caching;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Has the prices, ten milliseconds away. */
final class Database implements Prices {

    private final Map<String, Integer> prices = new ConcurrentHashMap<>(Map.of("tea", 2));

    @Override
    public int of(String product) {
        int price = prices.getOrDefault(product, 0);
        travel();
        return price;
    }

    @Override
    public void change(String product, int price) {
        travel();
        prices.put(product, price);
    }

    private static void travel() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
