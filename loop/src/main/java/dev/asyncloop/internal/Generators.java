// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The generators of a loop whose body has begun and not ended. */
final class Generators {

    private final List<LoopGenerator<?>> open = new ArrayList<>();

    void add(LoopGenerator<?> generator) {
        open.add(generator);
    }

    void remove(LoopGenerator<?> generator) {
        open.remove(generator);
    }

    /** Returns the open ones in the order of their creation. */
    List<LoopGenerator<?>> snapshot() {
        List<LoopGenerator<?>> ordered = new ArrayList<>(open);
        ordered.sort(Comparator.comparingLong(generator -> generator.task().id()));
        return ordered;
    }

    /** Returns the bodies that do not pause at a {@code yield}. */
    List<FibreTask<?>> atWork() {
        List<FibreTask<?>> bodies = new ArrayList<>();
        for (LoopGenerator<?> generator : snapshot()) {
            if (generator.isAtWork()) {
                bodies.add(generator.task());
            }
        }
        return bodies;
    }
}
