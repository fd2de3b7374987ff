// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.outbox;

import java.util.HashSet;
import java.util.Set;

/** The fix: books each payment once, by its number. */
public final class IdempotentAccount implements Account {

    private final Set<Long> booked = new HashSet<>();
    private int balance;

    @Override
    public void receive(Payment payment) {
        if (booked.add(payment.number())) {
            balance += payment.amount();
        }
    }

    @Override
    public int balance() {
        return balance;
    }
}
