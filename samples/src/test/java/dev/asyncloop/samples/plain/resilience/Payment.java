// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.plain.resilience;

import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks the bank, and asks again if there is no answer within a second. */
final class Payment {

    private final Retry retry = Retry.of(
            "bank",
            RetryConfig.custom()
                    .maxAttempts(3)
                    .waitDuration(Duration.ofSeconds(5))
                    .retryExceptions(TimeoutException.class)
                    .build());
    private final AtomicInteger orders = new AtomicInteger();
    private final Bank bank;

    Payment(Bank bank) {
        this.bank = bank;
    }

    /** Makes an order for each attempt: one that is late, and has been charged for, is charged for again. */
    void payNaively(int amount) throws Exception {
        retry.executeCallable(() -> ask("order " + orders.incrementAndGet(), amount));
    }

    /** Makes one order, by which the bank knows it again. */
    void pay(int amount) throws Exception {
        String order = "order " + orders.incrementAndGet();
        retry.executeCallable(() -> ask(order, amount));
    }

    private String ask(String order, int amount) throws Exception {
        return CompletableFuture.supplyAsync(() -> bank.charge(order, amount)).get(1, TimeUnit.SECONDS);
    }
}
