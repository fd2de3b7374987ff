// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.keyvalue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values by key, some of which expire. */
final class Store {

    private record Entry(String value, @Nullable Instant expiry) {}

    private final InstantSource clock;
    private final Map<String, Entry> entries = new HashMap<>();

    Store(InstantSource clock) {
        this.clock = clock;
    }

    void set(String key, String value, @Nullable Duration lifetime) {
        entries.put(
                key, new Entry(value, lifetime == null ? null : clock.instant().plus(lifetime)));
    }

    @Nullable
    String get(String key) {
        Entry entry = live(key);
        return entry == null ? null : entry.value;
    }

    boolean delete(String key) {
        return live(key) != null && entries.remove(key) != null;
    }

    /** Adds one to a number, which is 0 where there is none, and keeps its expiry. */
    long increment(String key) {
        Entry entry = live(key);
        long number = Math.addExact(entry == null ? 0 : Long.parseLong(entry.value), 1);
        entries.put(key, new Entry(Long.toString(number), entry == null ? null : entry.expiry));
        return number;
    }

    private @Nullable Entry live(String key) {
        Entry entry = entries.get(key);
        if (entry != null && entry.expiry != null && !clock.instant().isBefore(entry.expiry)) {
            entries.remove(key);
            return null;
        }
        return entry;
    }
}
