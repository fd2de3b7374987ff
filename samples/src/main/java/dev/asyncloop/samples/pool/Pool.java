// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.pool;

/** Lends a few connections, first come, first served. */
public interface Pool {

    /** Takes a connection, and waits for one if there is none. */
    Connection acquire();

    /** Gives a connection back. */
    void release(Connection connection);

    /** Returns how many connections are there to be taken. */
    int idle();
}
