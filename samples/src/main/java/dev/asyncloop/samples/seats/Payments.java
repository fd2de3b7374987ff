// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.seats;

/** The payment provider: a remote call, which takes its time. */
public interface Payments {

    /**
     * Charges a customer for a seat, and blocks until the provider has answered.
     *
     * @throws PaymentRefusedException if the provider refused
     */
    void charge(String customer, String seat);
}
