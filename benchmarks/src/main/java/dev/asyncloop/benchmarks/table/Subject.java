// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

/** One of those who are measured in a row; the constants of an enum, so that each can have a JVM of its own. */
public interface Subject {

    /** Returns the name of the constant. */
    String name();

    /** Returns the name for the table. */
    String title();

    /** Returns what it is. */
    Kind kind();
}
