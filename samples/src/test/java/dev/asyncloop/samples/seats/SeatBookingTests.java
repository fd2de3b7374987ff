// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.seats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.TaskCancelledException;
import dev.asyncloop.junit.AsyncLoopTest;
import dev.asyncloop.samples.testing.Exploring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeatBookingTests {

    private static final String SEAT = "12A";

    /** What the customers were charged for, by a provider that answers in another step. */
    private final List<String> charged = new ArrayList<>();

    private final Payments payments = (customer, seat) -> {
        Loop.current().yieldNow();
        charged.add(customer);
    };

    @AsyncLoopTest(schedules = 1_000)
    void seat_is_sold_once(Loop loop) {
        assertSoldOnce(loop, new SeatBooking(payments), charged);
    }

    @AsyncLoopTest
    void seat_is_free_again_when_payment_is_refused(Loop loop) {
        SeatBooking booking = new SeatBooking((customer, seat) -> {
            loop.yieldNow();
            throw new PaymentRefusedException("no money");
        });
        Task<Boolean> alice = loop.spawn("alice", () -> booking.book(SEAT, "alice"));
        assertThatThrownBy(alice::await).isInstanceOf(PaymentRefusedException.class);
        assertThat(booking.ownerOf(SEAT)).isEmpty();
    }

    @AsyncLoopTest
    void seat_is_free_again_when_customer_leaves_while_paying(Loop loop) {
        SeatBooking booking = new SeatBooking((customer, seat) -> loop.sleep(Duration.ofMinutes(5)));
        Task<Boolean> alice = loop.spawn("alice", () -> booking.book(SEAT, "alice"));
        loop.advance(Duration.ofMinutes(1));
        assertThat(booking.ownerOf(SEAT)).hasValue("alice");
        alice.cancel("closed the page");
        assertThatThrownBy(alice::await).isInstanceOf(TaskCancelledException.class);
        assertThat(booking.ownerOf(SEAT)).isEmpty();
    }

    @Test
    void naive_booking_sells_a_seat_twice_in_some_order_but_not_in_fifo() {
        Exploring.of(NaiveSeatBookingTestCase.class).passesInFifoOrderAndFailsInAnother();
    }

    @Test
    void failure_names_both_customers() {
        assertThat(Exploring.of(NaiveSeatBookingTestCase.class).failure())
                .hasMessageContaining("alice")
                .hasMessageContaining("bob");
    }

    static class NaiveSeatBookingTestCase {

        private final List<String> charged = new ArrayList<>();

        @AsyncLoopTest
        void seat_is_sold_once(Loop loop) {
            Payments payments = (customer, seat) -> {
                loop.yieldNow();
                charged.add(customer);
            };
            assertSoldOnce(loop, new NaiveSeatBooking(payments), charged);
        }
    }

    /** Bob is later by the one step in which he types his card number, so in FIFO order alice has paid by then. */
    private static void assertSoldOnce(Loop loop, Booking booking, List<String> charged) {
        Task<Boolean> alice = loop.spawn("alice", () -> booking.book(SEAT, "alice"));
        Task<Boolean> bob = loop.spawn("bob", () -> {
            loop.yieldNow();
            return booking.book(SEAT, "bob");
        });
        List<String> winners = new ArrayList<>();
        if (alice.await()) {
            winners.add("alice");
        }
        if (bob.await()) {
            winners.add("bob");
        }
        assertThat(winners)
                .as("customers who were told that %s is theirs", SEAT)
                .hasSize(1);
        assertThat(charged).as("customers who were charged").isEqualTo(winners);
    }
}
