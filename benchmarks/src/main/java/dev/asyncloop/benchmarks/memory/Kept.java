// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.memory;

/** Many things of one kind that stay on the heap until they are closed. */
interface Kept extends AutoCloseable {

    /** Makes things of this kind; called once. */
    void add(int count);

    @Override
    void close();
}
