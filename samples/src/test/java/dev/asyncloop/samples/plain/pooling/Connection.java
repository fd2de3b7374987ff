// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.plain.pooling;

/** A connection to a warehouse that has no tea at first, ten milliseconds away. */
final class Connection {

    private int tea;

    void deliver() throws InterruptedException {
        Thread.sleep(10);
        tea++;
    }

    /** Takes tea from the shelf; throws if there is none. */
    void take() throws InterruptedException, SoldOutException {
        Thread.sleep(10);
        if (tea == 0) {
            throw new SoldOutException();
        }
        tea--;
    }
}
