// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.bugs;

/**
 * Counts how often Lincheck runs a body. Before each invocation it puts back all fields that the last one has changed, but not the
 * system properties.
 */
final class InvocationCounter {

    private static final String KEY = "asyncloop.benchmarks.invocations";

    private InvocationCounter() {}

    static void reset() {
        System.clearProperty(KEY);
    }

    static void increment() {
        System.setProperty(KEY, Long.toString(count() + 1));
    }

    static long count() {
        return Long.parseLong(System.getProperty(KEY, "0"));
    }
}
