// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.outbox;

/** Books the payments that arrive. */
public interface Account {

    void receive(Payment payment);

    int balance();
}
