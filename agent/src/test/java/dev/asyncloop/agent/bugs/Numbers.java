// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.agent.bugs;

import org.jspecify.annotations.Nullable;

/** Numbers that threads count up without care. */
@SuppressWarnings("NonAtomicVolatileUpdate") // the bug
final class Numbers {

    static int shared;
    static @Nullable Object lazy;

    volatile int known;
    int plain;
    long wide;
    final double[] elements = new double[2];

    synchronized int get() {
        return plain;
    }

    synchronized void set(int value) {
        plain = value;
    }

    synchronized void increment() {
        set(get() + 1);
    }

    static synchronized int getShared() {
        return shared;
    }

    static synchronized void setShared(int value) {
        shared = value;
    }

    synchronized void incrementBoth(Numbers other) {
        other.increment();
    }

    /** Fails in the middle, with its monitor taken. */
    synchronized void fail() {
        throw new IllegalStateException("as it should");
    }

    void incrementKnown() {
        known++;
    }

    static Object lazily() {
        if (lazy == null) {
            lazy = new Object();
        }
        return lazy;
    }
}
