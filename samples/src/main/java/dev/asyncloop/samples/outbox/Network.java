// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.outbox;

/** Carries a payment to the other side, or loses it, or loses the answer. */
@FunctionalInterface
public interface Network {

    /**
     * Sends a payment.
     *
     * @return whether an acknowledgement came back
     */
    boolean send(Payment payment);
}
