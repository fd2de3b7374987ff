// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.explore;

import dev.asyncloop.schedule.ChoiceSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a step touches, and whether it may change it. */
final class Footprint {

    private long[] resources = new long[4];
    private boolean[] writes = new boolean[4];
    private int size;
    private boolean everything;

    void clear() {
        size = 0;
        everything = false;
    }

    void add(long resource, boolean write) {
        if (resource == ChoiceSource.EVERYTHING) {
            everything = true;
            return;
        }
        for (int i = 0; i < size; i++) {
            if (resources[i] == resource) {
                writes[i] |= write;
                return;
            }
        }
        if (size == resources.length) {
            resources = Arrays.copyOf(resources, size * 2);
            writes = Arrays.copyOf(writes, size * 2);
        }
        resources[size] = resource;
        writes[size++] = write;
    }

    void addAll(Footprint other) {
        everything |= other.everything;
        for (int i = 0; i < other.size; i++) {
            add(other.resources[i], other.writes[i]);
        }
    }

    /** Returns the sum of both; this one if there is no other. */
    Footprint with(@Nullable Footprint other) {
        if (other == null) {
            return this;
        }
        Footprint sum = new Footprint();
        sum.addAll(this);
        sum.addAll(other);
        return sum;
    }

    /** Returns whether both touch something in common that at least one of them may change. */
    boolean conflictsWith(Footprint other) {
        if (everything || other.everything) {
            return true;
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < other.size; j++) {
                if (resources[i] == other.resources[j] && (writes[i] || other.writes[j])) {
                    return true;
                }
            }
        }
        return false;
    }
}
