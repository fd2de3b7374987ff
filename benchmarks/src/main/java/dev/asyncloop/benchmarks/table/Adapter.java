// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.table;

/** What gives all subjects of a row the same face. */
public interface Adapter extends AutoCloseable {

    @Override
    default void close() {}
}
