// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.cache;

import java.util.concurrent.CompletionStage;

/** Keeps what takes long to load. */
public interface AsyncCache<K, V> {

    CompletionStage<V> get(K key);
}
