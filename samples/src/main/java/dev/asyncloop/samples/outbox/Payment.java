// Copyright the asyncloop authors.
// SPDX-License-Identifier: Apache-2.0
package dev.asyncloop.samples.outbox;

/** An amount to be booked once; the number tells it from others of the same amount. */
public record Payment(long number, int amount) {}
