// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** Numbers for the objects of the JDK at which tasks are stopped, in the order in which they are first asked for. */
final class Blockers {

    /** Looked up by identity, never iterated; keeps the objects, so that no number is given twice. */
    private final IdentityHashMap<Object, Long> numbers = new IdentityHashMap<>(0);

    long numberOf(@Nullable Object blocker) {
        return blocker == null ? 0 : numbers.computeIfAbsent(blocker, first -> Lineages.child(0, -1 - numbers.size()));
    }
}
