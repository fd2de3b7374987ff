// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.outbox;

/** The bug: books whatever arrives. A payment whose acknowledgement was lost is sent again, and booked twice. */
public final class NaiveAccount implements Account {

    private int balance;

    @Override
    public void receive(Payment payment) {
        balance += payment.amount();
    }

    @Override
    public int balance() {
        return balance;
    }
}
