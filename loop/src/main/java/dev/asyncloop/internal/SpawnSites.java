// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.lang.StackWalker.StackFrame;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the tasks and promises of one loop are made, at a price that also those can pay that are made in masses.
 *
 * <p>To look at the stack costs several times as much as all else about a task. But a lambda expression has a class of its own,
 * and one body hands it over at one place, nearly always. So the place is looked up for the first tasks with a lambda for a body and
 * one maker; if it was the same for all, it is believed to be that of the next ones too, for which reports say "probably", and
 * looked up again now and then. What was
 * seen to be made at several places is looked up each time, and so are tasks whose bodies are no lambdas. For a promise, its name
 * stands for the body: a literal is one object.
 */
final class SpawnSites {

    private static final int BELIEVED_AFTER = 32;
    private static final int CHECKED_EVERY = 256;
    private static final int MAX_NAMES = 256;

    /** What is known of what one maker has made of one kind; a link in the list of all makers of that kind. */
    private static final class Known {

        private final @Nullable Class<?> maker;
        private final @Nullable Known next;
        private final StackFrame site;
        private final StackFrame believed;
        private boolean reliable = true;
        private int made = 1;

        Known(@Nullable Class<?> maker, @Nullable Known next, StackFrame site) {
            this.maker = maker;
            this.next = next;
            this.site = site;
            believed = new Sites.Believed(site);
        }
    }

    /** By class of the body or by name; by identity, and never iterated. */
    private final IdentityHashMap<Object, Known> kinds = new IdentityHashMap<>(8);

    private int names;

    /** Returns the line of user code that spawns a task now; the maker is the class of the body of the running task, if there is one. */
    @Nullable
    StackFrame ofTask(@Nullable Class<?> maker, Class<?> body) {
        return body.isHidden() && Sites.isUserCode(body.getName()) ? find(maker, body) : Sites.caller();
    }

    /** Returns the line of user code that makes a promise now. */
    @Nullable
    StackFrame ofPromise(@Nullable Class<?> maker, String name) {
        if (!kinds.containsKey(name) && ++names > MAX_NAMES) {
            return Sites.caller(); // they are computed, and none comes twice
        }
        return find(maker, name);
    }

    private @Nullable StackFrame find(@Nullable Class<?> maker, Object kind) {
        Known first = kinds.get(kind);
        Known known = first;
        while (known != null && known.maker != maker) {
            known = known.next;
        }
        if (known != null && known.reliable && ++known.made > BELIEVED_AFTER && known.made % CHECKED_EVERY != 0) {
            return known.believed;
        }
        StackFrame site = Sites.caller();
        if (known != null) {
            known.reliable &= site != null && isSame(site, known.site);
        } else if (site != null) {
            kinds.put(kind, new Known(maker, first, site));
        }
        return site;
    }

    private static boolean isSame(StackFrame one, StackFrame other) {
        return one.getByteCodeIndex() == other.getByteCodeIndex()
                && one.getClassName().equals(other.getClassName())
                && one.getMethodName().equals(other.getMethodName())
                && one.getDescriptor().equals(other.getDescriptor());
    }
}
