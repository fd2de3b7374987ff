// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.schedule.Seeds;
import java.util.IdentityHashMap;

/**
 * Numbers for the objects that one task, or the callbacks, ask for their identity hash code. They are counted class by class: what
 * the JDK hashes when it does something for the first time does not shift those of the program then.
 */
final class Identities {

    /** Looked up, never iterated. */
    private final IdentityHashMap<Class<?>, int[]> counts = new IdentityHashMap<>(4);

    long next(long seed, Class<?> type) {
        int[] count = counts.get(type); // no lambda: linking one asks for identity hash codes
        if (count == null) {
            count = new int[1];
            counts.put(type, count);
        }
        return Seeds.nth(seed ^ type.getName().hashCode(), count[0]++);
    }
}
