// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.cache;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The bug: remembers a value when it is there, so that everybody who asks before that loads it too. */
public final class NaiveCache<K, V> implements AsyncCache<K, V> {

    private final Map<K, V> values = new ConcurrentHashMap<>();
    private final Function<K, CompletionStage<V>> loader;

    public NaiveCache(Function<K, CompletionStage<V>> loader) {
        this.loader = loader;
    }

    @Override
    public CompletionStage<V> get(K key) {
        V known = values.get(key);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        return loader.apply(key).thenApply(value -> {
            values.put(key, value);
            return value;
        });
    }
}
