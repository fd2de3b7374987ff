// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

/** A program has met an order that it does not stand. */
final class BugFound extends AssertionError {

    private static final long serialVersionUID = 1;

    private BugFound(String what) {
        super(what);
    }

    /** Throws if a condition that should hold in all orders does not. */
    static void unless(boolean holds, String what) {
        if (!holds) {
            throw new BugFound(what);
        }
    }
}
