// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The signals that the program handles by callbacks of the loop. */
final class SignalHandlers {

    private final Engine engine;
    private final Map<String, OsSignal> taken = new LinkedHashMap<>();

    SignalHandlers(Engine engine) {
        this.engine = engine;
    }

    boolean isHandled(String name) {
        return taken.containsKey(name);
    }

    /** Sets the callback of a signal, in the place of the one that it has. */
    void add(String name, Runnable callback) {
        OsSignal known = taken.get(name);
        if (known != null) {
            known.onSignal(signal -> engine.callSoonThreadSafe(callback));
        } else {
            taken.put(name, OsSignal.take(name, signal -> engine.callSoonThreadSafe(callback)));
        }
    }

    /** Gives a signal back to whoever handled it before; returns whether there was a callback. */
    boolean remove(String name) {
        OsSignal known = taken.remove(name);
        if (known != null) {
            known.giveBack();
        }
        return known != null;
    }

    void close() {
        List<String> names = new ArrayList<>(taken.keySet());
        names.forEach(this::remove);
    }
}
