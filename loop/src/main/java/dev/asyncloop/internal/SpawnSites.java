// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.lang.StackWalker.StackFrame;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where tasks and promises are made, at a price that also those can pay that are made in masses.
 *
 * <p>To look at the stack costs several times as much as all else about a task. But a lambda expression has a class of its own, and
 * what the body of one class makes with the body of another class, it nearly always makes at one place. So the place is looked
 * up for the first ones; if that was one place, it is believed to be that of the next ones too, and looked up again now and then. What
 * was seen to be made at several places, or is no user code, is looked up each time. For a promise, its name stands for the body.
 *
 * <p>What was learnt is kept for the JVM, with the class of the maker or, outside of tasks, of the body. It says nothing but where
 * lines of code are: no order depends on it. Threads may lose each other's notes, and learn again.
 */
final class SpawnSites {

    private static final int BELIEVED_AFTER = 32;
    private static final int CHECKED_EVERY = 1_024;
    private static final int MAX_KNOWN = 64;
    private static final Known[] NOTHING = {};

    private static final ClassValue<SpawnSites> OF_CLASS = new ClassValue<>() {
        @Override
        protected SpawnSites computeValue(Class<?> type) {
            return new SpawnSites(Sites.isUserCode(type.getName()));
        }
    };

    private final boolean userCode;
    private volatile Known[] known = NOTHING;

    private SpawnSites(boolean userCode) {
        this.userCode = userCode;
    }

    private static final class Known {

        private final WeakReference<Object> what;
        private final StackFrame site;
        private boolean reliable = true;
        private int made = 1;

        Known(Object what, StackFrame site) {
            this.what = new WeakReference<>(what);
            this.site = site;
        }

        boolean isBelieved() {
            return reliable && ++made > BELIEVED_AFTER && made % CHECKED_EVERY != 0;
        }
    }

    /**
     * Returns the line of user code that makes something now.
     *
     * @param maker the class of the body of the running task, if there is one
     * @param what the class of the body, or the name, of what is made
     */
    static @Nullable StackFrame find(@Nullable Class<?> maker, Object what) {
        if (maker != null) {
            SpawnSites sites = OF_CLASS.get(maker);
            return sites.userCode && isUserCode(what) ? sites.find(what) : Sites.caller();
        }
        return what instanceof Class<?> body && isUserCode(body)
                ? OF_CLASS.get(body).find(body)
                : Sites.caller();
    }

    private static boolean isUserCode(Object what) {
        return !(what instanceof Class<?> body) || OF_CLASS.get(body).userCode;
    }

    private @Nullable StackFrame find(Object what) {
        Known before = knownOf(what);
        if (before != null && before.isBelieved()) {
            return before.site;
        }
        StackFrame site = Sites.caller();
        if (before != null) {
            before.reliable &= site != null && isSame(site, before.site);
        } else if (site != null) {
            note(new Known(what, site));
        }
        return site;
    }

    private void note(Known one) {
        List<Known> all = new ArrayList<>(List.of(known));
        all.removeIf(other -> other.what.refersTo(null));
        if (all.size() < MAX_KNOWN) {
            all.add(one);
        }
        known = all.toArray(NOTHING);
    }

    private @Nullable Known knownOf(Object what) {
        for (Known one : known) {
            if (one.what.refersTo(what)) {
                return one;
            }
        }
        return null;
    }

    private static boolean isSame(StackFrame one, StackFrame other) {
        return one.getByteCodeIndex() == other.getByteCodeIndex()
                && one.getClassName().equals(other.getClassName())
                && one.getMethodName().equals(other.getMethodName())
                && one.getDescriptor().equals(other.getDescriptor());
    }
}
