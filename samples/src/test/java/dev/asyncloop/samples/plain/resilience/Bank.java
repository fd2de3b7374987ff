// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.plain.resilience;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Charges at once, and answers a moment before one second is over; at once if it knows the order. */
final class Bank {

    private final Set<String> orders = ConcurrentHashMap.newKeySet();
    private final AtomicInteger charged = new AtomicInteger();

    /** Charges for an order once, however often it is asked to. */
    String charge(String order, int amount) {
        if (!orders.add(order)) {
            return "paid already";
        }
        charged.addAndGet(amount);
        try {
            Thread.sleep(998);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
        return "paid";
    }

    int charged() {
        return charged.get();
    }
}
