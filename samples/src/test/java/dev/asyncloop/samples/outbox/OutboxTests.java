// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.Loop;
import dev.asyncloop.Task;
import dev.asyncloop.TaskGroup;
import dev.asyncloop.junit.AsyncLoopTest;
import dev.asyncloop.junit.ScheduleFailure;
import dev.asyncloop.samples.testing.Exploring;
import org.junit.jupiter.api.Test;

class OutboxTests {

    /** Loses one message in five and one acknowledgement in five, as the order's seed says; in FIFO order none. */
    private static Network lossy(Loop loop, Account account) {
        return payment -> {
            if (loop.chance(0.2)) {
                loop.trace("lost payment " + payment.number());
                return false;
            }
            account.receive(payment);
            if (loop.chance(0.2)) {
                loop.trace("lost the acknowledgement of payment " + payment.number());
                return false;
            }
            return true;
        };
    }

    private static void assertBookedOnce(Loop loop, Account account) {
        Outbox outbox = new Outbox(loop, lossy(loop, account));
        Task<?> payments = loop.spawn("payments", () -> {
            try (TaskGroup group = loop.group()) {
                group.spawn("rent", () -> outbox.pay(700));
                group.spawn("food", () -> outbox.pay(80));
            }
        });
        payments.await();
        assertThat(account.balance()).isEqualTo(780);
    }

    @AsyncLoopTest(schedules = 1_000)
    void payments_over_a_lossy_network_are_booked_once(Loop loop) {
        assertBookedOnce(loop, new IdempotentAccount());
    }

    @Test
    void naive_account_books_a_payment_twice_when_one_acknowledgement_is_lost() {
        Exploring naive = Exploring.of(NaiveAccountTestCase.class);
        naive.passesInFifoOrderAndFailsInAnother();
        ScheduleFailure failure = naive.failure();
        assertThat(failure.getMessage())
                .as("the one fault that matters is left of all that were injected")
                .contains("lost the acknowledgement of payment")
                .doesNotContain("lost payment");
    }

    static class NaiveAccountTestCase {
        @AsyncLoopTest(schedules = 100)
        void payments_are_booked_once(Loop loop) {
            assertBookedOnce(loop, new NaiveAccount());
        }
    }
}
