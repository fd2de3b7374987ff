// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.lang.StackWalker.StackFrame;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where tasks and promises of one loop are made, at a price that also those can pay that are made in masses.
 *
 * <p>To look at the stack costs several times as much as all else about a task. But a lambda expression has a class of its own, and
 * is nearly always handed over at one place. So the place is looked up for the first tasks with bodies of one class; if that was
 * one place, it is believed to be that of the next ones too, and looked up again now and then. A class whose tasks were seen to
 * come from several places, or which is not user code, is looked up each time. The name of a promise, most often a literal, does
 * the same service.
 */
final class SpawnSites {

    private static final int BELIEVED_AFTER = 32;
    private static final int CHECKED_EVERY = 1_024;
    private static final int MAX_ORIGINS = 1_024;

    private static final class Known {

        private final StackFrame site;
        private boolean reliable;
        private int made = 1;

        Known(StackFrame site, boolean reliable) {
            this.site = site;
            this.reliable = reliable;
        }
    }

    /** By identity, and never iterated. */
    private final IdentityHashMap<Object, Known> origins = new IdentityHashMap<>(8);

    /** Returns the line of user code that makes something from now; {@code origin} is what has made a thing like it before. */
    @Nullable
    StackFrame of(Object origin) {
        Known known = origins.get(origin);
        if (known != null && known.reliable && ++known.made > BELIEVED_AFTER && known.made % CHECKED_EVERY != 0) {
            return known.site;
        }
        StackFrame site = Sites.caller();
        if (known != null) {
            known.reliable &= site != null && isSame(site, known.site);
        } else if (site != null && origins.size() < MAX_ORIGINS) {
            origins.put(origin, new Known(site, isReliable(origin)));
        }
        return site;
    }

    private static boolean isReliable(Object origin) {
        return !(origin instanceof Class<?> type) || Sites.isUserCode(type.getName());
    }

    private static boolean isSame(StackFrame one, StackFrame other) {
        return one.getByteCodeIndex() == other.getByteCodeIndex()
                && one.getClassName().equals(other.getClassName())
                && one.getMethodName().equals(other.getMethodName())
                && one.getDescriptor().equals(other.getDescriptor());
    }
}
