// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.seats;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The fix: takes the seat first, in one step with the check, and gives it back if it is not paid for. */
public final class SeatBooking implements Booking {

    private final Map<String, String> owners = new ConcurrentHashMap<>();
    private final Payments payments;

    public SeatBooking(Payments payments) {
        this.payments = payments;
    }

    @Override
    public boolean book(String seat, String customer) {
        if (owners.putIfAbsent(seat, customer) != null) {
            return false;
        }
        boolean paid = false;
        try {
            payments.charge(customer, seat);
            paid = true;
            return true;
        } finally {
            if (!paid) {
                owners.remove(seat); // refused, or cancelled while it waited
            }
        }
    }

    @Override
    public Optional<String> ownerOf(String seat) {
        return Optional.ofNullable(owners.get(seat));
    }
}
