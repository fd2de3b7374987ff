// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.outbox;

import dev.asyncloop.Loop;
import java.time.Duration;

/** Sends each payment again until it is acknowledged. */
public final class Outbox {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Loop loop;
    private final Network network;
    private long last;

    public Outbox(Loop loop, Network network) {
        this.loop = loop;
        this.network = network;
    }

    public void pay(int amount) {
        Payment payment = new Payment(++last, amount);
        while (!network.send(payment)) {
            loop.sleep(PAUSE);
        }
    }
}
