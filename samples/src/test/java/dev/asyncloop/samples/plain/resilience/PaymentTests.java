// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.plain.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asyncloop.junit.AsyncLoopTest;
import dev.asyncloop.samples.testing.Exploring;
import dev.asyncloop.samples.testing.PlainJava;
import org.junit.jupiter.api.Test;

@PlainJava
class PaymentTests {

    @AsyncLoopTest(schedules = 1_000, timerSlack = "5ms")
    void payment_answer_may_be_late_is_made_once() throws Exception {
        Bank bank = new Bank();
        new Payment(bank).pay(10);
        assertThat(bank.charged()).isEqualTo(10);
    }

    @Test
    void naive_payment_is_made_twice_in_some_order_but_not_in_fifo() {
        Exploring.of(NaivePaymentTestCase.class).passesInFifoOrderAndFailsInAnother();
    }

    static class NaivePaymentTestCase {
        @AsyncLoopTest(asTask = true, schedules = 100, timerSlack = "5ms")
        void payment_is_made_once() throws Exception {
            Bank bank = new Bank();
            new Payment(bank).payNaively(10);
            assertThat(bank.charged()).isEqualTo(10);
        }
    }
}
