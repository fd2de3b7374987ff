// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.seats;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The bug: looks whether the seat is free, waits for the payment, and then sells what may have been sold meanwhile. */
public final class NaiveSeatBooking implements Booking {

    private final Map<String, String> owners = new ConcurrentHashMap<>();
    private final Payments payments;

    public NaiveSeatBooking(Payments payments) {
        this.payments = payments;
    }

    @Override
    public boolean book(String seat, String customer) {
        if (owners.containsKey(seat)) {
            return false;
        }
        payments.charge(customer, seat); // while this one pays, the next one still finds the seat free
        owners.put(seat, customer);
        return true;
    }

    @Override
    public Optional<String> ownerOf(String seat) {
        return Optional.ofNullable(owners.get(seat));
    }
}
