// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.internal;

import dev.asyncloop.Loop;
import java.util.Objects;

/**
 * Something that several tasks share: a cell, or a primitive of {@code dev.asyncloop.sync}. It has a number by which choices know
 * it, and each operation on it is checked, noted, and a scheduling point if the loop's points say so.
 */
public final class SharedObject {

    private final Engine engine;
    private final long number;

    /** Makes the number of a thing that is being made; checks that this is done on the loop's thread, before its close. */
    public SharedObject(Loop loop, String operation) {
        engine = ((EventLoop) Objects.requireNonNull(loop, "loop")).engine;
        engine.requireOpen(operation);
        number = engine.nextLineage();
    }

    /** Begins an operation that may change the thing and does not wait. */
    public void changing(String operation) {
        engine.requireOpen(operation);
        engine.syncPoint(number, true);
    }

    /** Begins an operation that may change the thing and may wait, which callbacks must not. */
    public void waiting(String operation) {
        engine.requireOpen(operation);
        if (engine.isInStep() && engine.current() == null) {
            throw Outcome.blockedCallback(operation, engine);
        }
        engine.syncPoint(number, true);
    }

    /** Begins an operation that only looks at the thing, which is possible after the loop's close too. */
    public void looking(String operation) {
        engine.requireOwner(operation);
        engine.syncPoint(number, false);
    }

    /** Begins an access that is a scheduling point with any set of points. */
    public void accessing(String operation, boolean write) {
        engine.requireOpen(operation);
        engine.point(number, write);
    }

    /** Notes that the running step changes the thing once more, after it has waited. */
    public void changed() {
        engine.touched(number, true);
    }

    long number() {
        return number;
    }
}
