// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.seats;

import java.util.Optional;

/** Sells each seat once. */
public interface Booking {

    /**
     * Sells a seat to a customer who pays for it.
     *
     * @return whether the seat is now the customer's; if not, it was taken and the customer was not charged
     */
    boolean book(String seat, String customer);

    /** Returns whose seat it is. */
    Optional<String> ownerOf(String seat);
}
