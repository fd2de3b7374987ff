// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.seats;

/** The payment provider did not take the customer's money. */
public final class PaymentRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PaymentRefusedException(String message) {
        super(message);
    }
}
