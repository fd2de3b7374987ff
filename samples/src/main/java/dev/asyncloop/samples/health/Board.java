// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.health;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** The health of all services; tells of changes. */
public final class Board {

    private final Map<String, Health> known = new LinkedHashMap<>();
    private final BiConsumer<String, Health> changes;

    public Board(BiConsumer<String, Health> changes) {
        this.changes = changes;
    }

    public Health of(String service) {
        return known.getOrDefault(service, Health.UNKNOWN);
    }

    void set(String service, Health health) {
        if (known.put(service, health) != health) {
            changes.accept(service, health);
        }
    }
}
