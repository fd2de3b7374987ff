// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.benchmarks.echo;

/** A way to send messages to and fro over loopback, server and clients on one thread. */
interface Echo {

    int MESSAGE_BYTES = 64;

    /** Returns the name for the table. */
    String name();

    /**
     * Opens connections, sends a message on each as soon as its last one is back, and closes them.
     *
     * @param connections how many
     * @param roundTrips how many on each
     * @return the nanoseconds from the first message to the last
     */
    long run(int connections, int roundTrips) throws Exception;
}
