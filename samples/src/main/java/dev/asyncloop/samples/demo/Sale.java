// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.demo;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.samples.seats.Booking;
import dev.asyncloop.samples.seats.Payments;
import dev.asyncloop.schedule.Schedule;
import dev.asyncloop.schedule.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One run of the program under test: two customers, one seat.
 *
 * @param order the order of the run
 * @param buyers who was told that the seat is theirs
 * @param trace what ran
 */
record Sale(Schedule order, List<String> buyers, Trace trace) {

    static final String SEAT = "12A";

    static Sale run(Schedule order, Function<Payments, Booking> program) {
        List<String> buyers = new ArrayList<>();
        try (Loop loop = Loop.builder().schedule(order).build()) {
            Booking booking = program.apply((customer, seat) -> {
                loop.trace(customer + " finds it free, pays");
                loop.yieldNow(); // here the provider is asked, and others run
            });
            Task<?> alice = loop.spawn("alice", () -> buy(loop, booking, "alice", buyers));
            Task<?> bob = loop.spawn("bob", () -> {
                loop.trace("bob types his card number");
                loop.yieldNow();
                buy(loop, booking, "bob", buyers);
            });
            alice.await();
            bob.await();
            return new Sale(order, List.copyOf(buyers), loop.trace());
        }
    }

    private static void buy(Loop loop, Booking booking, String customer, List<String> buyers) {
        if (booking.book(SEAT, customer)) {
            buyers.add(customer);
            loop.trace(customer + " has the seat");
        } else {
            loop.trace(customer + " is told: sold");
        }
    }

    boolean isCorrect() {
        return buyers.size() == 1;
    }

    String outcome() {
        return isCorrect() ? "sold once" : "SOLD TWICE, to " + String.join(" and to ", buyers);
    }

    String hash() {
        return String.format("%016x", trace.hash());
    }
}
