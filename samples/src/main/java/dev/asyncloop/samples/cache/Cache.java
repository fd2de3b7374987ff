// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.cache;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The fix: remembers the load itself, from its beginning, and forgets it if it fails. */
public final class Cache<K, V> implements AsyncCache<K, V> {

    private final Map<K, CompletableFuture<V>> loads = new ConcurrentHashMap<>();
    private final Function<K, CompletionStage<V>> loader;

    public Cache(Function<K, CompletionStage<V>> loader) {
        this.loader = loader;
    }

    @Override
    public CompletionStage<V> get(K key) {
        CompletableFuture<V> mine = new CompletableFuture<>();
        CompletableFuture<V> other = loads.putIfAbsent(key, mine);
        if (other != null) {
            return other.copy(); // whoever cancels his copy does not cancel the load of the others
        }
        loader.apply(key).whenComplete((value, failure) -> {
            if (failure != null) {
                loads.remove(key, mine);
                mine.completeExceptionally(failure);
            } else {
                mine.complete(value);
            }
        });
        return mine.copy();
    }
}
